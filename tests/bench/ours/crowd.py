"""Thirty desks come back to the office and hand in two hundred changes each, all at once.

Each desk's own file is left out: thirty machines would write theirs, here is one. `reread` is the time until
each of them has also been told what the others did.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from msgspec import structs

from kosidesk.protocol.messages import Request
from kosidesk.sync.remote import Remote
from kosidesk.sync.talk import MOST_ROWS
from tests.bench import places
from tests.bench.meter import Meter, Numbers, cost
from tests.bench.ours import town
from tests.bench.ours.changes import Changes, held

_DESKS, _CHANGES = 30, 200


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    stock = places.offers_alone(folder, size)
    offers = held(stock)
    with (
        town.serving(stock, machines=_DESKS) as there,
        ThreadPoolExecutor(_DESKS) as crowd,
    ):
        remotes = [there.remote(number) for number in range(_DESKS)]
        head, begun = there.head(), there.server_cpu()
        requests = [
            request
            for number, machine in enumerate(there.machines)
            for request in Changes(offers, seed=number).requests(machine.id, _CHANGES)
        ]
        all_ = cost(lambda: list(crowd.map(lambda remote, request: remote.sync(request), remotes, requests)))
        pushed = there.server_cpu() - begun
        read = cost(lambda: list(crowd.map(partial(_read, head), remotes, requests)))
        for remote in remotes:
            remote.hang_up()
    return {
        "all_wall_ms": all_.wall,
        "all_server_cpu_ms": pushed,
        "reread_wall_ms": read.wall,
    }


def _read(head: int, remote: Remote, request: Request) -> None:
    cursors = {"public": head}
    while True:
        reply = remote.sync(structs.replace(request, operations=(), cursors=cursors, rows=MOST_ROWS))
        cursors = reply.cursors
        if not reply.more:
            return
