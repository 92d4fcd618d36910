"""Makes the largest screens while nobody does anything, so that the first visit need not wait for them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Slot

from kosidesk.ui.main_window import MainWindow
from kosidesk.ui.tasks import Tasks

_CALM_MS = 600


class Ahead(QObject):
    """One screen at a time, and none while an answer is awaited."""

    def __init__(self, window: MainWindow, tasks: Tasks, names: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._tasks, self._names = window, tasks, list(names)
        self._timer = QTimer(self)
        self._timer.setInterval(_CALM_MS)
        self._timer.timeout.connect(self._make_next)
        self._timer.start()

    def is_done(self) -> bool:
        return not self._names

    @Slot()
    def _make_next(self) -> None:
        if not self._names:
            self._timer.stop()
        elif self._window.isVisible() and self._tasks.is_idle():
            self._window.prepare(self._names.pop(0))
