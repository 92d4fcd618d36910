"""The numbers beside the filters, counted once the hits of a key are shown; cold is the first time."""

from pathlib import Path

from kosidesk.search.query import Query
from kosidesk.services import offers
from kosidesk.services.desk import Desk
from tests.bench.meter import Cost, Meter, Numbers, cost, keys
from tests.bench.ours import desks
from tests.bench.queries import KEYS


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with desks.opened(folder, size) as desk:
        first, *rest = [_counted(desk, key) for key in ("", *KEYS)]
        return keys(first, rest)


def _counted(desk: Desk, text: str) -> Cost:
    asked = Query(desk.today(), text)
    offers.find(desk, asked)
    return cost(lambda: offers.facets(desk, asked))
