"""The referral sheet of the first offers of a desk, from their numbers to the bytes of the PDF."""

from functools import partial
from pathlib import Path

from kosidesk.search import Query
from kosidesk.services import offers, sheets
from tests.bench.meter import Meter, Numbers, cold_and_warm, cost
from tests.bench.ours import desks

_DESK, _TIMES = 700, 11


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with desks.opened(folder, _DESK) as desk:
        first = offers.find(desk, Query(desk.today())).ns[:size]
        draw = partial(sheets.of_offers, desk, [row.number for row in offers.rows(desk, first)])
        cold, *warm = [cost(draw) for _ in range(_TIMES)]
        return cold_and_warm(cold, warm)
