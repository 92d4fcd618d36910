"""The same with the list of similar offers."""

from pathlib import Path

from kosidesk.services import similar
from kosidesk.services.desk import Desk
from tests.bench.meter import Meter, Numbers
from tests.bench.ours import memory
from tests.bench.search.judged import every


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    return memory.over_empty(folder, size, _work)


def _work(desk: Desk) -> None:
    memory.work(desk)
    for query in every():
        similar.search(desk, query.text)
