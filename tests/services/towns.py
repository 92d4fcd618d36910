"""Desks that are joined to a server on this machine, without the work of typing passphrases."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kosidesk.domain.agency import Counsellor
from kosidesk.domain.change import Edit
from kosidesk.domain.record import Record, Value
from kosidesk.server import tls
from kosidesk.server.identity import realm
from kosidesk.server.person import COORDINATION, DESK
from kosidesk.server.settings import Settings
from kosidesk.services import connection
from kosidesk.services.connection import Connection
from kosidesk.services.desk import Desk
from kosidesk.services.syncing import Link
from kosidesk.storage import read
from kosidesk.storage.shelf import FileReplica
from tests.desks import counted_ids, make_desk
from tests.server.identity.machines import Machine, auth_of, enrolled
from tests.server.served import Clock, Served

_IDS_OF_ONE = 100_000


@dataclass(frozen=True)
class Seat:
    """A desk, and its line to the server."""

    desk: Desk
    link: Link
    machine: Machine

    def sync(self) -> None:
        self.link.sync()

    def record(self, kind: str, id_: str) -> Record:
        found = read.get(self.desk.database, kind, id_)
        assert found is not None
        return found

    def change(self, record: Record, **values: Value) -> None:
        now = self.record(record.kind, record.id)
        self.desk.write(Edit(now, now.with_values(**values)))


@contextmanager
def seat(
    town: Served, clock: Clock, folder: Path, user: Counsellor, role: str = COORDINATION
) -> Iterator[Seat]:
    """Desks in folders beside each other get ids of their own."""
    number = len(list(folder.parent.iterdir()))
    folder.mkdir()
    desk = replace(make_desk(folder, user), new_id=counted_ids(number * _IDS_OF_ONE), clock=clock)
    machine = enrolled(town.context.office, user.id, role, DESK, "")
    join(desk, town, machine)
    link = Link(desk)
    try:
        yield Seat(desk, link, machine)
    finally:
        link.hang_up()
        desk.database.close()


def join(desk: Desk, town: Served, machine: Machine) -> None:
    with town.context.office.writing() as bound:
        policy = realm.realm(bound).policy
    connect(desk, town.context.settings, policy, machine)


def connect(desk: Desk, server: Settings, policy: bytes, machine: Machine) -> None:
    connection.keep(
        desk,
        Connection(
            address=server.url,
            fingerprint=tls.fingerprint(server.certificate),
            realm="",
            device=machine.id,
            profile=DESK,
            account=desk.user.id,
            auth=auth_of(desk.user.id),
            signing=machine.key,
            sealing=machine.sealing,
            policy=policy,
            lease_secret=bytes(32),
        ),
    )
    with FileReplica(desk.database, desk.clock).transaction() as shelf:
        shelf.keep(replace(shelf.standing(), device=machine.id))
