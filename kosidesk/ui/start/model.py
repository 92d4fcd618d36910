"""What stands on the desk just now; no widgets."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.domain.change import Changes
from kosidesk.services.desk import Desk
from kosidesk.services.overview import Overview, overview
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.tasks import Lane, Tasks

_SHOWN = ("agency", "offer", "consultation", "referral", "follow_up", "conflict", "draft", "search_question")


class Desktop(QObject):
    """`shown` carries an `Overview`, `refused` a `KosiError`."""

    shown = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self.overview: Overview | None = None
        self._is_seen = False
        bus.changed.connect(self._follow)

    def watch(self, *, is_seen: bool) -> None:
        """Whether somebody looks: out of sight nothing is read, and whoever comes back looks anew."""
        self._is_seen = is_seen
        self.look()

    @Slot()
    def look(self) -> None:
        if self._is_seen:
            work = partial(overview, self._desk)
            self._tasks.run(self, work, self._show, self.refused.emit, lane=Lane.READ)

    def _show(self, seen: Overview) -> None:
        self.overview = seen
        self.shown.emit(seen)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if changes.touches(*_SHOWN):
            self.look()
