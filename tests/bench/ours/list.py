"""All offers as the window first asks for them: their order, the first page of rows, their number."""

from functools import partial
from pathlib import Path

from tests.bench.meter import Meter, Numbers, cold_and_warm, cost
from tests.bench.ours import desks
from tests.bench.ours.as_you_type import find

_TIMES = 9


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with desks.opened(folder, size) as desk:
        cold, *warm = [cost(partial(find, desk, "")) for _ in range(_TIMES)]
        return cold_and_warm(cold, warm)
