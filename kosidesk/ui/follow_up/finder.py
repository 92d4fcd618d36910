"""The code of a feedback slip or a name, and the cases that may have been meant."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.i18n import _
from kosidesk.services.follow_ups import Meant
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import FlowLayout, column
from kosidesk.ui.kit.search import SearchField
from kosidesk.ui.theme import SMALL


class Finder(QWidget):
    """`wanted` carries what was typed or chosen; `left`: with nothing typed, on to the list."""

    wanted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = SearchField(_("Code vom Rückmeldeabschnitt oder Name"), self)
        self._remark = PlainLabel("", self, wrap=True)
        self._meant = QWidget(self)
        self._chips = FlowLayout(self._meant, gap=SMALL)
        self.setLayout(column(self._field, self._remark, self._meant, gap=SMALL))
        self._field.left.connect(self._leave)
        self._field.textChanged.connect(self._forget)
        self._forget()

    @Slot(object)
    def show_near(self, near: Sequence[Meant]) -> None:
        """What was typed is no code that stands here."""
        self._forget()
        said = _("Diesen Code oder Namen gibt es hier nicht. Bitte noch einmal lesen.")
        self._remark.setText(_("Meinten Sie:") if near else said)
        self._remark.show()
        for one in near:
            chip = Button(" · ".join(filter(None, (one.name, one.code))), self._meant, kind="chip")
            chip.clicked.connect(partial(self._choose, one.code))
            self._chips.addWidget(chip)
        self._meant.setVisible(bool(near))

    @Slot()
    def enter(self) -> None:
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def clear(self) -> None:
        """The next code can be typed."""
        self._field.clear()

    @Slot()
    def _forget(self) -> None:
        self._remark.hide()
        self._meant.hide()
        for chip in self._meant.findChildren(Button):
            self._chips.removeWidget(chip)
            chip.hide()
            chip.deleteLater()

    def _choose(self, code: str) -> None:
        self.wanted.emit(code)

    @Slot()
    def _leave(self) -> None:
        if self._field.text().strip():
            self.wanted.emit(self._field.text())
        else:
            self.left.emit()
