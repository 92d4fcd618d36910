"""From the passphrase to the painted list of offers, in a program that was just started.

Cold is from Enter on: what an open desk needs was loaded while the passphrase was typed. `from_start` is all
of the program until then.
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from kosidesk.services.demo import DEMO_PASSPHRASE
from kosidesk.ui.kit.row_list import RowList
from kosidesk.ui.kit.row_painter import ROW
from kosidesk.ui.offers.screen import OffersScreen
from tests.bench import places
from tests.bench.meter import Cost, Meter, Numbers, cold, held_mb, now
from tests.bench.ours.door import Painted, Start
from tests.bench.runs import OURS, probed

_QUIET_MS = 10
_LOOK_MS = 100  # between two looks whether all is loaded
_REST_MS = 1_500  # until filters are counted and the first offer stands beside the list


def measure(folder: Path, size: int, meter: Meter) -> Numbers:
    places.mark_backed_up(folder, size)
    visit = Visit(Start(places.desk(folder, size)), meter)
    QTimer.singleShot(_LOOK_MS, visit.type)
    visit.start.until_closed()
    numbers = {
        **cold(visit.painted - visit.entered),
        "from_start_cpu_ms": visit.from_start.cpu,
        "held_mb": visit.held_mb,
    }
    if size:
        empty = probed(folder, OURS, "unlock", 0)
        numbers["over_empty_mb"] = numbers["held_mb"] - empty["held_mb"]
    return numbers


@dataclass
class Visit:
    """A counsellor opens the desk and goes to the offers."""

    start: Start
    meter: Meter
    seen_cpu: float = 0.0
    entered: Cost = field(init=False)
    painted: Cost = field(init=False)
    from_start: Cost = field(init=False)
    held_mb: float = field(init=False)

    def type(self) -> None:
        """Nobody types a passphrase faster than the program loads behind the door."""
        loaded = "kosidesk.app.room" in sys.modules and now().cpu - self.seen_cpu < _QUIET_MS
        self.seen_cpu = now().cpu
        QTimer.singleShot(_LOOK_MS, self.enter if loaded else self.type)

    def enter(self) -> None:
        door = self.start.door
        door.model.opened.connect(self.see_offers)
        passphrase = next(field for field in door.findChildren(QLineEdit) if field.isVisible())
        passphrase.setText(DEMO_PASSPHRASE)
        self.entered = now()
        passphrase.returnPressed.emit()

    def see_offers(self, _opened: object) -> None:
        room = self.start.program.room
        assert room
        offers = room.window.go("offers")
        assert isinstance(offers, OffersScreen)
        self._watch(offers, offers.findChild(RowList))

    def _watch(self, offers: OffersScreen, rows: RowList) -> None:
        """An empty desk has no rows to wait for."""

        def filled() -> bool:
            return rows.model().index(0, 0).data(ROW) is not None

        Painted(rows.viewport(), self.note, filled)
        offers.model.found.connect(lambda found: None if found.hits.ns else self.note())

    def note(self) -> None:
        self.painted, self.from_start = now(), self.meter.since_start()
        QTimer.singleShot(_REST_MS, self.leave)

    def leave(self) -> None:
        self.held_mb = held_mb()
        self.start.application.quit()
