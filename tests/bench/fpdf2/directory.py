"""The pocket directory, in the same way as the sheet."""

from pathlib import Path

from tests.bench import places, said
from tests.bench.fpdf2.sheet import drawn
from tests.bench.meter import Meter, Numbers


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    return said.measured(places.book(folder, size), drawn, times=1)
