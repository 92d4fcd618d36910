"""Nothing was found: which condition to drop, and how many offers that would bring."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.i18n import _, ngettext, number
from kosidesk.services.loosening import Looser
from kosidesk.services.words import facet_word
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.heads import EmptyState
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.theme import SMALL

_MOST, _MOST_BESIDE = 5, 2


class NothingFound(QWidget):
    """`chosen` carries the `Looser` a person wants."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = EmptyState("search", "", self)
        self._brief = PlainLabel("", self, wrap=True)
        self._made: list[Button] = []
        self._ways = column(gap=SMALL)
        self.setLayout(column(None, self._state, self._brief, row(None, self._ways, None), None, gap=SMALL))
        self.stand_alone(alone=True)

    def enter(self) -> None:
        """The keyboard goes to the first way out; before there is one it waits here."""
        (self._made[0] if self._made else self).setFocus(Qt.FocusReason.TabFocusReason)

    def has_keyboard(self) -> bool:
        focused = self.window().focusWidget()
        return focused is self or (focused is not None and self.isAncestorOf(focused))

    def stand_alone(self, *, alone: bool) -> None:
        """Above another list it takes little room."""
        self._state.setVisible(alone)
        self._brief.setVisible(not alone)
        for place, button in enumerate(self._made):
            button.setVisible(alone or place < _MOST_BESIDE)

    @Slot(object)
    def show_ways(self, ways: tuple[Looser, ...]) -> None:
        had_keyboard = self.has_keyboard()
        for button in self._made:
            self._ways.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._made = [self._button(way) for way in ways[:_MOST]]
        self._say(
            _("Nichts gefunden. So würden es mehr:")
            if ways
            else _("Nichts gefunden. Bitte andere Wörter versuchen oder Filter wegnehmen.")
        )
        self.stand_alone(alone=not self._state.isHidden())
        if had_keyboard:
            self.enter()

    def _say(self, sentence: str) -> None:
        self._state.say(sentence)
        self._brief.setText(sentence)

    def _button(self, way: Looser) -> Button:
        found = ngettext("{count} Angebot", "{count} Angebote", way.count).format(count=number(way.count))
        button = Button(_("{without}: {found}").format(without=_without(way), found=found), self)
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
