"""How long the window stands still at most, while the desk opens and each screen is seen for the first time.

The processor time of the window's thread alone, from one sleep to the next: what else the machine does must
not count, and who sleeps uses none.
"""

import time
from pathlib import Path

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer, Slot

from tests.bench import places
from tests.bench.meter import MS, Meter, Numbers, peak_mb
from tests.bench.ours.door import Start
from tests.bench.ours.unlock import Visit

_SCREENS = ("consultation", "offers", "organisations", "import", "conflicts", "preferences", "sheet")
_LOOK_MS = 100  # between two looks whether all is loaded
_SEEN_MS = 1_000  # until a screen shows all it has


def measure(folder: Path, size: int, meter: Meter) -> Numbers:
    places.mark_backed_up(folder, size)
    walk = Walk(Start(places.desk(folder, size)), meter)
    QTimer.singleShot(_LOOK_MS, walk.type)
    walk.start.until_closed()
    return {f"{screen}_longest_cpu_ms": longest for screen, longest in walk.longest.items()} | {
        "longest_cpu_ms": max(walk.longest.values()),
        "peak_mb": peak_mb(),
    }


class Turns(QObject):
    """The longest turn of this thread's event loop since it was last asked for."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._begun, self._longest = time.thread_time(), 0.0
        QAbstractEventDispatcher.instance().aboutToBlock.connect(self._end)

    def take(self) -> float:
        """Milliseconds."""
        longest, self._longest = self._longest, 0.0
        return longest * MS

    @Slot()
    def _end(self) -> None:
        ended = time.thread_time()
        self._longest, self._begun = max(self._longest, ended - self._begun), ended


class Walk(Visit):
    """A counsellor opens the desk and looks at one screen after the other."""

    def enter(self) -> None:
        self.longest: dict[str, float] = {}
        self.turns = Turns(self.start.application)
        self.ways = iter(_SCREENS)
        super().enter()

    def see_offers(self, _opened: object) -> None:
        """The screen that an open desk begins with comes first, then all the others."""
        QTimer.singleShot(_SEEN_MS, lambda: self.go_on("start"))

    def go_on(self, seen: str) -> None:
        self.longest[seen] = self.turns.take()
        room, following = self.start.program.room, next(self.ways, "")
        assert room
        if not following:
            self.start.application.quit()
            return
        room.window.go(following)
        QTimer.singleShot(_SEEN_MS, lambda: self.go_on(following))
