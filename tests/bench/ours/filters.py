"""The numbers beside the filters, counted anew after each key. Cold is the first time, for all offers."""

from functools import partial
from pathlib import Path

from kosidesk.search.query import Query
from kosidesk.services import offers
from kosidesk.services.desk import Desk
from tests.bench.meter import Meter, Numbers, cost, keys
from tests.bench.ours import desks
from tests.bench.queries import KEYS


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with desks.opened(folder, size) as desk:
        first, *rest = [cost(partial(count, desk, key)) for key in ("", *KEYS)]
        return keys(first, rest)


def count(desk: Desk, text: str) -> None:
    offers.facets(desk, Query(desk.today(), text))
