"""What now? Begin, go on, ask back, put in order."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kosidesk.i18n import _, ngettext, number
from kosidesk.services import lists, words
from kosidesk.services.overview import Day, OpenTalk, Overview
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.heads import ScreenHead, section
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, flow, scrolling
from kosidesk.ui.kit.list_button import LIST, ListButton, ListWish
from kosidesk.ui.start.cards import MatterCard, TalkCard, align
from kosidesk.ui.start.matters import Matter, Wanted, matters
from kosidesk.ui.start.model import Desktop
from kosidesk.ui.theme import LARGE, MEDIUM, SMALL, WIDE

KEYS = (LIST,)

_MOST_TALKS = 20


class StartScreen(QWidget):
    """Wishes leave as signals; `resume_wanted` carries the consultation's id, `list_wanted` a `ListWish`."""

    begin_wanted = Signal()
    resume_wanted = Signal(object)
    code_wanted = Signal()
    find_wanted = Signal()
    import_wanted = Signal()
    follow_ups_wanted = Signal()
    conflicts_wanted = Signal()
    doubts_wanted = Signal()
    unfinished_wanted = Signal()
    drafts_wanted = Signal()
    questions_wanted = Signal()
    settings_wanted = Signal()
    sync_wanted = Signal()
    tour_wanted = Signal()
    list_wanted = Signal(object)

    def __init__(self, model: Desktop, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._model = model
        self._wishes = {
            Wanted.IMPORT: self.import_wanted,
            Wanted.FOLLOW_UPS: self.follow_ups_wanted,
            Wanted.CONFLICTS: self.conflicts_wanted,
            Wanted.DOUBTS: self.doubts_wanted,
            Wanted.UNFINISHED: self.unfinished_wanted,
            Wanted.DRAFTS: self.drafts_wanted,
            Wanted.QUESTIONS: self.questions_wanted,
            Wanted.SETTINGS: self.settings_wanted,
        }
        self._build()
        self._connect()
        model.shown.connect(self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """Read anew each time: a day may have ended meanwhile."""
        super().showEvent(event)
        self._begin.setFocus(Qt.FocusReason.OtherFocusReason)
        self._model.watch(is_seen=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.watch(is_seen=False)

    def _build(self) -> None:
        self._begin = Button(_("Beratung beginnen"), self, kind="primary", icon="talk")
        self._find = Button(_("Angebote suchen"), self, icon="search")
        self._import = Button(_("Angebote importieren"), self, icon="import")
        self._code = Button(_("Mit Code weiterführen"), self, icon="keys")
        self._code.setToolTip(_("Der Beratungscode steht auf dem Zettel der Person."))
        self._tour = Button(_("Rundgang"), self, kind="plain", icon="info")
        self._list_out = ListButton(self, _("Beratungen ausgeben …"))
        self._list_out.setToolTip(_("Alle Beratungen mit Tag, Art, Weg und Dauer; ohne Namen und Notizen"))
        self._head = ScreenHead(_("Was steht an?"), self, self._list_out, self._tour)
        actions = flow(self._begin, self._code, self._find, self._import, gap=MEDIUM)
        self._matters, self._talks, self._paused = column(gap=SMALL), column(gap=SMALL), column(gap=SMALL)
        content = QWidget()
        parts = (self._matters, self._build_day(), self._talks, self._paused)
        body = column(self._head, actions, *parts, None, gap=WIDE, margin=LARGE)
        content.setLayout(body)
        self.setLayout(column(scrolling(content, self)))

    def _build_day(self) -> QVBoxLayout:
        self._day = PlainLabel("", self, wrap=True)
        self._sync = PlainLabel("", self, role="meta", wrap=True)
        self._sync_more = Button(_("Stand des Abgleichs"), self, kind="link")
        foot = flow(self._sync, self._sync_more, gap=SMALL)
        made: QVBoxLayout = column(section(_("Heute schon"), self), self._day, foot, gap=SMALL)
        return made

    def _connect(self) -> None:
        self._begin.clicked.connect(self.begin_wanted)
        self._code.clicked.connect(self.code_wanted)
        self._find.clicked.connect(self.find_wanted)
        self._import.clicked.connect(self.import_wanted)
        self._sync_more.clicked.connect(self.sync_wanted)
        self._tour.clicked.connect(self.tour_wanted)
        self._list_out.clicked.connect(self._want_list)

    @Slot()
    def _want_list(self) -> None:
        self.list_wanted.emit(ListWish(lists.talks))

    @Slot(object)
    def _show(self, seen: Overview) -> None:
        """Out of sight it waits: when it is shown, it is read anew."""
        if not self.isVisible():
            return
        self._head.say(_offers_words(seen.offers))
        self._show_matters(tuple(matters(seen)))
        self._show_talks(self._talks, _("Offene Beratungen"), seen.talks)
        self._show_talks(self._paused, _("Unterbrochene Beratungen"), seen.paused)
        self._day.setText(_day_words(seen.day))
        self._sync.setText(words.sync_line(seen.sync, self._now()))

    def _show_matters(self, found: tuple[Matter, ...]) -> None:
        _empty(self._matters)
        cards = [self._card(matter) for matter in found]
        for card in cards:
            self._matters.addWidget(card)
        align(cards)
        if not found:
            said = _("Nichts ist fällig, und nichts wartet auf eine Entscheidung.")
            self._matters.addWidget(PlainLabel(said, self, wrap=True))

    def _card(self, matter: Matter) -> MatterCard:
        card = MatterCard(matter, self)
        card.button.clicked.connect(self._wishes[matter.wanted])
        return card

    def _show_talks(self, place: QVBoxLayout, title: str, talks: tuple[OpenTalk, ...]) -> None:
        _empty(place)
        if not talks:
            return
        place.addWidget(section(title, self))
        for talk in talks[:_MOST_TALKS]:
            card = TalkCard(talk, self._now, self)
            card.resume_wanted.connect(self.resume_wanted)
            place.addWidget(card)
        if len(talks) > _MOST_TALKS:
            more = _("und {count} ältere").format(count=number(len(talks) - _MOST_TALKS))
            place.addWidget(PlainLabel(more, self, role="meta"))


def _offers_words(count: int) -> str:
    said = ngettext(
        "{count} Angebot auf diesem Schreibtisch", "{count} Angebote auf diesem Schreibtisch", count
    )
    return said.format(count=number(count)) if count else ""


def _day_words(day: Day) -> str:
    counted = (
        (day.begun, ngettext("{count} Beratung begonnen", "{count} Beratungen begonnen", day.begun)),
        (
            day.handed_out,
            ngettext("{count} Zettel ausgehändigt", "{count} Zettel ausgehändigt", day.handed_out),
        ),
        (day.asked, ngettext("{count}-mal nachgefragt", "{count}-mal nachgefragt", day.asked)),
        (day.assured, ngettext("{count} Angebot bestätigt", "{count} Angebote bestätigt", day.assured)),
    )
    told = [said.format(count=number(count)) for count, said in counted if count]
    return " · ".join(told) or _("Noch nichts.")


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
