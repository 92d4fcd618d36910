"""Memory after a search, the numbers beside the filters and a wish, over that with an empty desk open."""

from collections.abc import Callable
from pathlib import Path

from kosidesk.search.query import Query
from kosidesk.services import fits, offers
from kosidesk.services.desk import Desk
from tests.bench.meter import Meter, Numbers, held_mb
from tests.bench.ours import desks
from tests.bench.search.judged import every
from tests.bench.wishes import WISHES


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    return over_empty(folder, size, work)


def over_empty(folder: Path, size: int, work: Callable[[Desk], None]) -> Numbers:
    with desks.opened(folder, 0):
        empty = held_mb()
    with desks.opened(folder, size) as desk:
        work(desk)
        return {"over_empty_mb": held_mb() - empty}


def work(desk: Desk) -> None:
    """A day's: words of every kind, with corrections and filters, and each answer of a profile."""
    for query in every():
        asked = Query(desk.today(), query.text)
        offers.find(desk, asked)
        offers.facets(desk, asked)
    for wish in WISHES:
        fits.fits(desk, wish, most=20)
