"""One offer a client took home: what it is, whom to call about it, and what came of it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from kosidesk.i18n import _
from kosidesk.services import reach
from kosidesk.services.follow_ups import Given
from kosidesk.ui.follow_up import wording
from kosidesk.ui.follow_up.outcome_editor import OutcomeEditor
from kosidesk.ui.follow_up.places_question import PlacesQuestion
from kosidesk.ui.follow_up.ways import ways
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, flow
from kosidesk.ui.theme import LARGE, SMALL, TINY


class OutcomeLine(QFrame):
    """`recorded` carries referral, state, obstacle and remark; `places_said` offer and number.

    `opened` carries what is asked in it, `left` says that it is closed. `offer_wanted` carries an offer's id,
    `mail_wanted` the referral's.
    """

    recorded = Signal(object, str, str, str)
    places_said = Signal(object, object)
    offer_wanted = Signal(object)
    mail_wanted = Signal(object)
    opened = Signal(object)
    left = Signal()

    def __init__(self, given: Given, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._given = given
        self._question: QWidget | None = None
        self._title = PlainLabel("", self, role="title", wrap=True)
        self._meta = PlainLabel("", self, role="meta", wrap=True)
        self._outcome = PlainLabel("", self, wrap=True)
        self._remark = PlainLabel("", self, role="meta", wrap=True)
        self._tell = Button("", self)
        self._see = Button(_("Angebot ansehen"), self, kind="link")
        self._mail = Button(_("E-Mail an die Einrichtung …"), self, kind="link")
        self._ways = QWidget(self)
        self._body = column(
            self._title, self._meta, self._outcome, self._remark, self._ways, gap=TINY, margin=LARGE
        )
        self._body.addSpacing(SMALL)
        self._body.addLayout(flow(self._tell, self._see, self._mail))
        self.setLayout(self._body)
        self._tell.clicked.connect(self.ask)
        self._see.clicked.connect(self._want_offer)
        self._mail.clicked.connect(self._want_mail)
        self.show_given(given, place)

    def show_given(self, given: Given, place: int) -> None:
        """What is being typed stays."""
        self._given = given
        self._tell.setText(_("Ergebnis ({key})").format(key=place))
        if isinstance(self._question, OutcomeEditor):
            self._question.follow(given.referral)
        full = given.offer
        self._title.setText(full.offer.title if full else _("Angebot nicht mehr vorhanden"))
        number = _("Nr. {number}").format(number=full.offer.number) if full and full.offer.number else ""
        body = wording.organisation(full.organisation.name) if full else ""
        self._put(self._meta, " · ".join(filter(None, (body, number))))
        self._put(self._outcome, wording.outcome(given.referral))
        self._put(self._remark, given.referral.remark)
        self._see.setVisible(full is not None)
        self._mail.setVisible(bool(reach.mail(given.ways)))
        shown = ways(given.ways, self)
        self._body.replaceWidget(self._ways, shown)
        _take_away(self._ways)
        self._ways = shown

    def show_ways(self, *, shown: bool) -> None:
        """Whom to call about it; not needed while the client herself can be called."""
        self._ways.setVisible(shown and bool(self._given.ways))

    @Slot()
    def ask(self) -> None:
        """What came of it?"""
        editor = OutcomeEditor(self._given.referral, self._title.text(), self)
        editor.recorded.connect(self._record)
        self._open(editor)
        editor.left.connect(self._leave)
        editor.enter()

    def ask_places(self) -> None:
        if self._given.offer is not None:
            question = PlacesQuestion(self._given.offer.offer.open_places, self)
            question.answered.connect(self._say_places)
            self._open(question)
            question.left.connect(self._leave)
            question.enter()

    def close_question(self) -> None:
        if self._question is not None:
            _take_away(self._question)
            self._question = None
            self._tell.show()

    def _open(self, question: QWidget) -> None:
        self.close_question()
        self._question = question
        self._tell.hide()
        self._body.addWidget(question)
        self.opened.emit(question)

    @Slot(str, str, str)
    def _record(self, state: str, obstacle: str, remark: str) -> None:
        self._leave()
        self.recorded.emit(self._given.referral.id, state, obstacle, remark)

    @Slot(object)
    def _say_places(self, places: int) -> None:
        self._leave()
        self.places_said.emit(self._given.referral.offer, places)

    @Slot()
    def _leave(self) -> None:
        self.close_question()
        self.left.emit()

    @Slot()
    def _want_offer(self) -> None:
        self.offer_wanted.emit(self._given.referral.offer)

    @Slot()
    def _want_mail(self) -> None:
        self.mail_wanted.emit(self._given.referral.id)

    def _put(self, label: PlainLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))


def _take_away(widget: QWidget) -> None:
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
