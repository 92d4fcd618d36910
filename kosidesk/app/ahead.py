"""Does while nobody does anything what somebody would wait for at the first visit."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Slot

from kosidesk.ui.tasks import Tasks

_CALM_MS = 600


class Ahead(QObject):
    """One step at a time, and none before `may` says so or while an answer is awaited."""

    def __init__(
        self, steps: Sequence[Callable[[], object]], may: Callable[[], bool], tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._steps, self._may, self._tasks = list(steps), may, tasks
        self._timer = QTimer(self)
        self._timer.setInterval(_CALM_MS)
        self._timer.timeout.connect(self._do_next)
        self._timer.start()

    def is_done(self) -> bool:
        return not self._steps

    @Slot()
    def _do_next(self) -> None:
        if not self._steps:
            self._timer.stop()
        elif self._may() and self._tasks.is_idle():
            self._steps.pop(0)()
