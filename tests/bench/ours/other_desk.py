"""A change on one desk until the screens of another are told, with all the waiting there is in between.

Both desks are kept together by what keeps them together in the window, with a server in its own process.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject

from kosidesk.domain.change import Changes, Edit
from kosidesk.services.desk import Desk
from kosidesk.storage import read
from kosidesk.storage.shelf import FileReplica
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.syncing.model import Syncing
from kosidesk.ui.tasks import Tasks
from tests.bench import places
from tests.bench.meter import MS, Meter, Numbers, peak_mb, percentile
from tests.bench.ours import town
from tests.bench.ours.changes import held
from tests.bench.ours.first_load import by_pages
from tests.bench.ours.town import Town

_TIMES = 20


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    application = QCoreApplication([])
    stock = places.town(folder, size)
    ids = [offer.id for offer in held(stock)[:_TIMES]]
    with town.serving(stock, machines=2) as there, ExitStack() as office:
        here, other = (office.enter_context(_counter(there, number, application)) for number in range(2))
        waits = [_seen(here, other, id_) for id_ in ids]
    return {"p50_wall_ms": percentile(waits, 0.5), "longest_wall_ms": max(waits), "peak_mb": peak_mb()}


class Counter(QObject):
    """A desk at work: what changes on it is told, what others change is told to it."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk, self.bus, self.tasks = desk, ChangeBus(self), Tasks(self)
        self.syncing = Syncing(desk, self.tasks, self.bus, self)

    def change(self, id_: str) -> None:
        offer = read.get(self.desk.database, "offer", id_)
        assert offer is not None
        self.bus.changed.emit(self.desk.write(Edit(offer, offer.with_values(open_places=7))))

    def close(self) -> None:
        self.syncing.stop()
        self.tasks.close()


@contextmanager
def _counter(there: Town, machine: int, parent: QObject) -> Iterator[Counter]:
    with there.seat(machine) as desk:
        remote = there.remote(machine)
        by_pages(remote, FileReplica(desk.database, desk.clock))
        remote.hang_up()
        counter = Counter(desk, parent)
        arrived = QEventLoop()
        counter.syncing.shown.connect(lambda sight: arrived.quit() if sight.state.last else None)
        counter.syncing.begin()
        arrived.exec()
        yield counter
        counter.close()


def _seen(here: Counter, other: Counter, id_: str) -> float:
    waiting = QEventLoop()

    def told(changes: Changes) -> None:
        if id_ in changes.touched.get("offer", ()):
            waiting.quit()

    other.bus.changed.connect(told)
    begun = perf_counter()
    here.change(id_)
    waiting.exec()
    other.bus.changed.disconnect(told)
    return (perf_counter() - begun) * MS
