"""Possible duplicates, and what a person says of them; no widgets."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from kosidesk.domain.change import Changes
from kosidesk.domain.errors import KosiError
from kosidesk.domain.ids import RecordId
from kosidesk.i18n import _
from kosidesk.services import merging
from kosidesk.services.desk import Desk
from kosidesk.services.doubles import Double, doubles
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.tasks import Lane, Tasks

MOST = 5
"""Pairs in sight at once; those that are settled make room for others."""


class DoubleSearch(QObject):
    """Looks only while somebody sees it: all organisations are compared with each other."""

    shown = Signal(object)  # Doubles
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._bus = desk, tasks, bus
        self._is_seen = False
        bus.changed.connect(self._follow)

    def watch(self, *, is_seen: bool) -> None:
        self._is_seen = is_seen
        if is_seen:
            self._look()

    def merge(self, double: Double, keep: RecordId) -> None:
        one, other = double.ids
        gone = other if keep == one else one
        work = partial(merging.merge, self._desk, double.kind, keep, gone)
        self._write(work, _("Zusammengeführt."))

    def tell_apart(self, double: Double) -> None:
        """They are two, and nobody is asked again."""
        work = partial(merging.distinct, self._desk, double.kind, *double.ids)
        self._write(work, _("Beide Einträge bleiben. Danach wird nicht mehr gefragt."))

    def _look(self) -> None:
        work = partial(doubles, self._desk, MOST)
        self._tasks.run(self, work, self.shown.emit, self.refused.emit, lane=Lane.READ)

    def _write(self, work: Callable[[], Changes], sentence: str) -> None:
        self._tasks.run(self, work, partial(self._tell, sentence), self._fail, lane=Lane.WRITE)

    def _tell(self, sentence: str, changes: Changes) -> None:
        self._bus.changed.emit(changes)
        self.done.emit(Done(sentence, changes.transaction))

    def _fail(self, error: KosiError) -> None:
        self._look()
        self.refused.emit(error)

    def _follow(self, changes: Changes) -> None:
        if self._is_seen and changes.touches(*merging.KINDS, "conflict"):
            self._look()
