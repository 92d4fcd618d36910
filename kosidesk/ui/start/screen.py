"""What now? Begin, go on, bring offers in."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kosidesk.i18n import _, ago, moment, ngettext, number
from kosidesk.services import words
from kosidesk.services.overview import OpenTalk, Overview
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.heads import ScreenHead, section
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import FlowLayout, column, row, scrolling
from kosidesk.ui.start.model import Desktop
from kosidesk.ui.theme import LARGE, MEDIUM, SMALL, WIDE

_MOST_TALKS = 20


class StartScreen(QWidget):
    """Wishes leave as signals; `resume_wanted` carries the consultation's id."""

    begin_wanted = Signal()
    resume_wanted = Signal(object)
    find_wanted = Signal()
    import_wanted = Signal()
    conflicts_wanted = Signal()
    drafts_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, model: Desktop, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._build()
        self._connect()
        model.shown.connect(self._show)
        model.look()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self._begin = Button(_("Beratung beginnen"), self, kind="primary", icon="talk")
        self._find = Button(_("Angebote suchen"), self, icon="search")
        self._import = Button(_("Angebote importieren"), self, icon="import")
        self._head = ScreenHead(_("Was steht an?"), self)
        actions = FlowLayout(gap=MEDIUM)
        for button in (self._begin, self._find, self._import):
            actions.addWidget(button)
        self._matters, self._talks = column(gap=SMALL), column(gap=SMALL)
        content = QWidget()
        body = column(self._head, actions, self._matters, self._talks, None, gap=WIDE, margin=LARGE)
        content.setLayout(body)
        self.setLayout(column(scrolling(content, self)))

    def _connect(self) -> None:
        self._begin.clicked.connect(self.begin_wanted)
        self._find.clicked.connect(self.find_wanted)
        self._import.clicked.connect(self.import_wanted)

    @Slot(object)
    def _show(self, seen: Overview) -> None:
        self._head.say(_offers_words(seen.offers))
        self._show_matters(seen)
        self._show_talks(seen.talks)

    def _show_matters(self, seen: Overview) -> None:
        _empty(self._matters)
        if not seen.offers:
            words_ = _("Noch keine Angebote. Eine Datei aus Freinet, eine Karte oder eine Tabelle füllt sie.")
            self._add_matter(words_, _("Datei importieren …"), self.import_wanted)
        if seen.address_unchecked:
            words_ = _("Auf dem Zettel stehen noch Anschrift und Telefon aus dem Stadtordner. Bitte prüfen.")
            self._add_matter(words_, _("Anschrift eintragen …"), self.settings_wanted)
        if seen.conflicts:
            text = ngettext(
                "{count} Widerspruch wartet auf eine Entscheidung.",
                "{count} Widersprüche warten auf eine Entscheidung.",
                seen.conflicts,
            )
            self._add_matter(text.format(count=number(seen.conflicts)), _("Ansehen"), self.conflicts_wanted)
        if seen.drafts:
            text = ngettext(
                "{count} Entwurf ist noch nicht gespeichert.",
                "{count} Entwürfe sind noch nicht gespeichert.",
                seen.drafts,
            )
            self._add_matter(text.format(count=number(seen.drafts)), _("Ansehen"), self.drafts_wanted)

    def _add_matter(self, text: str, action: str, wish: SignalInstance) -> None:
        card = Card(parent=self)
        button = Button(action, card)
        button.clicked.connect(wish)
        label = PlainLabel(text, card, wrap=True)
        line = row(gap=MEDIUM)
        line.addWidget(label, 1)
        line.addWidget(button)
        card.body.addLayout(line)
        self._matters.addWidget(card)

    def _show_talks(self, talks: tuple[OpenTalk, ...]) -> None:
        _empty(self._talks)
        title = section(_("Offene Beratungen"), self)
        self._talks.addWidget(title)
        if not talks:
            self._talks.addWidget(PlainLabel(_("Keine. Strg+B beginnt eine."), self, role="meta", wrap=True))
        for talk in talks[:_MOST_TALKS]:
            self._talks.addWidget(self._talk_card(talk))
        if len(talks) > _MOST_TALKS:
            more = _("und {count} ältere").format(count=number(len(talks) - _MOST_TALKS))
            self._talks.addWidget(PlainLabel(more, self, role="meta"))

    def _talk_card(self, talk: OpenTalk) -> Card:
        consultation = talk.consultation
        card = Card(parent=self)
        begun = consultation.begun_at
        code = PlainLabel(consultation.code, card, role="title")
        meta = PlainLabel(_meta(talk, self._now()), card, role="meta", wrap=True)
        meta.setToolTip(moment(begun.astimezone()) if begun else "")
        button = Button(_("Weiterführen"), card)
        button.setAccessibleName(_("Beratung {code} weiterführen").format(code=consultation.code))
        button.clicked.connect(partial(self._resume, consultation.id))
        line = row(gap=MEDIUM)
        line.addLayout(column(code, meta, gap=0), 1)
        line.addWidget(button)
        card.body.addLayout(line)
        return card

    def _resume(self, consultation: str) -> None:
        self.resume_wanted.emit(consultation)


def _offers_words(count: int) -> str:
    said = ngettext(
        "{count} Angebot auf diesem Schreibtisch", "{count} Angebote auf diesem Schreibtisch", count
    )
    return said.format(count=number(count)) if count else ""


def _meta(talk: OpenTalk, now: datetime) -> str:
    consultation = talk.consultation
    some = ngettext("{count} Angebot vorgemerkt", "{count} Angebote vorgemerkt", talk.picks)
    picks = some.format(count=talk.picks) if talk.picks else _("noch nichts vorgemerkt")
    parts = (
        ago(consultation.begun_at, now) if consultation.begun_at else "",
        words.choice(consultation.channel),
        words.choice(consultation.kind),
        picks,
    )
    return " · ".join(filter(None, parts))


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
