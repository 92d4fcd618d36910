"""The filters in force, above the list they narrow."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kosidesk.i18n import _, number
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import FlowLayout
from kosidesk.ui.theme import SMALL

_MOST = 8
"""More chips would take the list its room."""

Chip = tuple[str, object]
"""Words ("Kinder", "nicht Senioren") and the value `removed` then carries."""


class ChipBar(QWidget):
    """A click on a chip takes its filter away: `removed` carries its value. A button takes away several."""

    removed = Signal(object)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=SMALL)
        self._shown: tuple[Chip, ...] = ()
        self._chips: list[Button] = []
        self._rest = PlainLabel("", self, role="meta")
        self._clear = Button(_("Alle Filter aufheben"), self, kind="link")
        self._clear.clicked.connect(self.cleared)
        self.hide()

    def show_chips(self, chips: tuple[Chip, ...]) -> None:
        if chips == self._shown:
            return
        self._shown = chips
        for part in (*self._chips, self._rest, self._clear):
            self._flow.removeWidget(part)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(words, value) for words, value in chips[:_MOST]]
        for part in (*self._chips, self._rest, self._clear):
            self._flow.addWidget(part)
            part.show()
        self._rest.setText(_("und {count} weitere").format(count=number(len(chips) - _MOST)))
        self._rest.setVisible(len(chips) > _MOST)
        self._clear.setVisible(len(chips) > 1)
        self.setVisible(bool(chips))

    def _chip(self, words: str, value: object) -> Button:
        chip = Button(words, self, kind="chip", icon="close")
        chip.setAccessibleName(_("Filter „{words}“ entfernen").format(words=words))
        chip.clicked.connect(partial(self._remove, value))
        return chip

    def _remove(self, value: object) -> None:
        self.removed.emit(value)
