"""A server's whole stock onto an empty desk: offers and all that comes with them."""

from pathlib import Path

from tests.bench import places
from tests.bench.meter import Meter, Numbers
from tests.bench.ours.first_load import loads


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    return loads(places.town(folder, size), size)
