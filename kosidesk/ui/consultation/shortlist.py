"""The shortlist as cards that can be put in order."""

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from kosidesk.domain.ids import RecordId
from kosidesk.ui.consultation.lines import Pick
from kosidesk.ui.consultation.pick_card import PickCard
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.theme import SMALL, TINY


class Shortlist(QWidget):
    """A card keeps its focus and what is typed in it while it moves."""

    reasoned = Signal(object, str)
    shifted = Signal(object, object)  # offer, -1 or 1
    moved = Signal(object, object)  # offer, its new place counted from 0
    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[RecordId, PickCard] = {}
        self._body = column(gap=SMALL)
        self._body.addStretch(1)
        self.setLayout(self._body)
        self._gap = QFrame(self)
        self._gap.setProperty("kind", "gap")
        self._gap.hide()

    def show_picks(self, picks: tuple[Pick, ...]) -> None:
        wanted = {pick.offer for pick in picks}
        for offer in [offer for offer in self.cards if offer not in wanted]:
            self._drop_card(offer)
        for place, pick in enumerate(picks):
            card = self.cards.get(pick.offer) or self._new_card(pick.offer)
            if self._body.indexOf(card) != place:
                self._body.insertWidget(place, card)
            card.show_pick(pick, place + 1)
        self.cards = {pick.offer: self.cards[pick.offer] for pick in picks}

    @Slot(object, object)
    def _show_gap(self, dragged: RecordId, height: float) -> None:
        """A line where the card would go."""
        others = self._others(dragged)
        place = self._place_at(height, dragged)
        y = others[place].y() - SMALL if place < len(others) else self._end()
        self._gap.setGeometry(0, max(0, y), self.width(), TINY)
        self._gap.raise_()
        self._gap.show()

    @Slot(object, object)
    def _drop(self, dragged: RecordId, height: float) -> None:
        self._gap.hide()
        place = self._place_at(height, dragged)
        if place != list(self.cards).index(dragged):
            self.moved.emit(dragged, place)

    def _end(self) -> int:
        return max((card.geometry().bottom() for card in self.cards.values()), default=0) + TINY // 2

    def _place_at(self, height: float, dragged: RecordId) -> int:
        """How many of the other cards lie above a height on the screen."""
        y = self.mapFromGlobal(QPoint(0, round(height))).y()
        return sum(card.geometry().center().y() < y for card in self._others(dragged))

    def _others(self, dragged: RecordId) -> list[PickCard]:
        return [card for offer, card in self.cards.items() if offer != dragged]

    def _new_card(self, offer: RecordId) -> PickCard:
        card = PickCard(offer, self)
        card.reasoned.connect(self.reasoned)
        card.shifted.connect(self.shifted)
        card.removed.connect(self.removed)
        card.dragged.connect(self._show_gap)
        card.dropped.connect(self._drop)
        self.cards[offer] = card
        return card

    def _drop_card(self, offer: RecordId) -> None:
        """The focus goes to a neighbour, so that the keyboard stays in the list."""
        order = list(self.cards)
        card, place = self.cards.pop(offer), order.index(offer)
        neighbours = order[place + 1 : place + 2] or order[max(0, place - 1) : place]
        if card.isAncestorOf(self.focusWidget() or self) and neighbours:
            self.cards[neighbours[0]].enter()
        self._body.removeWidget(card)
        card.hide()
        card.deleteLater()
