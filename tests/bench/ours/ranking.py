"""`matching.rank` itself, at each answer of the profile, over offers that were read before."""

from functools import partial
from pathlib import Path

from kosidesk import matching
from kosidesk.services import candidates
from tests.bench.meter import Meter, Numbers, cost, keys
from tests.bench.ours import desks
from tests.bench.wishes import WISHES


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with desks.opened(folder, size) as desk:
        offers = tuple(candidates.table(desk).offers.values())
        asked = (WISHES[0], *WISHES, *WISHES)
        first, *rest = [cost(partial(matching.rank, wish, offers, desk.today())) for wish in asked]
        return keys(first, rest)
