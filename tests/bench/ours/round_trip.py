"""One request with one change, to its answer: the network, the server, and its file.

`sync` is the whole of it on a desk with a large stock: its own file, too, which is written several times.
"""

from pathlib import Path

from kosidesk.domain.change import Edit
from kosidesk.services.desk import Desk
from kosidesk.services.syncing import Link
from kosidesk.storage import read
from kosidesk.storage.shelf import FileReplica
from tests.bench import places
from tests.bench.meter import Meter, Numbers, cost, peak_mb, percentile
from tests.bench.ours import town
from tests.bench.ours.changes import Changes, held
from tests.bench.ours.first_load import by_pages
from tests.bench.ours.town import Town

_TIMES = 200


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    stock = places.town(folder, size)
    offers = held(stock)[:_TIMES]
    with town.serving(stock, machines=2) as there, there.seat(0) as desk:
        remote = there.remote(0)
        by_pages(remote, FileReplica(desk.database, desk.clock))
        remote.hang_up()
        whole = _syncs(desk, [offer.id for offer in offers])
        bare = _requests(there, Changes(offers))
    return {
        "p50_wall_ms": percentile(bare, 0.5),
        "p99_wall_ms": percentile(bare, 0.99),
        "sync_p50_wall_ms": percentile(whole, 0.5),
        "sync_p99_wall_ms": percentile(whole, 0.99),
        "peak_mb": peak_mb(),
    }


def _syncs(desk: Desk, ids: list[str]) -> list[float]:
    link, times = Link(desk), []
    link.sync()
    for id_ in ids:
        offer = read.get(desk.database, "offer", id_)
        assert offer is not None
        desk.write(Edit(offer, offer.with_values(open_places=7)))
        times.append(cost(link.sync).wall)
    link.hang_up()
    return times


def _requests(there: Town, changes: Changes) -> list[float]:
    remote = there.remote(1)
    times = [
        cost(lambda request=request: remote.sync(request)).wall
        for request in changes.requests(there.machines[1].id, _TIMES, most=1)
    ]
    remote.hang_up()
    return times
