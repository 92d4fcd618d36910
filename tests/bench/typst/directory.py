"""The pocket directory, in the same way as the sheet, once: some need a minute for it."""

from pathlib import Path

from tests.bench import places, said
from tests.bench.meter import Meter, Numbers
from tests.bench.typst.sheet import drawn


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    return said.measured_once(places.book(folder, size), drawn)
