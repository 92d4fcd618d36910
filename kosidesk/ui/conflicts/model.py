"""The disagreements that wait for a decision; no widgets."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.domain.change import Changes
from kosidesk.domain.errors import KosiError
from kosidesk.i18n import _
from kosidesk.services import conflicts
from kosidesk.services.conflicts import Conflict, Take
from kosidesk.services.desk import Desk
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.tasks import Lane, Tasks


class Disagreements(QObject):
    """What the signals carry stands beside them."""

    shown = Signal(object)  # tuple[Conflict, ...]
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._bus = desk, tasks, bus
        bus.changed.connect(self._follow)

    @Slot()
    def look(self) -> None:
        work = partial(conflicts.undecided, self._desk)
        self._tasks.run(self, work, self.shown.emit, self.refused.emit, lane=Lane.READ)

    def decide(self, conflict: Conflict, take: Take) -> None:
        work = partial(conflicts.decide, self._desk, conflict.id, take)
        self._tasks.run(self, work, partial(self._decided, take), self._fail, lane=Lane.WRITE)

    def _decided(self, take: Take, changes: Changes) -> None:
        self._bus.changed.emit(changes)
        mine, theirs = _("Unser Stand bleibt."), _("Der Stand der Datei ist übernommen.")
        self.done.emit(Done(mine if take is Take.MINE else theirs, changes.transaction))

    def _fail(self, error: KosiError) -> None:
        self.look()
        self.refused.emit(error)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if changes.touches("conflict"):
            self.look()
