"""One organisation to call, and its offers to confirm, each with one key."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from kosidesk.domain.ids import RecordId
from kosidesk.i18n import N_, _
from kosidesk.services.confirming import Doubt, FullRound
from kosidesk.ui.follow_up import wording
from kosidesk.ui.follow_up.model import FollowUps
from kosidesk.ui.follow_up.ways import ways
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.heads import section
from kosidesk.ui.kit.keys import Key, press, typed
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, flow, scrolling
from kosidesk.ui.kit.lights import LightLabel
from kosidesk.ui.kit.row import light_mark
from kosidesk.ui.theme import LARGE, MEDIUM, SMALL, TINY

_ASSURE = Key("G", N_("Angebote bestätigen: das gewählte gilt noch"))
_GONE = Key("X", N_("Angebote bestätigen: das gewählte gibt es nicht mehr"))
_DOWN = Key("Down", N_("Angebote bestätigen: zum nächsten Angebot"))
_UP = Key("Up", N_("Angebote bestätigen: zum Angebot davor"))
KEYS = (_ASSURE, _GONE, _DOWN, _UP)
_NEXT = "N"
_LONGEST = 255


class RoundPanel(QFrame):
    """The offer where the keyboard is, is the one that is asked about.

    `offer_wanted` carries an offer's id, `mail_wanted` and `letter_wanted` the organisation's.
    """

    offer_wanted = Signal(object)
    mail_wanted = Signal(object)
    letter_wanted = Signal(object)
    left = Signal()

    def __init__(self, model: FollowUps, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", "call")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._model = model
        self._round: FullRound | None = None
        self._lines: dict[RecordId, DoubtLine] = {}
        self._does = {_ASSURE.sequence: self._assure, _GONE.sequence: model.give_up_offer}
        self._build()
        self._next.clicked.connect(model.go_on)
        self._mail.clicked.connect(self._want_mail)
        self._letter.clicked.connect(self._want_letter)
        # A button would take them for itself.
        press(_DOWN, self, partial(self._step, 1), inside_only=True)
        press(_UP, self, partial(self._step, -1), inside_only=True)

    def enter(self) -> None:
        """The first offer is asked about first; the number to call is in sight."""
        self._enter_line(0)
        self._area.verticalScrollBar().setValue(0)

    def show_round(self, found: FullRound) -> None:
        """The same organisation again keeps the number and whom one speaks with, whatever is left to ask."""
        is_other = self._round is None or self._round.organisation.id != found.organisation.id
        place, had_keyboard = self._place(), self._has_keyboard()
        self._round = found
        self._name.setText(wording.organisation(found.organisation.name))
        self.setAccessibleName(self._name.text())
        if is_other:
            self._show_ways(found)
            self._by.setText(next((way.name for way in found.ways if way.name), ""))
        self._show_lines(found)
        self._nothing.setVisible(not found.doubts)
        if had_keyboard and is_other:
            self.enter()
        elif had_keyboard:
            self._enter_line(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sign = typed(event)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif sign == _NEXT:
            self._model.go_on()
        elif sign in self._does and self._lines:
            self._does[sign](list(self._lines)[self._place()])
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._name = PlainLabel("", self, role="screen", wrap=True)
        self._first, self._others = QWidget(self), QWidget(self)
        self._more = section(_("Weitere Nummern"), self)
        self._by = QLineEdit(self)
        self._by.setMaxLength(_LONGEST)
        lines = form()
        field(lines, _("Bestätigt von"), self._by, _("Wer am Telefon sagt, dass die Angebote noch gelten."))
        self._next = Button(_("Nächster Anruf (N)"), self)
        self._mail = Button(_("E-Mail-Entwurf …"), self, kind="link")
        self._letter = Button(_("Zu den Briefen"), self, kind="link")
        self._nothing = PlainLabel(_("Alles bestätigt. Weiter geht es mit N."), self, role="section")
        self._body = column(self._name, self._first, lines, gap=MEDIUM, margin=LARGE)
        self._body.addLayout(flow(self._next, self._mail, self._letter))
        self._body.addWidget(self._nothing)
        self._list = column(gap=SMALL)
        self._body.addLayout(self._list)
        for part in (self._more, self._others):
            self._body.addWidget(part)
        self._body.addStretch(1)
        content = QWidget()
        content.setLayout(self._body)
        self._area = scrolling(content, self)
        layout = column()
        layout.addWidget(self._area, 1)
        self.setLayout(layout)

    def _show_ways(self, found: FullRound) -> None:
        self._first = self._put(self._first, ways(found.ways[:1], self, role="number"))
        self._others = self._put(self._others, ways(found.ways[1:], self))
        self._more.setVisible(bool(found.ways[1:]))
        self._mail.setVisible(any(way.mail for way in found.ways))
        self._letter.setVisible(bool(found.organisation.name))

    def _put(self, old: QWidget, new: QWidget) -> QWidget:
        self._body.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        return new

    def _show_lines(self, found: FullRound) -> None:
        wanted = {doubt.id for doubt in found.doubts}
        for id_ in [id_ for id_ in self._lines if id_ not in wanted]:
            line = self._lines.pop(id_)
            line.hide()
            line.deleteLater()
        for doubt in found.doubts:
            if doubt.id not in self._lines:
                self._lines[doubt.id] = self._line(doubt)
            self._lines[doubt.id].show_doubt(doubt)

    def _line(self, doubt: Doubt) -> "DoubtLine":
        line = DoubtLine(self)
        line.assure.clicked.connect(partial(self._assure, doubt.id))
        line.gone.clicked.connect(partial(self._give_up, doubt.id))
        line.see.clicked.connect(partial(self._see, doubt.id))
        self._list.addWidget(line)
        return line

    def _has_keyboard(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is self or (focused is not None and self.isAncestorOf(focused))

    def _place(self) -> int:
        """The place of the offer that is asked about."""
        lines = list(self._lines.values())
        focused = QApplication.focusWidget()
        return next((n for n, line in enumerate(lines) if focused and line.isAncestorOf(focused)), 0)

    def _step(self, by: int) -> None:
        self._enter_line(self._place() + by)

    def _enter_line(self, place: int) -> None:
        lines = list(self._lines.values())
        if not lines:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        line = lines[max(0, min(place, len(lines) - 1))]
        line.assure.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(line)

    def _assure(self, offer: RecordId) -> None:
        self._model.assure(offer, self._by.text().strip())

    def _give_up(self, offer: RecordId) -> None:
        self._model.give_up_offer(offer)

    def _see(self, offer: RecordId) -> None:
        self.offer_wanted.emit(offer)

    @Slot()
    def _want_mail(self) -> None:
        if self._round is not None:
            self.mail_wanted.emit(self._round.organisation.id)

    @Slot()
    def _want_letter(self) -> None:
        if self._round is not None:
            self.letter_wanted.emit(self._round.organisation.id)


class DoubtLine(QFrame):
    """One offer: why to ask about it, and the keys for what the organisation says."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._title = PlainLabel("", self, role="title", wrap=True)
        self._light = LightLabel(self)
        self.assure = Button(_("Noch gültig (G)"), self, icon="check")
        self.gone = Button(_("Gibt es nicht mehr (X)"), self)
        self.see = Button(_("Ansehen"), self, kind="link")
        buttons = flow(self.assure, self.gone, self.see)
        self.setLayout(column(self._title, self._light, buttons, gap=TINY, margin=MEDIUM))

    def show_doubt(self, doubt: Doubt) -> None:
        self._title.setText(doubt.title)
        self._light.say(light_mark(doubt.freshness.light), wording.doubt(doubt))
        self.assure.setAccessibleName(_("{title}: noch gültig").format(title=doubt.title))
        self.gone.setAccessibleName(_("{title}: gibt es nicht mehr").format(title=doubt.title))
        self.see.setAccessibleName(_("{title} ansehen").format(title=doubt.title))
