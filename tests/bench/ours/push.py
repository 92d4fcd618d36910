"""Ten changes of each offer through the server: what its processor did, beside raw `executemany`.

The limit writes as many whole rows into a copy of the server's own file, a thousand a transaction, too.
"""

import shutil
from collections.abc import Sequence
from itertools import count, cycle, islice
from pathlib import Path

import msgspec

from kosidesk.protocol.messages import Row
from kosidesk.server import keys, settings
from kosidesk.server.context import open_store
from kosidesk.server.store.store import Store
from kosidesk.sqlfile import transaction
from kosidesk.sync.talk import MOST_OPERATIONS
from tests.bench import places
from tests.bench.meter import MS, Meter, Numbers, cost
from tests.bench.ours import town
from tests.bench.ours.changes import Changes, held

_EACH = 10
_UPDATE = "UPDATE record SET rev = ?, author = ?, at = ?, body = ? WHERE id = ? AND kind = ?"


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    stock, changes = places.offers_alone(folder, size), _EACH * size
    offers = held(stock)
    raw_cpu = _raw(stock, folder / "copies" / "raw", offers, changes)
    with town.serving(stock, machines=1) as there:
        requests = list(Changes(offers).requests(there.machines[0].id, changes))
        remote, before = there.remote(0), there.server_cpu()
        pushed = cost(lambda: [remote.sync(request) for request in requests])
        server_cpu = there.server_cpu() - before
        remote.hang_up()
    return {
        "pushed_wall_ms": pushed.wall,
        "pushed_server_cpu_ms": server_cpu,
        "raw_cpu_ms": raw_cpu,
        "pushed_cpu_rate": changes * MS / server_cpu,
        "raw_cpu_rate": changes * MS / raw_cpu,
        "of_raw_percent": 100 * raw_cpu / server_cpu,
    }


def _raw(stock: Path, copy: Path, offers: Sequence[Row], changes: int) -> float:
    """Milliseconds of the processor."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(stock, copy)
    found = settings.load(copy)
    store = open_store(found, keys.load(found))
    try:
        with store.reading() as books:
            revs = count(books.head().seq + 1)
        rows = [(next(revs), *_cells(offer)) for offer in islice(cycle(offers), changes)]
        return cost(lambda: _write(store, rows)).cpu
    finally:
        store.close()


def _cells(offer: Row) -> tuple[str, ...]:
    return offer.author, offer.at, msgspec.json.encode(offer.values).decode(), offer.id, offer.kind


def _write(store: Store, rows: Sequence[tuple[object, ...]]) -> None:
    for start in range(0, len(rows), MOST_OPERATIONS):
        with transaction(store.engine) as connection:
            connection.exec_driver_sql(_UPDATE, rows[start : start + MOST_OPERATIONS])
