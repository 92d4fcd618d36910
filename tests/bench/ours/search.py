"""What the window asks for at each key: all hits, and the first page of rows. Cold is the first key."""

from functools import partial
from pathlib import Path

from kosidesk.search.query import Query
from kosidesk.services import offers
from kosidesk.services.desk import Desk
from tests.bench.meter import Meter, Numbers, cost, keys
from tests.bench.ours import desks
from tests.bench.queries import KEYS

PAGE = 128


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with desks.opened(folder, size) as desk:
        first, *rest = [cost(partial(find, desk, key)) for key in (KEYS[0], *KEYS)]
        return keys(first, rest)


def find(desk: Desk, text: str) -> None:
    hits = offers.find(desk, Query(desk.today(), text))
    offers.rows(desk, hits.ns[:PAGE])
    offers.count(desk)
