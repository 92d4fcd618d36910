"""A server's whole stock onto an empty desk: what comes as pages, and what is written of it in the end.

`pages` is until the desk shows everything; `indexed`, on top of it, until all of it is found by its words.
"""

from pathlib import Path

from kosidesk.storage import read
from kosidesk.storage.late_index import index_pending
from kosidesk.storage.shelf import FileReplica
from kosidesk.sync import engine
from kosidesk.sync.engine import Ratchet
from tests.bench.meter import Meter, Numbers, cost, peak_mb
from tests.bench.ours import town


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with town.serving(folder, size) as there, town.seated(folder, there, there.machines[0]) as desk:
        remote = there.remote(there.machines[0])
        replica = FileReplica(desk.database, desk.clock)
        before = there.cost()
        pages = cost(lambda: engine.sync(remote, replica, Ratchet("", lambda _word: None)))
        server = there.cost() - before
        assert read.count(desk.database, "offer") == size

        def index() -> None:
            while index_pending(desk.database):
                pass

        indexed = cost(index)
        remote.hang_up()
    return {
        "pages_wall_ms": pages.wall,
        "pages_cpu_ms": pages.cpu,
        "server_cpu_ms": server.cpu,
        "indexed_wall_ms": indexed.wall,
        "peak_mb": peak_mb(),
    }
