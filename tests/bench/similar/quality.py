"""The main list with the one of similar offers beside it."""

from pathlib import Path

from kosidesk.services import similar
from tests.bench.meter import Meter, Numbers
from tests.bench.ours import desks
from tests.bench.search.answers import main_list, shown
from tests.bench.search.quality import Lists, figures


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with desks.opened(folder, size) as desk:
        similar.prepare(desk)
        main = main_list(desk)

        def find(text: str) -> Lists:
            return [main(text), shown(desk, similar.search(desk, text))]

        return figures(find, size)
