"""Files dropped anywhere on the window."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

_READABLE = frozenset({".xml", ".csv", ".json", ".xlsx"})


class FileDrop(QObject):
    """`dropped` carries a tuple of paths; anything but files of offers is not accepted."""

    dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event:
            case QDragEnterEvent() if files(event):
                event.acceptProposedAction()
                return True
            case QDropEvent() if files(event):
                event.acceptProposedAction()
                self.dropped.emit(files(event))
                return True
        return super().eventFilter(watched, event)


def files(event: QDropEvent) -> tuple[Path, ...]:
    """The readable files of this machine among what is dragged."""
    local = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return tuple(path for path in local if path.suffix.lower() in _READABLE)
