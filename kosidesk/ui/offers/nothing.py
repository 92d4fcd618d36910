"""Nothing was found: which condition to drop, and how many offers that would bring."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.i18n import _, ngettext, number
from kosidesk.services.loosening import Looser
from kosidesk.services.words import facet_word
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.heads import EmptyState
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.theme import SMALL

_MOST = 5


class NothingFound(QWidget):
    """`chosen` carries the `Looser` a person wants."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = EmptyState("search", "", self)
        self._made: list[Button] = []
        self._ways = column(gap=SMALL)
        self.setLayout(column(None, self._state, row(None, self._ways, None), None, gap=SMALL))

    @Slot(object)
    def show_ways(self, ways: tuple[Looser, ...]) -> None:
        for button in self._made:
            self._ways.removeWidget(button)
            button.deleteLater()
        self._made = [self._button(way) for way in ways[:_MOST]]
        self._state.say(
            _("Nichts gefunden. So würden es mehr:")
            if ways
            else _("Nichts gefunden. Bitte andere Wörter versuchen oder Filter wegnehmen.")
        )

    def _button(self, way: Looser) -> Button:
        without = _without(way)
        found = ngettext("{count} Angebot", "{count} Angebote", way.count).format(count=number(way.count))
        button = Button(_("{without}: {found}").format(without=without, found=found), self)
        button.clicked.connect(partial(self._choose, way))
        self._ways.addWidget(button)
        return button

    def _choose(self, way: Looser) -> None:
        self.chosen.emit(way)


def _without(way: Looser) -> str:
    if way.part == "text":
        return _("Ohne die Wörter „{words}“").format(words=", ".join(way.words))
    if not way.words:
        return _("Egal, wie weit entfernt")
    said = ", ".join(facet_word(way.part, word) for word in way.words)
    return _("Ohne den Filter „{words}“").format(words=said)
