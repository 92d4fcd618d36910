"""What fits the answers, and what they say to the wish."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.domain.wish import Wish
from kosidesk.i18n import N_, _, ngettext, number
from kosidesk.services import words
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.keys import Key, press
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, flow, scrolling
from kosidesk.ui.theme import MEDIUM, SMALL
from kosidesk.ui.theses.model import Outcome
from kosidesk.ui.theses.standing_card import StandingCard
from kosidesk.ui.theses.statement_page import BACK

TAKE = Key("Ctrl+Return", N_("Antworten in den Wunsch übernehmen"))


class ResultPage(QWidget):
    """Cards in the order in which they fit; arrows go from one to the next."""

    take_wanted = Signal()
    back_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = PlainLabel("", self, role="meta", wrap=True)
        self._news = PlainLabel("", self, wrap=True)
        self._held_back = PlainLabel("", self, role="meta", wrap=True)
        self._take = Button(_("In den Wunsch übernehmen"), self, kind="primary", icon="check")
        self._back = Button(_("Zurück (Rücktaste)"), self)
        self._again = Button(_("Von vorn beginnen"), self)
        self._cards: list[StandingCard] = []
        self._body = column(None, gap=SMALL)
        content = QWidget(self)
        content.setLayout(self._body)
        self._list = scrolling(content, self)
        layout = column(self._news, self._held_back, self._count, gap=SMALL)
        layout.addWidget(self._list, 1)
        layout.addLayout(flow(self._take, self._back, self._again, gap=MEDIUM))
        self.setLayout(layout)
        self._take.clicked.connect(self.take_wanted)
        self._back.clicked.connect(self.back_wanted)
        self._again.clicked.connect(self.again_wanted)
        press(TAKE, self, self._take.click)
        press(BACK, self, self.back_wanted.emit)

    def show_outcome(self, outcome: Outcome) -> None:
        self._news.setText(_news_words(outcome.news))
        self._held_back.setText(_held_back_words(outcome.held_back))
        self._held_back.setVisible(bool(self._held_back.text()))
        self._count.setText(_count_words(outcome))
        self._take.setEnabled(bool(words.wished(outcome.news)))
        self._show_cards(outcome)
        self.enter()

    def enter(self) -> None:
        """The keyboard goes to what most people want now."""
        target = self._take if self._take.isEnabled() else self._back
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_cards(self, outcome: Outcome) -> None:
        for card in self._cards:
            self._body.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [StandingCard(standing, outcome.answers, self) for standing in outcome.best]
        for place, card in enumerate(self._cards):
            card.stepped.connect(self._step)
            self._body.insertWidget(place, card)
        self._list.verticalScrollBar().setValue(0)

    @Slot(object)
    def _step(self, by: int) -> None:
        here = next((place for place, card in enumerate(self._cards) if card.hasFocus()), 0)
        there = self._cards[min(max(0, here + by), len(self._cards) - 1)]
        there.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list.ensureWidgetVisible(there)


def _count_words(outcome: Outcome) -> str:
    if not outcome.best:
        return _("Die Antworten suchen nichts Bestimmtes: Alles, was infrage kommt, passt gleich gut.")
    said = ngettext("{count} Angebot kommt infrage", "{count} Angebote kommen infrage", outcome.total)
    return said.format(count=number(outcome.total))


def _news_words(news: Wish) -> str:
    said = " · ".join(words.wished(news))
    if not said:
        return _("In den Wunsch kommt nichts Neues.")
    return _("In den Wunsch kommt: {wishes}").format(wishes=said)


def _held_back_words(held_back: Wish) -> str:
    said = " · ".join(words.wished(held_back))
    return (
        _("Nicht übernommen wird, wozu der Wunsch schon etwas anderes sagt: {wishes}").format(wishes=said)
        if said
        else ""
    )
