"""Where a window stands on the screen: as it was left, at first as large as there is room."""

from typing import cast

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QWidget

_FIRST_SIZE = QSize(1366, 768)
_FRAME = QSize(16, 48)
"""What systems draw around a window, at most; the true measures are known only once it is shown."""

_PLACE = "window"


def put(window: QWidget, remembered: QSettings) -> None:
    """Never larger than the screen, neither at first nor on a smaller screen than last time."""
    room = window.screen().availableGeometry()
    window.resize(_FIRST_SIZE.boundedTo(room.size() - _FRAME))
    window.move(room.topLeft())
    window.restoreGeometry(cast("QByteArray", remembered.value(_PLACE, QByteArray())))


def keep(window: QWidget, remembered: QSettings) -> None:
    """Place, size, and whether it fills the screen."""
    remembered.setValue(_PLACE, window.saveGeometry())
