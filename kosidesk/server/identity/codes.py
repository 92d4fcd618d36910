"""One-time codes that let somebody in: good once, for seven days, and for five wrong tries.

Twelve characters of Crockford's Base32, 60 bits. The first four name the row, so that a try costs one hash
and not one per open code; they are no secret. The other eight are: 40 bits, of which an attacker at the
server may try five. With the stolen database in hand, 2³⁹ tries of Argon2id take years, the code lives days.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from kosidesk.domain.ids import new_base32, read_base32
from kosidesk.server.identity.hashing import Hashing
from kosidesk.server.identity.refusals import NoSuchCode
from kosidesk.server.identity.tables import CODE
from kosidesk.server.person import DESK

LIFE = timedelta(days=7)
MOST_TRIES = 5
LETTERS, _SELECTOR, _GROUP = 12, 4, 4

ENROLMENT, ACCOUNT = "enrolment", "account"
"""What a code is for: a new device, or the auth value of an account on a device that is known already."""


@dataclass(frozen=True)
class Ticket:
    """What a code stands for. `counsellor` is empty where the account is yet to be made."""

    purpose: str
    name: str = ""
    role: str = ""
    teams: frozenset[str] = frozenset()
    device_name: str = ""
    profile: str = DESK
    counsellor: str = ""


@dataclass(frozen=True)
class Tried:
    """A code somebody typed, and the hash it must match; None if there is no such code."""

    code: bytes
    selector: str
    known: str | None


def issue(connection: Connection, hashing: Hashing, ticket: Ticket, now: datetime) -> str:
    """The code as people read it, "4F7K-92MC-QX3T"; the server cannot say it again."""
    connection.execute(delete(CODE).where(CODE.c.until <= now))
    code = _unused(connection)
    connection.execute(
        insert(CODE).values(
            selector=code[:_SELECTOR],
            hash=hashing.hash(code.encode()),
            purpose=ticket.purpose,
            device_name=ticket.device_name,
            profile=ticket.profile,
            counsellor=ticket.counsellor,
            name=ticket.name,
            role=ticket.role,
            teams=sorted(ticket.teams),
            until=now + LIFE,
            tries=0,
        )
    )
    return "-".join(code[at : at + _GROUP] for at in range(0, LETTERS, _GROUP))


def tried(connection: Connection, typed: str, purpose: str, now: datetime) -> Tried:
    """Counts the try before it is judged: guesses side by side gain nothing."""
    code = read_base32(typed) or ""
    row = _open(connection, code[:_SELECTOR], now)
    if row is None or row.purpose != purpose or len(code) != LETTERS:
        return Tried(b"", "", None)
    connection.execute(update(CODE).where(CODE.c.selector == row.selector).values(tries=row.tries + 1))
    return Tried(code.encode(), row.selector, row.hash)


def take(connection: Connection, tried: Tried, now: datetime) -> Ticket:
    """Uses the code up. Raises NoSuchCode if somebody was faster."""
    row = connection.execute(
        select(CODE).where(CODE.c.selector == tried.selector, CODE.c.hash == tried.known, CODE.c.until > now)
    ).one_or_none()
    if row is None:
        raise NoSuchCode
    connection.execute(delete(CODE).where(CODE.c.selector == tried.selector))
    return Ticket(
        row.purpose, row.name, row.role, frozenset(row.teams), row.device_name, row.profile, row.counsellor
    )


def withdraw(connection: Connection, counsellor: str) -> None:
    """No code may let in again who was revoked."""
    connection.execute(delete(CODE).where(CODE.c.counsellor == counsellor))


def _open(connection: Connection, selector: str, now: datetime) -> Any:
    found = select(CODE).where(CODE.c.selector == selector, CODE.c.until > now, CODE.c.tries < MOST_TRIES)
    return connection.execute(found).one_or_none()


def _unused(connection: Connection) -> str:
    taken = set(connection.execute(select(CODE.c.selector)).scalars())
    while (code := new_base32(LETTERS))[:_SELECTOR] in taken:
        pass
    return code
