"""A list to choose one thing from."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

_LETTERS = 12


class ChoiceBox(QComboBox):
    """A wheel that scrolls the page it stands on passes over it; only where the keyboard is does it turn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def widen(self) -> None:
        """As wide as its place; no longer measures all it holds to find its own width."""
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + self._margin()

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint() + self._margin()

    def _margin(self) -> QSize:
        """Qt measures the ink of the words alone, without the space its letters stand in."""
        return QSize(self.fontMetrics().horizontalAdvance(" "), 0)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel and not self.hasFocus():
            event.ignore()
            return True
        return super().event(event)
