"""Ends what a device or an account may do, and says what is lost with a device.

Whoever revokes writes it into the ledger of revocations first: no backup brings back who was revoked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from kosidesk.domain.errors import NotFound
from kosidesk.domain.ids import RecordId
from kosidesk.server.identity import accounts, codes, devices, sessions
from kosidesk.server.identity.devices import Device
from kosidesk.server.person import Person
from kosidesk.server.store.ledger import Revoked
from kosidesk.server.store.tables import RECORD
from kosidesk.server.visibility import visible

DEVICE, ACCOUNT = "device", "account"
"""Kinds of `Revoked`."""


@dataclass(frozen=True)
class Loss:
    """What a report of the loss (Art. 33 GDPR) has to say: kind and scope → how many records.

    Counted is what the books hold today of what those who worked there may see: what was made since the
    device was last here counts as well, what was deleted since does not.
    """

    device: Device
    counsellors: frozenset[str]
    held: Mapping[tuple[str, str], int]


def revoke_device(connection: Connection, identity: str) -> Loss:
    """Raises NotFound."""
    lost = loss(connection, identity)
    devices.revoke(connection, identity)
    sessions.end_all(connection, device=identity)
    return lost


def revoke_account(connection: Connection, counsellor: str) -> None:
    """Raises NotFound."""
    accounts.revoke(connection, counsellor)
    codes.withdraw(connection, counsellor)
    sessions.end_all(connection, counsellor=counsellor)


def revoked(connection: Connection) -> list[Revoked]:
    """All there are, as the ledger names them."""
    barred = [Revoked(DEVICE, one.id) for one in devices.devices(connection) if one.is_revoked]
    closed = [Revoked(ACCOUNT, one.counsellor) for one in accounts.accounts(connection) if one.is_revoked]
    return barred + closed


def loss(connection: Connection, identity: str) -> Loss:
    """Raises NotFound."""
    device = devices.device(connection, identity)
    if device is None:
        raise NotFound("device", identity)
    counsellors = devices.authors(connection, identity)
    people = _people(connection, device, counsellors)
    return Loss(device, counsellors, _held(connection, people))


def _people(connection: Connection, device: Device, counsellors: Iterable[str]) -> list[Person]:
    known = (accounts.account(connection, each) for each in counsellors)
    return [
        Person(device.id, RecordId(one.counsellor), device.profile, one.role, one.teams)
        for one in known
        if one
    ]


def _held(connection: Connection, people: Iterable[Person]) -> Mapping[tuple[str, str], int]:
    grouped = select(RECORD.c.kind, RECORD.c.scope, func.count()).group_by(RECORD.c.kind, RECORD.c.scope)
    counted = connection.execute(grouped)
    return {
        (kind, scope): number
        for kind, scope, number in counted
        if any(scope in visible(person, kind) for person in people)
    }
