"""The machines that were enrolled: what each may hold, when it was last here, how long it may stay away."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, insert, select, text, update

from kosidesk.domain.errors import NotFound, NotPossibleNow
from kosidesk.protocol import lease
from kosidesk.server.identity.keys import Keys
from kosidesk.server.identity.state import ACTIVE, REVOKED
from kosidesk.server.identity.tables import AUTHOR, DEVICE

LEASE_DAYS = 30
LONGEST_EXTENSION = 90  # days
_SECRET_BYTES = 32
_RATCHET_BYTES = 16
_FARTHEST = 2**62  # a device may say anything, a column holds 64 bits
# As the index puts it: asked at every round of the sync.
_ERASURE_BETWEEN = text("SELECT 1 FROM tomb WHERE erased AND rev > :said AND rev <= :upto LIMIT 1")


@dataclass(frozen=True)
class PublicKeys:
    """Raw Ed25519 and X25519 public keys of a device, 32 bytes each."""

    signing: bytes
    sealing: bytes


@dataclass(frozen=True)
class Device:
    """`erased_upto` is the last erasure it said it has carried out, as a place in the history.

    `doubled_at` is when two copies of it, or an old image, last showed themselves.
    """

    id: str
    name: str
    profile: str
    keys: PublicKeys
    state: str
    made_at: datetime
    seen_at: datetime
    lease_until: datetime
    erased_upto: int = 0
    doubled_at: datetime | None = None

    @property
    def is_revoked(self) -> bool:
        return self.state == REVOKED


def new_device(name: str, profile: str, public: PublicKeys, now: datetime) -> Device:
    until = now + timedelta(days=LEASE_DAYS)
    return Device(str(uuid4()), name, profile, public, ACTIVE, now, now, until)


def add(connection: Connection, keys: Keys, device: Device) -> bytes:
    """Returns its lease secret, which only the two of them know."""
    secret = secrets.token_bytes(_SECRET_BYTES)
    connection.execute(
        insert(DEVICE).values(
            **{name: getattr(device, name) for name in _PLAIN},
            signing=device.keys.signing,
            sealing=device.keys.sealing,
            lease_days=LEASE_DAYS,
            lease_sealed=keys.seal(secret, _place(device.id)),
        )
    )
    return secret


def device(connection: Connection, identity: str) -> Device | None:
    row = connection.execute(select(DEVICE).where(DEVICE.c.id == identity)).one_or_none()
    return _device(row) if row else None


def devices(connection: Connection) -> list[Device]:
    """All of them, the longest unseen first."""
    return [_device(row) for row in connection.execute(select(DEVICE).order_by(DEVICE.c.seen_at))]


def erasure_pending(connection: Connection, newest: int) -> list[Device]:
    """Who has not yet carried out the erasure at `newest` in the history, revoked ones included."""
    return [each for each in devices(connection) if each.erased_upto < newest]


def has_erased_more(connection: Connection, known: Device, upto: int) -> bool:
    """Whether there is an erasure it has not yet said it carried out, and now says by `upto`."""
    between = {"said": known.erased_upto, "upto": min(upto, _FARTHEST)}
    return connection.execute(_ERASURE_BETWEEN, between).first() is not None


def authors(connection: Connection, identity: str) -> frozenset[str]:
    """Every counsellor who has logged in on this device."""
    found = connection.execute(select(AUTHOR.c.counsellor).where(AUTHOR.c.device == identity))
    return frozenset(found.scalars())


def add_author(connection: Connection, identity: str, counsellor: str) -> None:
    if counsellor not in authors(connection, identity):
        connection.execute(insert(AUTHOR).values(device=identity, counsellor=counsellor))


def renew(connection: Connection, identity: str, now: datetime) -> datetime:
    """It was here: its lease begins anew, a longer one stays. Returns the end of the lease."""
    row = _row(connection, identity)
    until: datetime = max(row.lease_until, now + timedelta(days=row.lease_days))
    _set(connection, identity, seen_at=now, lease_until=until)
    return until


def extend(connection: Connection, keys: Keys, identity: str, days: int, now: datetime) -> str:
    """A code a coordinator reads out to the desk (`protocol.lease`). Raises NotFound, NotPossibleNow."""
    row = _row(connection, identity)
    if row.state != ACTIVE or not 1 <= days <= LONGEST_EXTENSION:
        raise NotPossibleNow("extend", row.state)
    until = now + timedelta(days=days)
    _set(connection, identity, lease_until=max(row.lease_until, until))
    return lease.extension(keys.unseal(row.lease_sealed, _place(identity)), identity, until.date())


def turn_ratchet(connection: Connection, identity: str, said: str, erased_upto: int, now: datetime) -> str:
    """What the device must say next time; one copy of two says what neither slot holds any more.

    The slot before stays good until the new word comes back: the reply that carries it may get lost.
    """
    row = _row(connection, identity)
    following = secrets.token_hex(_RATCHET_BYTES)
    is_known = said in (row.ratchet, row.ratchet_before)
    _set(
        connection,
        identity,
        seen_at=now,
        erased_upto=min(max(erased_upto, 0), _FARTHEST),
        ratchet=following,
        ratchet_before=said if is_known else row.ratchet,
        doubled_at=row.doubled_at if is_known else now,
    )
    return following


def _row(connection: Connection, identity: str) -> Any:
    row = connection.execute(select(DEVICE).where(DEVICE.c.id == identity)).one_or_none()
    if row is None:
        raise NotFound("device", identity)
    return row


def _set(connection: Connection, identity: str, **values: object) -> None:
    connection.execute(update(DEVICE).where(DEVICE.c.id == identity).values(**values))


def revoke(connection: Connection, identity: str) -> None:
    """Raises NotFound."""
    _row(connection, identity)
    _set(connection, identity, state=REVOKED)


def _device(row: Any) -> Device:
    public = PublicKeys(row.signing, row.sealing)
    whole = {name: getattr(row, name) for name in _PLAIN}
    return Device(keys=public, **whole)


_PLAIN = (
    "id",
    "name",
    "profile",
    "state",
    "made_at",
    "seen_at",
    "lease_until",
    "erased_upto",
    "doubled_at",
)


def _place(identity: str) -> str:
    return f"lease of {identity}"
