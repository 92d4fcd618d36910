"""A damaged search index is built anew from the offers while work goes on; no widgets."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kosidesk.domain.errors import IndexDamaged, KosiError
from kosidesk.services import index_care
from kosidesk.services.desk import Desk
from kosidesk.ui.tasks import Lane, Tasks

_GLANCE_MS = 100
_MOST_TRIES = 2
"""A search that was under way may still tell of the damage when it is mended."""


class IndexRepair(QObject):
    begun = Signal()
    advanced = Signal(int, int)  # offers done, of how many
    ended = Signal()  # one can search again
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._is_running, self._tries, self._progress = False, 0, (0, 0)
        self._glance = QTimer(self)
        self._glance.setInterval(_GLANCE_MS)
        self._glance.timeout.connect(self._tell)

    def look(self) -> None:
        """Whether the index is in order, without waiting for a search to stumble."""
        work = partial(index_care.is_damaged, self._desk)
        self._tasks.run(self, work, self._judge, self.refused.emit, lane=Lane.READ)

    def begin(self, error: KosiError) -> None:
        """Once, however many searches stumble over the damage; not for ever where that does not help."""
        if self._is_running:
            return
        self._tries += 1
        if self._tries > _MOST_TRIES:
            self.refused.emit(error)
        else:
            self._is_running, self._progress = True, (0, 0)
            self._glance.start()
            self.begun.emit()
            work = partial(index_care.rebuild, self._desk, self._count)
            self._tasks.run(self, work, self._end, self._give_up, lane=Lane.WRITE)

    def forget(self) -> None:
        """One could search; what is damaged from now on is another damage."""
        self._tries = 0

    def _judge(self, is_damaged: bool) -> None:  # noqa: FBT001 - an answer
        if is_damaged:
            self.begin(IndexDamaged())

    def _count(self, done: int, of: int) -> None:
        """Called by the thread that works."""
        self._progress = (done, of)

    @Slot()
    def _tell(self) -> None:
        self.advanced.emit(*self._progress)

    def _end(self, _nothing: None) -> None:
        self._stop()
        self.ended.emit()

    def _give_up(self, error: KosiError) -> None:
        self._stop()
        self.refused.emit(error)

    def _stop(self) -> None:
        self._is_running = False
        self._glance.stop()
