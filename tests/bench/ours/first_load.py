"""A server's offers onto an empty desk, until it shows them all; that it finds them by their words is apart.

By snapshot as soon as there are so many that the desk asks for one.
"""

from collections.abc import Callable
from pathlib import Path

from kosidesk.services.desk import Desk
from kosidesk.storage import read
from kosidesk.storage.late_index import index_pending
from kosidesk.storage.shelf import FileReplica
from kosidesk.sync import engine
from kosidesk.sync.engine import Ratchet
from kosidesk.sync.first_load import LARGE
from kosidesk.sync.remote import Remote
from kosidesk.sync.shelf import Replica
from kosidesk.sync.talk import conversation
from tests.bench import places
from tests.bench.meter import Meter, Numbers, cost, peak_mb
from tests.bench.ours import town
from tests.bench.ours.town import Town


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    return loads(places.offers_alone(folder, size), size)


def loads(stock: Path, offers: int) -> Numbers:
    with town.serving(stock, machines=2) as there:
        with there.seat(0) as desk:
            numbers = _load(there, 0, desk, by_pages, "pages")
            assert read.count(desk.database, "offer") == offers
            indexed = cost(lambda: _index(desk))
        if there.head() > LARGE:
            with there.seat(1) as desk:
                numbers |= _load(there, 1, desk, by_snapshot, "snapshot")
    index = {"index_wall_ms": indexed.wall, "index_cpu_ms": indexed.cpu}
    return {**numbers, **index, "peak_mb": peak_mb()}


def _load(
    there: Town, machine: int, desk: Desk, how: Callable[[Remote, Replica], object], name: str
) -> Numbers:
    remote = there.remote(machine)
    replica, before = FileReplica(desk.database, desk.clock), there.server_cpu()
    loaded = cost(lambda: how(remote, replica))
    server = there.server_cpu() - before
    remote.hang_up()
    return {
        f"{name}_wall_ms": loaded.wall,
        f"{name}_cpu_ms": loaded.cpu,
        f"{name}_server_cpu_ms": server,
    }


def by_pages(remote: Remote, replica: Replica) -> None:
    talk = conversation(replica)
    request = next(talk)
    try:
        while True:
            request = talk.send(remote.sync(request))
    except StopIteration:
        return


def by_snapshot(remote: Remote, replica: Replica) -> None:
    engine.sync(remote, replica, Ratchet("", lambda _word: None))


def _index(desk: Desk) -> None:
    while index_pending(desk.database):
        pass
