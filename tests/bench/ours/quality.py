"""The main list of a search."""

from pathlib import Path

from tests.bench.meter import Meter, Numbers
from tests.bench.ours import desks
from tests.bench.search import answers
from tests.bench.search.quality import figures


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with desks.opened(folder, size) as desk:
        main = answers.main_list(desk)
        return figures(lambda text: [main(text)], size)
