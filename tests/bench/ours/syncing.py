"""How long the window stands still at most while its desk is joined to a server and takes in all it holds.

And while others then change a thousand offers.

A heart that should beat every few milliseconds is late: that is what a person feels, whatever holds the
window's thread up. `idle` is how late it was when nothing happened, `cpu` the longest turn of that thread.
"""

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from tests.bench import places
from tests.bench.meter import MS, Meter, Numbers, peak_mb
from tests.bench.ours import desks, town
from tests.bench.ours.changes import Changes, held
from tests.bench.ours.door import Start
from tests.bench.ours.stalls import Turns
from tests.bench.ours.town import Town
from tests.bench.ours.unlock import Visit

_BEAT_MS = 5
_LOOK_MS = 100  # between two looks whether all is loaded, or has come in
_SEEN_MS = 2_000  # until the screens show what came
_CHANGES = 1_000


def measure(folder: Path, size: int, meter: Meter) -> Numbers:
    stock = places.town(folder, size)
    with desks.copied(folder, 0) as desk:
        counsellor = desk.user.id
    places.mark_backed_up(folder / "copies", 0)
    with town.serving(stock, machines=2, counsellor=counsellor) as there:
        changes = next(Changes(held(stock)[:_CHANGES]).requests(there.machines[1].id, _CHANGES))
        colleagues = Thread(target=there.remote(1).sync, args=(changes,))
        day = Day(Start(places.desk(folder / "copies", 0)), meter, there, colleagues)
        QTimer.singleShot(_LOOK_MS, day.type)
        day.start.until_closed()
    return {**day.numbers, "longest_wall_ms": day.longest, "peak_mb": peak_mb()}


class Heart(QObject):
    """How late it ever was since it was last asked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last, self._latest = perf_counter(), 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(_BEAT_MS)

    def take(self) -> float:
        """Milliseconds."""
        latest, self._latest = self._latest, 0.0
        return latest

    @Slot()
    def _beat(self) -> None:
        now = perf_counter()
        self._latest = max(self._latest, (now - self._last) * MS - _BEAT_MS)
        self._last = now


class Day(Visit):
    """A counsellor looks at her offers; her desk is joined to the server, and colleagues go on working."""

    def __init__(self, start: Start, meter: Meter, there: Town, colleagues: Thread) -> None:
        super().__init__(start, meter)
        self.there, self.colleagues = there, colleagues
        self.numbers: Numbers = {}
        self.longest = 0.0

    def see_offers(self, _opened: object) -> None:
        room = self.start.program.room
        assert room
        self.room = room
        room.window.go("offers")
        self.heart, self.turns = Heart(room), Turns(room)
        self._soon(self.settle)

    def settle(self) -> None:
        self._forget()
        self._soon(self.join)

    def join(self) -> None:
        self._note("idle")
        self.there.join(self.room.opened.desk, 0)
        self._soon(self.load)

    def load(self) -> None:
        self._forget()
        self.room.models.syncing.reconnect()
        self._when(self._has_arrived, self.go_on)

    def go_on(self) -> None:
        self.longest = self._note("first")
        self.room.models.bus.changed.connect(lambda _changes: self._soon(self.end))
        self.colleagues.start()

    def end(self) -> None:
        self.longest = max(self.longest, self._note("later"))
        self.start.application.quit()

    def _has_arrived(self) -> bool:
        sight = self.room.models.syncing.sight
        return sight.state.last is not None and not sight.working

    def _when(self, ready: Callable[[], bool], then: Callable[[], object]) -> None:
        if ready():
            self._soon(then)
        else:
            QTimer.singleShot(_LOOK_MS, lambda: self._when(ready, then))

    def _soon(self, then: Callable[[], object]) -> None:
        QTimer.singleShot(_SEEN_MS, then)

    def _forget(self) -> None:
        self.heart.take()
        self.turns.take()

    def _note(self, when: str) -> float:
        late = self.heart.take()
        self.numbers |= {f"{when}_wall_ms": late, f"{when}_cpu_ms": self.turns.take()}
        return late
