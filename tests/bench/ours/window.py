"""The start of the program until the locked door is painted."""

from pathlib import Path

from tests.bench import places
from tests.bench.meter import Meter, Numbers, cold
from tests.bench.ours.door import Painted, Start, at_once


def measure(folder: Path, size: int, meter: Meter) -> Numbers:
    start = Start(places.desk(folder, size))
    numbers: Numbers = {}

    def note() -> None:
        numbers.update(cold(meter.since_start()))
        start.application.quit()

    Painted(start.door, note, at_once)
    start.until_closed()
    return numbers
