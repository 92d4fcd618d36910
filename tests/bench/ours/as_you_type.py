"""What the window asks for at each key: all hits, then the first page of rows and the number of offers."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from kosidesk.search.query import Hits, Query
from kosidesk.services import offers
from kosidesk.services.desk import Desk
from tests.bench.meter import Cost, Meter, Numbers, cost, keys, percentile
from tests.bench.ours import desks
from tests.bench.queries import KEYS

PAGE = 128


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with desks.opened(folder, size) as desk:
        first, *rest = [_typed(desk, key) for key in (KEYS[0], *KEYS)]
        return {
            **keys(first.hits, [key.hits for key in rest]),
            "page_p95_cpu_ms": percentile([key.hits.cpu + key.page.cpu for key in rest], 0.95),
        }


class _Key(NamedTuple):
    hits: Cost
    page: Cost


def _typed(desk: Desk, text: str) -> _Key:
    found: list[Hits] = []
    hits = cost(lambda: found.append(_hits(desk, text)))
    return _Key(hits, cost(partial(_page, desk, found[0])))


def find(desk: Desk, text: str) -> None:
    _page(desk, _hits(desk, text))


def _hits(desk: Desk, text: str) -> Hits:
    return offers.find(desk, Query(desk.today(), text))


def _page(desk: Desk, hits: Hits) -> None:
    offers.rows(desk, hits.ns[:PAGE])
    offers.count(desk)
