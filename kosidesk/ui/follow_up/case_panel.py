"""One case as somebody needs it who has the phone in her hand."""

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from kosidesk.domain.ids import RecordId
from kosidesk.i18n import N_, _
from kosidesk.services.follow_ups import FullCase, Given
from kosidesk.ui.follow_up import wording
from kosidesk.ui.follow_up.again_row import AgainRow, Why
from kosidesk.ui.follow_up.model import FollowUps
from kosidesk.ui.follow_up.outcome_line import OutcomeLine
from kosidesk.ui.follow_up.ways import number_label
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.in_sight import InSight
from kosidesk.ui.kit.keys import Key, typed
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, flow, scrolling
from kosidesk.ui.theme import LARGE, MEDIUM, SMALL

NEXT = Key("N", N_("Zum nächsten Anruf"))
_MISSED = Key("R", N_("Nicht erreicht: neuen Tag vorschlagen, Enter übernimmt ihn"))
_LATER = Key("V", N_("Auf einen anderen Tag verschieben"))
_DONE = Key("E", N_("Nachgefragt: erledigt"))
_DROP = Key("X", N_("Nicht mehr fragen"))
_OUTCOME = Key("1", N_("Ergebnis des ersten Angebots festhalten, 2 des zweiten und so fort"))
KEYS = (NEXT, _MISSED, _LATER, _DONE, _DROP, _OUTCOME)


class CasePanel(QFrame):
    """Takes single keys while the keyboard is in it and nobody types.

    `offer_wanted` carries an offer's id, `client_mail_wanted` the consultation's, `mail_wanted` a referral's
    whose organisation is to be written to; `left`: back to the list.
    """

    offer_wanted = Signal(object)
    client_mail_wanted = Signal(object)
    mail_wanted = Signal(object)
    left = Signal()

    def __init__(self, model: FollowUps, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", "call")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._model = model
        self._case: FullCase | None = None
        self._lines: dict[RecordId, OutcomeLine] = {}
        self._build()
        self._connect()

    def enter(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_case(self, case: FullCase) -> None:
        """The same case again keeps what is being typed."""
        is_other = self._case is None or _about(self._case) != _about(case)
        had_keyboard = self.isAncestorOf(QApplication.focusWidget() or self)
        self._case = case
        self._show_client(case)
        self._show_lines(case)
        if is_other:
            self._again.hide()
            self._area.verticalScrollBar().setValue(0)
            if had_keyboard:
                self.enter()

    def ask_places(self, referral: RecordId) -> None:
        if referral in self._lines:
            self._lines[referral].ask_places()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sign = typed(event)
        do = self._does.get(sign)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif do is not None:
            do()
        elif sign.isascii() and sign.isdigit():
            self._ask_outcome(int(sign))
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._promised = PlainLabel("", self, role="meta", wrap=True)
        self._who = PlainLabel("", self, role="screen", wrap=True)
        self._number = number_label("", self)
        self._not = PlainLabel("", self, role="section", wrap=True)
        self._talk = PlainLabel("", self, wrap=True)
        self._essence = PlainLabel("", self, role="meta", wrap=True)
        self._next = Button(_("Nächster Anruf (N)"), self)
        self._done = Button(_("Erledigt (E)"), self, icon="check")
        self._missed = Button(_("Nicht erreicht (R)"), self)
        self._later = Button(_("Verschieben (V)"), self)
        self._drop = Button(_("Nicht mehr fragen (X)"), self)
        self._mail = Button(_("E-Mail-Entwurf …"), self, kind="link")
        self._again = AgainRow(self)
        head = column(
            self._promised, self._who, self._number, self._not, self._talk, self._essence, gap=SMALL
        )
        self._offers = column(gap=MEDIUM)
        content = QWidget()
        content.setLayout(
            column(head, self._buttons(), self._again, self._offers, None, gap=MEDIUM, margin=LARGE)
        )
        self._area = scrolling(content, self)
        self._in_sight = InSight(self._area)
        layout = column()
        layout.addWidget(self._area, 1)
        self.setLayout(layout)

    def _buttons(self) -> QWidget:
        made = QWidget(self)
        made.setLayout(flow(self._done, self._missed, self._next, self._later, self._drop, self._mail))
        return made

    def _connect(self) -> None:
        self._does = {
            NEXT.sequence: self._model.go_on,
            _MISSED.sequence: self._ask_missed,
            _LATER.sequence: self._ask_later,
            _DONE.sequence: self._finish,
            _DROP.sequence: self._give_up,
        }
        self._next.clicked.connect(self._model.go_on)
        self._missed.clicked.connect(self._ask_missed)
        self._later.clicked.connect(self._ask_later)
        self._done.clicked.connect(self._finish)
        self._drop.clicked.connect(self._give_up)
        self._mail.clicked.connect(self._want_mail)
        self._again.chosen.connect(self._put_off)
        self._again.left.connect(self._put_day_away)
        self._in_sight.keep(self._again)

    def _show_client(self, case: FullCase) -> None:
        client, refusal = case.client, wording.why_not_call(case)
        self._promised.setText(wording.promised(case.follow_up, self._model.today()))
        self._who.setText(wording.who(client.name if client else ""))
        self.setAccessibleName(self._who.text())
        self._put(self._number, client.phone if client and not refusal else "")
        self._put(self._not, refusal)
        self._talk.setText(wording.talk(case))
        self.setAccessibleDescription(
            ", ".join(filter(None, (self._number.text(), refusal, self._talk.text())))
        )
        essence = case.consultation.essence
        self._put(self._essence, _("Was wichtig war: {essence}").format(essence=essence) if essence else "")
        for button in (self._done, self._missed, self._later, self._drop):
            button.setVisible(case.follow_up is not None)
        self._mail.setVisible(bool(case.may_contact and client and client.mail))

    def _show_lines(self, case: FullCase) -> None:
        """In the order of the shortlist, whose places are the keys."""
        known, self._lines = self._lines, {}
        for place, given in enumerate(case.given):
            line = known.pop(given.referral.id, None) or self._line(given, place + 1)
            line.show_given(given, place + 1)
            line.show_ways(shown=not self._number.text())
            if self._offers.indexOf(line) != place:
                self._offers.insertWidget(place, line)
            self._lines[given.referral.id] = line
        for line in known.values():
            line.hide()
            line.deleteLater()

    def _line(self, given: Given, place: int) -> OutcomeLine:
        line = OutcomeLine(given, place, self)
        line.recorded.connect(self._model.record)
        line.places_said.connect(self._model.say_open_places)
        line.offer_wanted.connect(self.offer_wanted)
        line.mail_wanted.connect(self.mail_wanted)
        line.opened.connect(self._in_sight.keep)
        line.left.connect(self.enter)
        return line

    def _ask_outcome(self, number: int) -> None:
        lines = list(self._lines.values())
        if 0 < number <= len(lines):
            lines[number - 1].ask()

    @Slot()
    def _ask_missed(self) -> None:
        self._ask_day(Why.MISSED)

    @Slot()
    def _ask_later(self) -> None:
        self._ask_day(Why.LATER)

    def _ask_day(self, why: Why) -> None:
        if self._case is not None and self._case.follow_up is not None:
            self._again.ask(why, self._model.proposed(), self._model.today())

    @Slot(object, object)
    def _put_off(self, why: Why, day: date) -> None:
        self.enter()
        if why is Why.MISSED:
            self._model.miss(day)
        else:
            self._model.postpone(day)

    @Slot()
    def _put_day_away(self) -> None:
        self._again.hide()
        self.enter()

    @Slot()
    def _want_mail(self) -> None:
        if self._case is not None:
            self.client_mail_wanted.emit(self._case.consultation.id)

    @Slot()
    def _finish(self) -> None:
        self.enter()
        self._model.finish()

    @Slot()
    def _give_up(self) -> None:
        self.enter()
        self._model.drop()

    def _put(self, label: PlainLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))


def _about(case: FullCase) -> tuple[RecordId, RecordId | None]:
    """The talk, and the promise that is settled with a key."""
    return case.consultation.id, case.follow_up.id if case.follow_up else None
