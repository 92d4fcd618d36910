"""Sessions: a device proves itself, a counsellor logs in on it, and a token stands for both from then on.

A token is 256 random bits of which the server keeps the SHA-256: half an hour unused or twelve hours old, it
is dead, and so it is the moment its device or its account is revoked. Who is revoked still gets one, good for
nothing but to hand in work, which then waits for an administrator.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.protocol import orders
from kosidesk.protocol.orders import Order
from kosidesk.server.identity import accounts, devices, limits, realm
from kosidesk.server.identity.accounts import Account
from kosidesk.server.identity.devices import Device
from kosidesk.server.identity.office import Office
from kosidesk.server.identity.refusals import Denied
from kosidesk.server.identity.signed import Signed, proven
from kosidesk.server.identity.tables import SESSION
from kosidesk.server.person import Person

IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=12)
_TOKEN_BYTES = 32
# That a token is in use is noted once a minute, not at every request.
_NOTED = timedelta(minutes=1)


@dataclass(frozen=True)
class Login:
    """Who logs in, and where. `auth` is `proof.auth_value`, never a passphrase."""

    device: str
    counsellor: str
    auth: bytes


@dataclass(frozen=True)
class Opened:
    """`failures` are the logins of this counsellor that had failed before this one.

    For whoever is `revoked` the token is only good for handing in; a revoked device gets the signed order to
    wipe itself besides (`protocol.orders`).
    """

    token: str
    lease_until: datetime
    role: str = ""
    teams: frozenset[str] = frozenset()
    failures: int = 0
    revoked: bool = False
    order: bytes = b""


def open_session(office: Office, login: Login, request: Signed, address: str, now: datetime) -> Opened:
    """`address` is where the request came from. Raises Denied, Later."""
    with office.counter(address, now):
        with office.writing() as connection:
            device = proven(connection, office.keys, request, login.device, now)
            if device.is_revoked:
                return _sent_away(connection, office, device, request.nonce, now)
            limits.attempt(connection, login.counsellor, now)
            known = accounts.known_hash(connection, login.counsellor)
        if not office.hashing.matches(login.auth, known):
            raise Denied
        with office.writing() as connection:
            return _let_in(connection, login, known, now)


def person(connection: Connection, token: str, now: datetime) -> Person:
    """Who speaks, as device and account stand in this very transaction. Raises Denied."""
    session = _session(connection, token, now)
    device = devices.device(connection, session.device)
    account = accounts.account(connection, session.counsellor)
    if device is None or (not session.revoked and _is_revoked(device, account)):
        raise Denied
    is_trusted = account is not None and not session.revoked
    return Person(
        device=device.id,
        counsellor=RecordId(session.counsellor),
        profile=device.profile,
        role=account.role if account and is_trusted else "",
        teams=account.teams if account and is_trusted else frozenset(),
        authors=devices.authors(connection, device.id),
        revoked=session.revoked,
    )


def require_open(connection: Connection, token: str) -> None:
    """Nobody was revoked since `person` was asked. Raises Denied."""
    known = select(SESSION.c.device).where(SESSION.c.token_sha256 == _digest(token))
    if connection.execute(known).one_or_none() is None:
        raise Denied


def keep_alive(connection: Connection, token: str, now: datetime) -> None:
    """It was used: its half hour begins anew."""
    is_stale = (SESSION.c.token_sha256 == _digest(token)) & (SESSION.c.used_at <= now - _NOTED)
    connection.execute(update(SESSION).where(is_stale).values(used_at=now))


def end_all(connection: Connection, *, device: str = "", counsellor: str = "") -> None:
    """Every token of a device or of a counsellor is dead from now on."""
    whose = SESSION.c.device == device if device else SESSION.c.counsellor == counsellor
    connection.execute(delete(SESSION).where(whose))


def _let_in(connection: Connection, login: Login, known: str | None, now: datetime) -> Opened:
    """While the hash was computed either may have been revoked, or the account got another auth value."""
    device = devices.device(connection, login.device)
    account = accounts.account(connection, login.counsellor)
    is_unchanged = known == accounts.known_hash(connection, login.counsellor)
    if device is None or account is None or device.is_revoked or not is_unchanged:
        raise Denied
    failures = limits.succeeded(connection, login.counsellor)
    devices.add_author(connection, device.id, account.counsellor)
    token = _new_token(connection, device.id, account.counsellor, is_revoked=account.is_revoked, now=now)
    if account.is_revoked:
        return Opened(token, device.lease_until, failures=failures, revoked=True)
    until = devices.renew(connection, device.id, now)
    return Opened(token, until, account.role, account.teams, failures)


def _sent_away(connection: Connection, office: Office, device: Device, nonce: str, now: datetime) -> Opened:
    """Whoever sits at it now: what the device holds was signed for by those who worked there before."""
    order = Order(orders.WIPE, device.id, nonce)
    signature = realm.signed(connection, office.keys, order.said())
    end_all(connection, device=device.id)  # it needs one, however often it comes
    token = _new_token(connection, device.id, NOBODY, is_revoked=True, now=now)
    return Opened(token, device.lease_until, revoked=True, order=orders.written(order, signature))


def _new_token(
    connection: Connection, device: str, counsellor: str, *, is_revoked: bool, now: datetime
) -> str:
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    connection.execute(delete(SESSION).where(_is_over(now)))
    connection.execute(
        insert(SESSION).values(
            token_sha256=_digest(token),
            device=device,
            counsellor=counsellor,
            revoked=is_revoked,
            opened_at=now,
            used_at=now,
        )
    )
    return token


def _session(connection: Connection, token: str, now: datetime) -> Any:
    known = select(SESSION).where(SESSION.c.token_sha256 == _digest(token), ~_is_over(now))
    row = connection.execute(known).one_or_none()
    if row is None:
        raise Denied
    return row


def _is_over(now: datetime) -> Any:
    return (SESSION.c.used_at <= now - IDLE) | (SESSION.c.opened_at <= now - LONGEST)


def _is_revoked(device: Device, account: Account | None) -> bool:
    return device.is_revoked or account is None or account.is_revoked


def _digest(token: str) -> bytes:
    return sha256(token.encode()).digest()
