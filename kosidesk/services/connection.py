"""What this desk knows of its server: who both are, and when they last spoke. Lies in the encrypted file."""

from datetime import datetime
from typing import TypeVar

import msgspec

from kosidesk.domain.errors import NotConnected
from kosidesk.services.desk import Desk
from kosidesk.storage import notes

DESK_PROFILE = "desk"
"""A device of this profile holds personal records; a stand does not."""

S = TypeVar("S", bound=msgspec.Struct)

_CONNECTION, _CONTACT, _PENDING = "connection", "contact", "application"


class Connection(msgspec.Struct, frozen=True):
    """`fingerprint` is empty where the system trusts the certificate; `auth` logs in `account`."""

    address: str
    fingerprint: str
    realm: str
    device: str
    profile: str
    account: str
    auth: bytes
    signing: bytes
    sealing: bytes
    policy: bytes
    lease_secret: bytes


class Pending(msgspec.Struct, frozen=True):
    """An application that was written to a file and waits for its answer."""

    address: str
    fingerprint: str
    signing: bytes
    sealing: bytes
    bond: bytes
    auth: bytes


class Contact(msgspec.Struct, frozen=True):
    """`latest` is the highest clock seen, this desk's or the server's: time does not run backwards.

    `last` is the end of the last whole sync, `away_since` the first failure after it. `skew` is how many
    seconds this clock is ahead of the server's. `compared` is when every field was last compared.
    """

    last: datetime | None = None
    away_since: datetime | None = None
    skew: float = 0.0
    latest: datetime | None = None
    lease_until: datetime | None = None
    ratchet: str = ""
    compared: datetime | None = None


def find(desk: Desk) -> Connection | None:
    return _read(desk, _CONNECTION, Connection)


def require(desk: Desk) -> Connection:
    """Raises NotConnected."""
    found = find(desk)
    if found is None:
        raise NotConnected
    return found


def keep(desk: Desk, connection: Connection) -> None:
    _write(desk, _CONNECTION, connection)
    notes.drop(desk.database, _PENDING)


def pending(desk: Desk) -> Pending | None:
    return _read(desk, _PENDING, Pending)


def keep_pending(desk: Desk, application: Pending) -> None:
    _write(desk, _PENDING, application)


def contact(desk: Desk) -> Contact:
    return _read(desk, _CONTACT, Contact) or Contact()


def keep_contact(desk: Desk, known: Contact) -> None:
    _write(desk, _CONTACT, known)


def forget(desk: Desk) -> None:
    """The keys, and everything that was known of the server."""
    notes.drop(desk.database, _CONNECTION, _CONTACT, _PENDING)


def _read(desk: Desk, name: str, shape: type[S]) -> S | None:
    kept = notes.read(desk.database, name)
    return msgspec.json.decode(kept, type=shape) if kept else None


def _write(desk: Desk, name: str, value: msgspec.Struct) -> None:
    notes.write(desk.database, name, msgspec.json.encode(value).decode())
