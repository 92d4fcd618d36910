"""Shows the talk: what is asked, what fits, and what was chosen."""

from functools import cached_property

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kosidesk.domain.city import DISTRICTS
from kosidesk.domain.consultation import INFORMATION, ORGANISATION, SEEKING, Consultation
from kosidesk.domain.errors import LeaseEnded
from kosidesk.i18n import N_, _
from kosidesk.services import words
from kosidesk.services.fits import Fits
from kosidesk.ui.consultation import heard, notes
from kosidesk.ui.consultation.aside import Aside
from kosidesk.ui.consultation.asked import Asked
from kosidesk.ui.consultation.checklist import ChecklistForm
from kosidesk.ui.consultation.chosen import Chosen
from kosidesk.ui.consultation.clientele import Acquaintance
from kosidesk.ui.consultation.fit_card import READ
from kosidesk.ui.consultation.fits_column import FitsColumn
from kosidesk.ui.consultation.lines import Sitting
from kosidesk.ui.consultation.model import Conversation
from kosidesk.ui.consultation.pasting import PASTE
from kosidesk.ui.consultation.pick_card import AWAY, DOWN, UP
from kosidesk.ui.consultation.talk_head import SHORT
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.columns import Column, Columns
from kosidesk.ui.kit.heads import EmptyState, ScreenHead
from kosidesk.ui.kit.keys import Key, press
from kosidesk.ui.kit.layouts import column, scrolling
from kosidesk.ui.theme import LARGE, SMALL

_THESES = Key("F4", N_("Mit Thesen beginnen"))
_WISH = Key("F5", N_("Zum Wunsch"))
_FITS = Key("F7", N_("Zu dem, was passt"))
_COUNTS = Key("F2", N_("Was zählt: Kriterien ab- und anschalten"))
_END = Key("Ctrl+Return", N_("Beratung abschließen"))
KEYS = (_THESES, heard.TAKE, _WISH, _FITS, _COUNTS, READ, notes.ENTER, SHORT, PASTE, UP, DOWN, AWAY, _END)

_ASKED, _FITTING, _LIST, _CHOSEN = range(4)
_COLUMNS = {SEEKING: (_ASKED, _FITTING, _CHOSEN), ORGANISATION: (_ASKED, _LIST, _CHOSEN)}
_OTHER_COLUMNS = (_ASKED, _CHOSEN)
_WITH_OFFERS = (SEEKING, INFORMATION)


class ConsultationScreen(QWidget):
    """Wishes that lead to other screens leave as signals.

    `list_wanted` carries the wish, `read_wanted` an offer's id.
    """

    sheet_wanted = Signal()
    theses_wanted = Signal()
    list_wanted = Signal(object)
    read_wanted = Signal(object)

    def __init__(self, model: Conversation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._showing = ""
        self._is_closed = False
        self._build()
        self._connect()
        self._connect_model()
        self._connect_keys()
        self._show_fits(model.wishing.fits)
        self._show(model.sitting)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.enter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What was copied is a shortlist, wherever on this screen it is pasted outside a field."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._chosen.pasting.paste()
        elif event.key() == Qt.Key.Key_Escape and self._pages.currentWidget() is self._aside:
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._begin = Button(_("Beratung beginnen"), self, kind="primary", icon="talk")
        self._pages = QStackedWidget(self)
        self._empty = EmptyState("talk", _none_now(), self._pages, self._begin)
        self._talk = self._talk_page()
        self._aside = Aside(self._model, self._pages)
        for page in (self._empty, self._talk, self._aside):
            self._pages.addWidget(page)
        self.setLayout(column(self._pages))

    def _talk_page(self) -> QWidget:
        page = QWidget(self._pages)
        self._hand_over = Button(_("Übergeben …"), page)
        self._sheet = Button(_("Zettel ansehen"), page, kind="primary", icon="sheet")
        self._end = Button(_("Beratung abschließen"), page, kind="primary", icon="check")
        self._head = ScreenHead("", page, self._hand_over, self._sheet, self._end)
        self._asked = Asked(self._model, page)
        self._fits = FitsColumn(page)
        self._for_checklist = scrolling(QWidget(page), page)
        self._chosen = Chosen(page)
        columns = (
            Column(_("Gespräch"), scrolling(self._asked, page), 41),
            Column(_("Was passt"), self._fits, 36),
            Column(_("Checkliste"), self._for_checklist, 36),
            Column(_("Merkliste und Notizen"), scrolling(self._chosen, page), 36),
        )
        self._columns = Columns(columns, page)
        layout = column(self._head, gap=SMALL, margin=LARGE)
        layout.addWidget(self._columns, 1)
        page.setLayout(layout)
        return page

    @cached_property
    def _checklist(self) -> ChecklistForm:
        """Made for the first talk with an organisation."""
        model = self._model
        made = ChecklistForm(model.wishing.choices(DISTRICTS))
        made.setProperty("place", "clear")
        self._for_checklist.setWidget(made)
        made.drafted.connect(model.draft)
        made.typed.connect(model.drafts.type_in)
        made.read_wanted.connect(self.read_wanted)
        model.drafts.shown.connect(made.show_drafts)
        model.drafts.typed.connect(made.show_typed)
        model.drafts.drafted.connect(made.clear)
        model.drafts.faulty.connect(made.show_faults)
        model.drafts.look()
        return made

    def _connect(self) -> None:
        model, chosen = self._model, self._chosen
        self._begin.clicked.connect(model.begin)
        self._hand_over.clicked.connect(model.begin_hand_over)
        self._end.clicked.connect(model.finish)
        self._sheet.clicked.connect(self.sheet_wanted)
        self._asked.profile.fits_wanted.connect(self._enter_middle)
        self._asked.profile.theses_wanted.connect(self.theses_wanted)
        self._fits.toggled.connect(model.toggle)
        self._fits.read_wanted.connect(self.read_wanted)
        self._fits.all_wanted.connect(self._want_list)
        self._fits.criteria.switched.connect(model.wishing.switch)
        self._fits.criteria.why_wanted.connect(model.wishing.ask_why)
        chosen.shortlist.reasoned.connect(model.give_reason)
        chosen.shortlist.shifted.connect(model.shift)
        chosen.shortlist.moved.connect(model.move)
        chosen.shortlist.removed.connect(model.unpick)
        chosen.noted.connect(self._note)
        chosen.pasting.pasted.connect(model.paste)
        chosen.client_wanted.connect(self._aside.open_client)
        self._aside.opened.connect(self._turn_aside)
        self._aside.left.connect(self._go_on)

    def _connect_model(self) -> None:
        model = self._model
        model.shown.connect(self._show)
        model.pasted.connect(self._chosen.pasting.say_pasted)
        model.picked.connect(self._fits.show_picked)
        model.taken_away.connect(self._empty.say)
        model.wishing.found.connect(self._show_fits)
        model.wishing.counted.connect(self._fits.show_count)
        model.wishing.explained.connect(self._fits.criteria.explain)
        model.clientele.shown.connect(self._show_client)

    def _connect_keys(self) -> None:
        press(PASTE, self, self._chosen.pasting.paste)
        # Owned by the talk: while there is none, or something beside it is decided, they rest.
        press(SHORT, self._talk, self._asked.head.toggle_short)
        press(_THESES, self._talk, self._want_theses)
        press(heard.TAKE, self._talk, self._asked.profile.heard.take_first)
        press(_WISH, self._talk, self._enter_wish)
        press(_FITS, self._talk, self._enter_middle)
        press(_COUNTS, self._talk, self.weigh_criteria)
        press(notes.ENTER, self._talk, self._enter_notes)
        press(_END, self._talk, self._model.finish)

    @Slot(bool)
    def show_closed(self, closed: bool) -> None:  # noqa: FBT001 - a signal has no names
        """Whether this desk was away from its server for so long that nothing personal may be shown."""
        self._is_closed = closed
        self._empty.say(words.sentence(LeaseEnded()) if closed else _none_now())
        self._begin.setVisible(not closed)
        self._show(self._model.sitting)

    @Slot(object)
    def _show(self, sitting: Sitting | None) -> None:
        talk = self._model.talk()
        if sitting is None or talk is None or self._is_closed:
            self._showing = ""
            self._turn(self._aside if self._is_reading_receipt() else self._empty)
            return
        self._empty.say(_none_now())
        self._show_talk(talk, sitting)
        if talk.code != self._showing:
            self._showing = talk.code
            self._chosen.pasting.forget()
            self._fits.criteria.forget()
            self._turn(self._talk)

    def _show_talk(self, talk: Consultation, sitting: Sitting) -> None:
        leads_to_offers = talk.kind in _WITH_OFFERS or bool(sitting.picks)
        self._head.title.setText(_("Beratung {code}").format(code=talk.code))
        self._asked.show_talk(talk)
        self._chosen.show_talk(talk, sitting.picks, with_picks=leads_to_offers)
        self._chosen.hint(self._model.notes_hint())
        if talk.kind == ORGANISATION:
            self._checklist.show()
        self._columns.use(*_COLUMNS.get(talk.kind, _OTHER_COLUMNS))
        self._sheet.setVisible(leads_to_offers)
        self._sheet.setEnabled(bool(sitting.picks))
        self._end.setVisible(not leads_to_offers)

    @Slot(object)
    def _show_fits(self, fits: Fits) -> None:
        wishing = self._model.wishing
        self._fits.show_fits(fits, wishing.without, is_blank=wishing.is_blank())

    @Slot(object)
    def _show_client(self, acquaintance: Acquaintance) -> None:
        """Of a client who is known, notes may name more."""
        self._chosen.show_client(acquaintance.client)
        self._chosen.hint(self._model.notes_hint())

    def _is_reading_receipt(self) -> bool:
        return self._pages.currentWidget() is self._aside and self._aside.is_receipt()

    @Slot()
    def _turn_aside(self) -> None:
        self._pages.setCurrentWidget(self._aside)

    def _turn(self, page: QWidget) -> None:
        """The keyboard goes along, if this screen is the one in sight."""
        if self._pages.currentWidget() is not page:
            self._pages.setCurrentWidget(page)
            if self.isVisible():
                self.enter()

    def enter(self) -> None:
        """The next thing to do has the keyboard."""
        sitting, page = self._model.sitting, self._pages.currentWidget()
        if page is self._empty:
            self._begin.setFocus(Qt.FocusReason.OtherFocusReason)
        elif page is self._talk and sitting and sitting.picks:
            self._sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        elif page is self._talk:
            self._enter_wish()

    @Slot()
    def _enter_wish(self) -> None:
        self._columns.reveal(_ASKED)
        self._asked.enter()

    @Slot()
    def _enter_middle(self) -> None:
        """What fits a wish, or the checklist of an organisation; other talks have neither."""
        talk = self._model.talk()
        if talk is not None and talk.kind == SEEKING:
            self._columns.reveal(_FITTING)
            self._fits.enter()
        elif talk is not None and talk.kind == ORGANISATION:
            self._columns.reveal(_LIST)
            self._checklist.enter()

    @Slot()
    def weigh_criteria(self) -> None:
        """Into what counts of the wish, opened; only where there is one."""
        if not self._model.wishing.is_blank():
            self._columns.reveal(_FITTING)
            self._fits.weigh()

    @Slot()
    def _want_theses(self) -> None:
        """Only where somebody wishes for something."""
        if self._model.wishing.wish is not None:
            self.theses_wanted.emit()

    @Slot()
    def _enter_notes(self) -> None:
        self._columns.reveal(_CHOSEN)
        self._chosen.enter_notes()

    @Slot()
    def _go_on(self) -> None:
        """Back to the talk, if there is one still."""
        self._turn(self._talk if self._showing else self._empty)

    @Slot()
    def _want_list(self) -> None:
        self.list_wanted.emit(self._model.wishing.wish)

    @Slot(str)
    def _note(self, typed: str) -> None:
        self._model.say({"notes": typed})
        self._chosen.hint(self._model.notes_hint())


def _none_now() -> str:
    return _("Hier läuft gerade keine Beratung. Strg+B beginnt eine; offene zeigt die Startseite.")
