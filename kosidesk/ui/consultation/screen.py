"""Shows the talk: what is wished for, what fits, and what was chosen."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kosidesk.domain.agency import Counsellor
from kosidesk.domain.city import DISTRICTS
from kosidesk.domain.consultation import ORGANISATION, SEEKING, Consultation
from kosidesk.domain.erasure import Receipt
from kosidesk.domain.errors import LeaseEnded
from kosidesk.domain.wish import Wish
from kosidesk.i18n import N_, _
from kosidesk.services import words
from kosidesk.services.finishing import Agreement
from kosidesk.services.fits import Fits
from kosidesk.ui.consultation import notes as notes_part
from kosidesk.ui.consultation.checklist import ChecklistForm
from kosidesk.ui.consultation.client_card import ClientCard
from kosidesk.ui.consultation.client_line import ClientLine
from kosidesk.ui.consultation.clientele import Acquaintance
from kosidesk.ui.consultation.finish_card import FinishCard
from kosidesk.ui.consultation.fit_card import READ
from kosidesk.ui.consultation.fits_column import FitsColumn
from kosidesk.ui.consultation.hand_over_card import HandOverCard
from kosidesk.ui.consultation.lines import Sitting
from kosidesk.ui.consultation.model import Conversation, length_words
from kosidesk.ui.consultation.notes import Notes
from kosidesk.ui.consultation.pasting import PASTE, Pasting
from kosidesk.ui.consultation.pick_card import AWAY, DOWN, UP
from kosidesk.ui.consultation.profile import Profile
from kosidesk.ui.consultation.receipt_card import ReceiptCard
from kosidesk.ui.consultation.shortlist import Shortlist
from kosidesk.ui.consultation.subject_forms import SubjectForms
from kosidesk.ui.consultation.talk_head import SHORT, TalkHead
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.columns import Column, Columns
from kosidesk.ui.kit.heads import EmptyState, ScreenHead, section
from kosidesk.ui.kit.keys import Key, press
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, scrolling
from kosidesk.ui.theme import LARGE, MEDIUM, SMALL

_WISH = Key("F5", N_("Zum Wunsch"))
_FITS = Key("F7", N_("Zu dem, was passt"))
_END = Key("Ctrl+Return", N_("Beratung beenden"))
KEYS = (_WISH, _FITS, READ, notes_part.ENTER, SHORT, PASTE, UP, DOWN, AWAY, _END)

_PROFILE, _MIDDLE, _CHOSEN = range(3)
_Card = HandOverCard | FinishCard | ClientCard | ReceiptCard


class ConsultationScreen(QWidget):
    """Wishes that lead to other screens leave as signals; `read_wanted` carries an offer's id."""

    sheet_wanted = Signal()
    list_wanted = Signal(object)  # Wish
    read_wanted = Signal(object)

    def __init__(self, model: Conversation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._showing = ""
        self._is_closed = False
        self._build()
        self._connect()
        self._show_wish(model.wishing.wish)
        self._show_fits(model.wishing.fits)
        self._show(model.sitting)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._enter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What was copied is a shortlist, wherever on this screen it is pasted outside a field."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._pasting.paste()
        elif event.key() == Qt.Key.Key_Escape and self._pages.currentWidget() is self._aside:
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._begin = Button(_("Beratung beginnen"), self, kind="primary", icon="talk")
        self._empty = EmptyState("talk", _none_now(), self, self._begin)
        self._talk = self._talk_page()
        self._aside = self._aside_page()
        self._pages = QStackedWidget(self)
        for page in (self._empty, self._talk, self._aside):
            self._pages.addWidget(page)
        self.setLayout(column(self._pages))

    def _talk_page(self) -> QWidget:
        page = QWidget(self)
        self._hand_over = Button(_("Übergeben …"), page)
        self._sheet = Button(_("Zettel ansehen"), page, kind="primary", icon="sheet")
        self._head = ScreenHead("", page, self._hand_over, self._sheet)
        self._fits = FitsColumn(page)
        columns = (
            Column(_("Wunsch"), scrolling(self._asked(page), page), 41, 4),
            Column(_("Was passt"), self._fits, 36, 4),
            Column(_("Merkliste"), scrolling(self._chosen(page), page), 36, 4),
        )
        self._columns = Columns(columns, page)
        layout = column(self._head, gap=SMALL, margin=LARGE)
        layout.addWidget(self._columns, 1)
        page.setLayout(layout)
        return page

    def _asked(self, parent: QWidget) -> QWidget:
        side = QWidget(parent)
        self._talk_head = TalkHead(side)
        self._profile = Profile(self._model.wishing.choices, side)
        self._subject = SubjectForms(side)
        self._checklist = ChecklistForm(self._model.wishing.choices(DISTRICTS), side)
        parts = (self._talk_head, self._profile, self._subject, self._checklist, None)
        side.setLayout(column(*parts, gap=MEDIUM))
        return side

    def _chosen(self, parent: QWidget) -> QWidget:
        side = QWidget(parent)
        self._hint = PlainLabel("", side, role="meta", wrap=True)
        self._none = PlainLabel(_none_chosen(), side, role="meta", wrap=True)
        self._shortlist = Shortlist(side)
        self._client = ClientLine(side)
        self._notes, self._pasting = Notes(side), Pasting(side)
        title = section(_("Merkliste"), side)
        list_ = (title, self._none, self._hint, self._shortlist)
        parts = (*list_, self._client, self._notes, self._pasting, None)
        body = column(*parts, gap=MEDIUM)
        body.setContentsMargins(0, 0, SMALL, 0)
        side.setLayout(body)
        return side

    def _aside_page(self) -> QWidget:
        """What is decided by itself, away from the talk."""
        content = QWidget(self)
        self._handing, self._finishing = HandOverCard(content), FinishCard(content)
        self._knowing, self._receipt = ClientCard(content), ReceiptCard(content)
        self._cards = (self._handing, self._finishing, self._knowing, self._receipt)
        content.setLayout(column(*self._cards, None, margin=LARGE))
        return scrolling(content, self)

    def _connect(self) -> None:
        model = self._model
        self._begin.clicked.connect(model.begin)
        self._hand_over.clicked.connect(model.begin_hand_over)
        self._sheet.clicked.connect(self.sheet_wanted)
        self._talk_head.channel_chosen.connect(self._choose_channel)
        self._talk_head.kind_chosen.connect(self._choose_kind)
        self._talk_head.short_wanted.connect(model.set_short)
        self._profile.said.connect(model.wishing.say)
        self._fits.toggled.connect(model.toggle)
        self._fits.read_wanted.connect(self.read_wanted)
        self._fits.all_wanted.connect(self._want_list)
        self._shortlist.reasoned.connect(model.give_reason)
        self._shortlist.shifted.connect(model.shift)
        self._shortlist.moved.connect(model.move)
        self._shortlist.removed.connect(model.unpick)
        self._notes.noted.connect(self._note)
        self._pasting.pasted.connect(model.paste)
        self._subject.said.connect(model.say)
        self._subject.make_wanted.connect(model.drafts.make_organisation)
        self._checklist.drafted.connect(model.draft)
        self._checklist.read_wanted.connect(self.read_wanted)
        self._client.opened.connect(self._open_client)
        self._connect_cards()
        self._connect_model()
        self._connect_keys()

    def _connect_cards(self) -> None:
        model = self._model
        self._handing.wanted.connect(model.hand_over)
        self._finishing.agreed.connect(model.agree)
        self._knowing.kept.connect(model.clientele.keep)
        self._knowing.withdrawn.connect(model.clientele.withdraw)
        for card in self._cards:
            card.left.connect(self._go_on)

    def _connect_model(self) -> None:
        model = self._model
        model.shown.connect(self._show)
        model.pasted.connect(self._pasting.say_pasted)
        model.picked.connect(self._fits.show_picked)
        model.colleagues.connect(self._ask_whom)
        model.taken_away.connect(self._empty.say)
        model.wishing.wished.connect(self._show_wish)
        model.wishing.found.connect(self._show_fits)
        model.proposed.connect(self._ask_what_is_agreed)
        model.faulty.connect(self._finishing.show_faults)
        self._connect_parts()

    def _connect_parts(self) -> None:
        clientele, drafts = self._model.clientele, self._model.drafts
        clientele.shown.connect(self._show_client)
        clientele.kept.connect(self._go_on)
        clientele.faulty.connect(self._knowing.show_faults)
        clientele.forgotten.connect(self._show_receipt)
        drafts.named.connect(self._subject.show_organisations)
        drafts.made.connect(self._subject.choose)
        drafts.shown.connect(self._checklist.show_drafts)
        drafts.drafted.connect(self._checklist.clear)
        drafts.faulty.connect(self._checklist.show_faults)

    def _connect_keys(self) -> None:
        press(PASTE, self, self._pasting.paste)
        press(SHORT, self, self._talk_head.toggle_short)
        press(_WISH, self, self._enter_wish)
        press(_FITS, self, self._enter_fits)
        press(notes_part.ENTER, self, self._enter_notes)
        press(_END, self, self._model.finish)

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
            if self._is_closed or not self._is_open(self._receipt):
                self._turn(self._empty)
            return
        self._empty.say(_none_now())
        is_new = talk.code != self._showing
        self._showing = talk.code
        self._show_talk(talk)
        self._show_chosen(sitting)
        if is_new:
            self._pasting.forget()
            self._checklist.forget()
            self._turn(self._talk)

    def _show_talk(self, talk: Consultation) -> None:
        is_seeking, short = talk.kind == SEEKING, self._model.is_short()
        self._head.title.setText(_("Beratung {code}").format(code=talk.code))
        self._talk_head.show_talk(talk)
        self._talk_head.show_short(short=short, possible=is_seeking)
        self._profile.show_short(short=short)
        self._profile.setVisible(is_seeking)
        self._subject.show_talk(talk)
        self._checklist.setVisible(talk.kind == ORGANISATION)
        self._columns.use(*((_PROFILE, _MIDDLE, _CHOSEN) if is_seeking else (_PROFILE, _CHOSEN)))
        self._notes.show_notes(talk.notes)
        self._notes.hint(self._model.notes_hint())

    def _show_chosen(self, sitting: Sitting) -> None:
        self._shortlist.show_picks(sitting.picks)
        self._none.setVisible(not sitting.picks)
        self._sheet.setEnabled(bool(sitting.picks))
        hint = length_words(sitting.picks)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    @Slot(object)
    def _show_wish(self, wish: Wish | None) -> None:
        if wish is not None:
            self._profile.show_wish(wish)

    @Slot(object)
    def _show_fits(self, fits: Fits) -> None:
        self._fits.show_fits(fits, is_blank=self._model.wishing.is_blank())

    def _turn(self, page: QWidget) -> None:
        """The keyboard goes along, if this screen has it."""
        if self._pages.currentWidget() is not page:
            self._pages.setCurrentWidget(page)
        if self.isVisible():
            self._enter()

    def _enter(self) -> None:
        """The next thing to do has the keyboard."""
        sitting = self._model.sitting
        if self._pages.currentWidget() is not self._talk or sitting is None:
            self._begin.setFocus(Qt.FocusReason.OtherFocusReason)
        elif sitting.picks:
            self._sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._enter_wish()

    @Slot()
    def _enter_wish(self) -> None:
        self._columns.reveal(_PROFILE)
        first = self._subject if self._profile.isHidden() else self._profile
        first.enter()

    @Slot()
    def _enter_fits(self) -> None:
        self._columns.reveal(_MIDDLE)
        self._fits.enter()

    @Slot()
    def _enter_notes(self) -> None:
        self._columns.reveal(_CHOSEN)
        self._notes.enter()

    @Slot(object)
    def _ask_whom(self, colleagues: tuple[Counsellor, ...]) -> None:
        self._handing.show_colleagues(colleagues)
        self._open(self._handing)

    @Slot(object)
    def _ask_what_is_agreed(self, proposal: Agreement) -> None:
        self._finishing.show_proposal(proposal)
        self._open(self._finishing)

    @Slot()
    def _open_client(self) -> None:
        if acquaintance := self._model.clientele.acquaintance:
            self._knowing.show_client(acquaintance)
            self._open(self._knowing)

    @Slot(object)
    def _show_client(self, acquaintance: Acquaintance) -> None:
        self._client.show_client(acquaintance.client)
        self._notes.hint(self._model.notes_hint())
        if self._is_open(self._knowing):
            self._knowing.show_client(acquaintance)

    @Slot(object)
    def _show_receipt(self, receipt: Receipt) -> None:
        self._receipt.show_receipt(receipt)
        self._open(self._receipt)

    def _open(self, card: _Card) -> None:
        for one in self._cards:
            one.setVisible(one is card)
        self._pages.setCurrentWidget(self._aside)
        card.enter()

    def _is_open(self, card: _Card) -> bool:
        return self._pages.currentWidget() is self._aside and not card.isHidden()

    @Slot()
    def _go_on(self) -> None:
        """Back to the talk, if there still is one."""
        self._turn(self._talk if self._showing else self._empty)

    @Slot()
    def _want_list(self) -> None:
        self.list_wanted.emit(self._model.wishing.wish)

    @Slot(str)
    def _note(self, notes: str) -> None:
        self._model.say({"notes": notes})
        self._notes.hint(self._model.notes_hint())

    @Slot(str)
    def _choose_channel(self, channel: str) -> None:
        self._model.describe(channel=channel)

    @Slot(str)
    def _choose_kind(self, kind: str) -> None:
        self._model.describe(kind=kind)


def _none_now() -> str:
    return _("Gerade läuft keine Beratung. Strg+B beginnt eine, von jedem Bildschirm aus.")


def _none_chosen() -> str:
    return _(
        "Noch leer. Ein Klick auf ein passendes Angebot legt es hierher, in der Angebotsliste die Leertaste."
    )
