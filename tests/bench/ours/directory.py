"""The pocket directory of every offer of a desk, from its database to the bytes of the PDF."""

from functools import partial
from pathlib import Path

from kosidesk.services import directory
from tests.bench.meter import Meter, Numbers, cold_and_warm, cost
from tests.bench.ours import desks


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with desks.opened(folder, size) as desk:
        print_all = partial(directory.directory, desk)
        return cold_and_warm(cost(print_all), [cost(print_all)])
