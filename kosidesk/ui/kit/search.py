"""The field in which one looks for something."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kosidesk.search.words import LONGEST
from kosidesk.ui import theme
from kosidesk.ui.kit.icons import icon


class SearchField(QLineEdit):
    """`textChanged` is what to search by. Esc empties a filled field; Down and Enter go to the list."""

    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setClearButtonEnabled(True)
        self.setMaxLength(LONGEST)
        self._glass = self.addAction(self._picture(), QLineEdit.ActionPosition.LeadingPosition)

    def begin_with(self, typed: str) -> None:
        """A letter typed in a list begins a new search."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.setText(typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.left.emit()
            case Qt.Key.Key_Escape:
                event.ignore()
            case _:
                super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._glass.setIcon(self._picture())

    def _picture(self) -> QIcon:
        return icon("search", QColor(theme.look().colours.muted))
