"""The pocket directory, in the same way as the sheet, once: some need a minute for it."""

from pathlib import Path

from tests.bench import places, said
from tests.bench.fpdf2.sheet import drawn
from tests.bench.meter import Meter, Numbers


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    return said.measured_once(places.book(folder, size), drawn)
