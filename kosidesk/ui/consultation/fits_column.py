"""The offers that fit, beside the wish they fit."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from kosidesk.domain.ids import RecordId
from kosidesk.i18n import _, ngettext, number
from kosidesk.services.fits import Fits
from kosidesk.services.words.matching import criterion_name, listed
from kosidesk.ui.consultation.criteria import Criteria
from kosidesk.ui.consultation.fit_card import FitCard
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.fold import Fold
from kosidesk.ui.kit.heads import EmptyState, section
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, row, scrolling
from kosidesk.ui.theme import SMALL, TINY


class FitsColumn(QWidget):
    """`toggled` and `read_wanted` carry an offer's id."""

    toggled = Signal(object)
    read_wanted = Signal(object)
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fits, self._picked = Fits(0, ()), frozenset[RecordId]()
        self._cards: list[FitCard] = []
        self._count = PlainLabel("", self, role="meta", wrap=True)
        self._all = Button(_("Alle Angebote"), self, icon="search")
        self.criteria = Criteria(self)
        self._fold = Fold(_("Was zählt (F2)"), self.criteria, self)
        self._nothing = PlainLabel(_nothing_fits(), self, wrap=True)
        self._empty = EmptyState("search", _nothing_wished(), self)
        self._body = column(self._fold, self._nothing, None, gap=SMALL)
        content = QWidget(self)
        content.setLayout(self._body)
        self._list: QScrollArea = scrolling(content, self)
        self._sides = QStackedWidget(self)
        for side in (self._empty, self._list):
            self._sides.addWidget(side)
        layout = column(row(section(_("Was passt"), self), None, self._all), self._count, gap=TINY)
        layout.addWidget(self._sides, 1)
        self.setLayout(layout)
        self._all.clicked.connect(self.all_wanted)
        self.criteria.answered.connect(self._show_whole)

    def show_fits(self, fits: Fits, without: frozenset[str], *, is_blank: bool) -> None:
        """`is_blank` says that nobody has wished for anything yet, `without` what does not count for now."""
        self._fits = fits
        self._count.setText("" if is_blank else _count_words(fits.total, without))
        self._count.setVisible(not is_blank)
        self._sides.setCurrentWidget(self._empty if is_blank else self._list)
        self._nothing.setVisible(not fits.best)
        self.criteria.show_fits(fits, without)
        if not fits.best and not is_blank:
            self._fold.open()
        self._show_cards()

    @Slot(object)
    def show_count(self, listed_: int | None) -> None:
        """How many offers the list has for the wish."""
        said = _("In der Angebotsliste ({count})")
        self._all.setText(_("Alle Angebote") if listed_ is None else said.format(count=number(listed_)))

    @Slot(object)
    def show_picked(self, picked: frozenset[RecordId]) -> None:
        self._picked = picked
        self._show_cards()

    def enter(self) -> None:
        """The keyboard goes to the offer that fits best."""
        target = self._cards[0] if self._fits.best else self._all
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def weigh(self) -> None:
        """The keyboard goes to what counts."""
        self._fold.open()
        self.criteria.enter()
        self._list.verticalScrollBar().setValue(0)

    @Slot(object)
    def _show_whole(self, answer: QWidget) -> None:
        """As soon as the layout knows how far there is to scroll."""
        QTimer.singleShot(0, answer, partial(self._list.ensureWidgetVisible, answer))

    def _show_cards(self) -> None:
        """Cards stay where they are and show another offer: nothing flickers, and the keyboard stays."""
        while len(self._cards) < len(self._fits.best):
            self._add_card()
        for card, fit in zip(self._cards, self._fits.best, strict=False):
            card.show_fit(fit, is_picked=fit.row.id in self._picked)
            card.show()
        for card in self._cards[len(self._fits.best) :]:
            card.hide()

    def _add_card(self) -> None:
        card = FitCard(self)
        card.toggled.connect(self.toggled)
        card.read_wanted.connect(self.read_wanted)
        card.stepped.connect(self._step)
        self._body.insertWidget(self._body.count() - 1, card)
        self._cards.append(card)

    @Slot(object)
    def _step(self, by: int) -> None:
        shown = self._cards[: len(self._fits.best)]
        here = next((place for place, card in enumerate(shown) if card.hasFocus()), 0)
        there = shown[min(max(0, here + by), len(shown) - 1)]
        there.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list.ensureWidgetVisible(there)


def _count_words(total: int, without: frozenset[str]) -> str:
    said = ngettext("{count} Angebot kommt infrage", "{count} Angebote kommen infrage", total)
    said = said.format(count=number(total))
    if not without:
        return said
    names = listed(sorted(map(criterion_name, without)))
    return _("{said}. Nicht beachtet: {criteria}").format(said=said, criteria=names)


def _nothing_wished() -> str:
    return _("Sobald links ein Wunsch steht, stehen hier die Angebote, die am besten passen.")


def _nothing_fits() -> str:
    return _("Nichts passt zu allem. Vielleicht lässt sich eine Bedingung oder ein Ausschluss zurücknehmen.")
