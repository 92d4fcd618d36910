"""A server that serves in a process of its own, and desks that are joined to it."""

import shutil
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import psutil

from kosidesk.server import settings, tls
from kosidesk.server.context import open_context, utc_now
from kosidesk.server.identity import realm
from kosidesk.server.identity.office import Office
from kosidesk.server.person import COORDINATION, DESK
from kosidesk.server.settings import Settings
from kosidesk.services.desk import Desk, new_uuid
from kosidesk.sync.line import Address
from kosidesk.sync.remote import Identity, Remote
from tests import desks
from tests.bench.meter import MS
from tests.server.commands.operator import first_answer, process
from tests.server.identity.machines import Machine, auth_of, code, ticket
from tests.server.identity.offices import MARA
from tests.services import towns


@dataclass(frozen=True)
class Town:
    """`machines` are enrolled; at each of them sits the same counsellor, who coordinates."""

    settings: Settings
    policy: bytes
    counsellor: str
    machines: Sequence[Machine]
    server: psutil.Process

    def server_cpu(self) -> float:
        """Milliseconds the server has used so far."""
        times = self.server.cpu_times()
        return float(times.user + times.system) * MS

    def head(self) -> int:
        return self.remote(0).head(-1)

    def remote(self, machine: int) -> Remote:
        """Logged in."""
        address = Address.of(self.settings.url, tls.fingerprint(self.settings.certificate))
        who = self.machines[machine]
        identity = Identity(who.id, who.key, self.counsellor, auth_of(self.counsellor), self.policy)
        remote = Remote(address, identity)
        remote.log_in()
        return remote

    @contextmanager
    def seat(self, machine: int) -> Iterator[Desk]:
        """An empty desk, joined."""
        who = self.machines[machine]
        place = self.settings.folder.parent / who.id
        place.mkdir()
        desk = replace(desks.make_desk(place), clock=utc_now, new_id=new_uuid)
        try:
            self.join(desk, machine)
            yield desk
        finally:
            desk.database.close()
            shutil.rmtree(place)

    def join(self, desk: Desk, machine: int) -> None:
        towns.connect(desk, self.settings, self.policy, self.machines[machine])


@contextmanager
def serving(stock: Path, machines: int, counsellor: str = MARA) -> Iterator[Town]:
    """A copy of the stock, so that each run finds it as it was."""
    copy = stock.parent / "copies" / stock.name
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(stock, copy)
    made = _on_free_port(copy)
    context = open_context(made)
    try:
        with context.office.writing() as bound:
            policy = realm.realm(bound).policy
        enrolled = [_enrolled(context.office, counsellor) for _ in range(machines)]
    finally:
        context.close()
    with process(copy, "serve", "--json", quiet=True) as running:
        first_answer(running)
        yield Town(made, policy, counsellor, enrolled, psutil.Process(running.pid))


def _enrolled(office: Office, counsellor: str) -> Machine:
    machine, now = Machine(office), utc_now()
    typed = code(office, ticket(COORDINATION, DESK, ""), now)
    return replace(machine, id=machine.enrol(typed, counsellor, now).device.id)


def _on_free_port(copy: Path) -> Settings:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    made = msgspec.structs.replace(settings.load(copy), address="127.0.0.1", port=port)
    (copy / settings.FILE).unlink()
    settings.write(copy, made)
    return made
