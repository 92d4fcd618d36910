"""A heading that opens and closes what stands under it."""

from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from kosidesk.i18n import _, number
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.in_sight import show_whole
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.theme import TINY


class Fold(QWidget):
    """Closed at first. `opened` is said each time it opens, so that what is in it can be made then."""

    opened = Signal()

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._content = title, content
        self._head = Button(title, self, kind="fold", icon="down")
        self._head.setCheckable(True)
        self._head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._head.toggled.connect(self._toggle)
        self._head.clicked.connect(self._reveal)
        content.hide()
        self.setLayout(column(self._head, content, gap=TINY))
        self.show_chosen(0)

    def open(self) -> None:
        self._head.setChecked(True)

    def shut(self) -> None:
        self._head.setChecked(False)

    def is_open(self) -> bool:
        return self._head.isChecked()

    def show_chosen(self, count: int) -> None:
        """Beside the title, for whoever has closed it."""
        self._head.setText(f"{self._title} ({number(count)})" if count else self._title)
        said = _("{title}, {count} gewählt").format(title=self._title, count=number(count))
        self._head.setAccessibleName(said if count else self._title)

    @Slot(bool)
    def _toggle(self, is_open: bool) -> None:  # noqa: FBT001 - `toggled` sends it
        self._content.setVisible(is_open)
        self._head.show_icon("up" if is_open else "down")
        if is_open:
            self.opened.emit()

    @Slot()
    def _reveal(self) -> None:
        """What a person opened, once it has found its place."""
        QTimer.singleShot(0, self, partial(show_whole, self))
