"""Conditions that stand in the client's own words, each to be taken over with a click."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.i18n import N_, _
from kosidesk.services.wish_reading import Condition
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.chip_choice import in_lines
from kosidesk.ui.kit.keys import Key
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.theme import TINY

TAKE = Key("F11", N_("Bedingung aus den Worten in den Wunsch übernehmen"))


class Heard(QWidget):
    """Takes no room while there is nothing to take over. `taken` carries a `Condition`."""

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Condition, ...] = ()
        self._buttons: list[Button] = []
        self._body = column(gap=TINY)
        self.setLayout(self._body)
        self.hide()

    @Slot(object)
    def show_conditions(self, conditions: Sequence[Condition]) -> None:
        if tuple(conditions) == self._shown:
            return
        self._shown = tuple(conditions)
        for gone in self._buttons:
            self._body.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._buttons = [self._button(condition) for condition in conditions]
        self.setVisible(bool(conditions))

    @Slot()
    def take_first(self) -> None:
        if self._shown:
            self.taken.emit(self._shown[0])

    def _button(self, condition: Condition) -> Button:
        said = _("Übernehmen: {condition}")
        if not self._body.count():
            said = _("Übernehmen (F11): {condition}")
        words = said.format(condition=condition.told)
        made = Button(in_lines(words), self, kind="chip", icon="plus")
        made.setAccessibleName(words)
        made.clicked.connect(partial(self._take, condition))
        self._body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _take(self, condition: Condition) -> None:
        self.taken.emit(condition)
