"""A file into an empty desk. Cold is all of it: Python, passphrase, reading in a child process, storing."""

from pathlib import Path

from kosidesk.services import imports
from tests.bench import places
from tests.bench.meter import Meter, Numbers, cold_and_warm, cost
from tests.bench.ours import desks


def measure(folder: Path, size: int, meter: Meter) -> Numbers:
    def take_in() -> None:
        with desks.copied(folder, 0) as desk:
            imports.take_over(desk, imports.look(desk, places.feed(folder, size)))

    take_in()
    cold = meter.since_start()
    return cold_and_warm(cold, [cost(take_in)])
