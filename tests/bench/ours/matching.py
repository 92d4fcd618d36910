"""What the consultation asks for at each answer: the best 20 offers with reasons. Cold reads every offer."""

from functools import partial
from pathlib import Path

from kosidesk.services import fits
from tests.bench.meter import Meter, Numbers, cost, keys
from tests.bench.ours import desks
from tests.bench.wishes import WISHES

_MOST = 20


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with desks.opened(folder, size) as desk:
        asked = (WISHES[0], *WISHES, *WISHES)
        first, *rest = [cost(partial(fits.fits, desk, wish, most=_MOST)) for wish in asked]
        return keys(first, rest)
