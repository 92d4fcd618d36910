"""Possible duplicates, a card for each pair, in place of the list."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kosidesk.i18n import _, ngettext, number
from kosidesk.services.doubles import Double, Doubles
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.heads import EmptyState, section
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, row, scrolling
from kosidesk.ui.organisations.double_card import DoubleCard
from kosidesk.ui.organisations.doubles_model import DoubleSearch
from kosidesk.ui.theme import MEDIUM, SMALL


class DoublesView(QWidget):
    """The card that is answered goes, and the next one takes the keyboard; `left` leads back to the list."""

    left = Signal()

    def __init__(self, model: DoubleSearch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._cards: dict[Double, DoubleCard] = {}
        self._build()
        self._back.clicked.connect(self.left)
        model.shown.connect(self._show)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.watch(is_seen=True)
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.watch(is_seen=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._back = Button(_("Zurück zur Liste"), self, icon="back")
        self._head = section("", self)
        how = _(
            "Was nur im anderen Eintrag steht, kommt zu dem, der bleibt; was sich widerspricht, in seine "
            "Notizen. Angebote und Gespräche ziehen mit um."
        )
        content = QWidget()
        self._body = column(gap=MEDIUM)
        inside = column(PlainLabel(how, content, role="meta", wrap=True), self._body, None, gap=MEDIUM)
        content.setLayout(inside)
        self._empty = EmptyState("check", _("Die Einträge werden verglichen …"), self)
        self._sides = QStackedWidget(self)
        for side in (self._empty, scrolling(content, self)):
            self._sides.addWidget(side)
        top = row(gap=MEDIUM)
        top.addWidget(self._head, 1)
        top.addWidget(self._back)
        layout = column(top, gap=SMALL)
        layout.addWidget(self._sides, 1)
        self.setLayout(layout)

    @Slot(object)
    def _show(self, found: Doubles) -> None:
        answered = self._place_of_focus()
        self._drop(set(found.shown))
        self._cards = {one: self._cards.get(one) or self._card(one) for one in found.shown}
        for place, card in enumerate(self._cards.values()):
            self._body.insertWidget(place, card)
        self._head.setText(_told(found))
        self._empty.say(_("Nichts doppelt: Kein Eintrag gleicht einem anderen."))
        self._sides.setCurrentIndex(1 if found.shown else 0)
        if answered is not None:
            self._enter(answered)

    def _place_of_focus(self) -> int | None:
        focused = self.focusWidget()
        cards = self._cards.values()
        return next((n for n, card in enumerate(cards) if focused and card.isAncestorOf(focused)), None)

    def _enter(self, place: int) -> None:
        cards = list(self._cards.values())
        if cards:
            cards[min(place, len(cards) - 1)].enter()
        else:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, kept: set[Double]) -> None:
        for double in [one for one in self._cards if one not in kept]:
            card = self._cards.pop(double)
            card.hide()
            card.setParent(None)
            card.deleteLater()

    def _card(self, double: Double) -> DoubleCard:
        card = DoubleCard(double, self)
        card.kept.connect(partial(self._model.merge, double))
        card.parted.connect(partial(self._model.tell_apart, double))
        return card


def _told(found: Doubles) -> str:
    if not found.total:
        return _("Mögliche Dubletten")
    said = ngettext("{count} mögliche Dublette", "{count} mögliche Dubletten", found.total)
    if len(found.shown) == found.total:
        return said.format(count=number(found.total))
    first = _("{total}, die ersten {count}")
    return first.format(total=said.format(count=number(found.total)), count=number(len(found.shown)))
