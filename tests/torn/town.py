"""A real server on an encrypted file, a real desk, and the proxy between them."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread
from uuid import uuid4

from uvicorn import Server

from kosidesk.domain.change import Edit
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record
from kosidesk.protocol.messages import PROTOCOL, Action, Operation, Request
from kosidesk.protocol.scopes import PUBLIC
from kosidesk.schema import VERSION
from kosidesk.server import serving, tls
from kosidesk.server.answer import answer
from kosidesk.server.app import application
from kosidesk.server.context import Context, open_context
from kosidesk.server.founding import Wanted, found
from kosidesk.server.identity import realm
from kosidesk.server.person import COORDINATION, DESK, Person
from kosidesk.services import connection
from kosidesk.services.connection import Connection
from kosidesk.services.desk import Desk
from kosidesk.services.syncing import Link
from kosidesk.storage import read
from kosidesk.storage.shelf import FileReplica
from tests.desks import JON, MARA, NOW, counted_ids, make_desk
from tests.server.identity.machines import Machine, auth_of, enrolled
from tests.server.served import Clock
from tests.torn.proxy import Proxy, proxy

_JOINING_S = 20.0
_JONS = RecordId("00000000-0000-7000-b000-000000000001")
_MARAS = RecordId("00000000-0000-7000-b000-000000000002")


@dataclass
class Town:
    """Mara works at the desk, Jon at another one of which only the server knows."""

    context: Context
    clock: Clock
    proxy: Proxy
    desk: Desk
    link: Link
    person: Person
    latest: Record | None = None

    def work(self, told: str) -> int:
        """Each changes a record; she also makes one and deletes the one before. How many changes that is."""
        new = Record("organisation", self.desk.born_id(), {"name": told})
        standing = _standing(self.desk)
        changed = Record("organisation", standing.id, {"name": told})
        edits = [Edit(None, new), Edit(standing if standing.values else None, changed)]
        if self.latest is not None:
            edits.append(Edit(self.latest, None))
        self.desk.write(*edits)
        self.latest = new
        self._jon_says(told)
        return len(edits) + 1

    def _jon_says(self, told: str) -> None:
        with self.context.store.writing() as books:
            row = books.rows([("organisation", _JONS)]).get(("organisation", _JONS))
            before = row.values["name"] if row else None
            operation = Operation(
                id=str(uuid4()),
                transaction=str(uuid4()),
                action=Action.CHANGE if row else Action.CREATE,
                kind="organisation",
                record=_JONS,
                scope=PUBLIC,
                differences={"name": (before, told)},
                author=JON.id,
                at=NOW.isoformat(),
                schema=VERSION,
            )
            jon = Person("elsewhere", JON.id, role=COORDINATION, teams=frozenset({""}))
            request = Request(PROTOCOL, VERSION, "elsewhere", books.lineage(), (), {}, 1, (operation,))
            answer(books, jon, request, NOW.isoformat())


def _standing(desk: Desk) -> Record:
    return read.get(desk.database, "organisation", _MARAS) or Record("organisation", _MARAS, {})


@contextmanager
def town(folder: Path) -> Iterator[Town]:
    clock = Clock()
    with serving.listen("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        said = {"hosts": ["localhost"], "port": port, "behind_proxy": True}
        made = found(folder / "server", Wanted("Agentur Musterstadt", said), NOW)
        context = open_context(made, clock)
        server = Server(serving.config(made, application(context)))
        thread = Thread(target=server.run, args=([listening],), name="server")
        thread.start()
        try:
            with proxy(("127.0.0.1", port), _secured(folder)) as between:
                yield from _with_desk(folder, context, clock, between)
        finally:
            server.should_exit = True
            thread.join(_JOINING_S)


def _with_desk(folder: Path, context: Context, clock: Clock, between: Proxy) -> Iterator[Town]:
    home = folder / "desk"
    home.mkdir()
    desk = replace(make_desk(home, MARA), clock=clock, new_id=counted_ids(1000))
    machine = enrolled(context.office, MARA.id, COORDINATION, DESK, "")
    _join(desk, context, machine, f"localhost:{between.port}", tls.fingerprint(folder / "certificate.pem"))
    link = Link(desk)
    person = Person(machine.id, MARA.id, role=COORDINATION, teams=frozenset({""}))
    try:
        link.sync()
        yield Town(context, clock, between, desk, link, person)
    finally:
        link.hang_up()
        desk.database.close()


def _join(desk: Desk, context: Context, machine: Machine, address: str, fingerprint: str) -> None:
    with context.office.writing() as bound:
        policy = realm.realm(bound).policy
    connection.keep(
        desk,
        Connection(
            address=address,
            fingerprint=fingerprint,
            realm="",
            device=machine.id,
            profile=DESK,
            account=MARA.id,
            auth=auth_of(MARA.id),
            signing=machine.key,
            sealing=machine.sealing,
            policy=policy,
            lease_secret=bytes(32),
        ),
    )
    with FileReplica(desk.database, desk.clock).transaction() as shelf:
        shelf.keep(replace(shelf.standing(), device=machine.id))


def _secured(folder: Path) -> ssl.SSLContext:
    certificate, key = folder / "certificate.pem", folder / "certificate.key"
    tls.make(certificate, key, ["localhost"], NOW)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
