"""One offer of the shortlist: what it is, why it fits, and where it stands."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFormLayout, QFrame, QLineEdit, QWidget

from kosidesk.domain.ids import RecordId
from kosidesk.i18n import N_, _
from kosidesk.ui.consultation.lines import Pick
from kosidesk.ui.kit.buttons import IconButton
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.keys import Key, press
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.kit.lights import LightLabel
from kosidesk.ui.theme import MEDIUM, SMALL, TINY

UP = Key("Alt+Up", N_("Angebot auf der Merkliste nach oben"))
DOWN = Key("Alt+Down", N_("Angebot auf der Merkliste nach unten"))
_TYPING_MS = 800
AWAY = Key("Alt+Del", N_("Angebot von der Merkliste nehmen"))


class PickCard(QFrame):
    """`reasoned` carries the new reason; the card is dragged by anything but its field and buttons."""

    reasoned = Signal(object, str)
    shifted = Signal(object, object)  # offer, -1 or 1
    removed = Signal(object)
    dragged = Signal(object, object)  # offer, height on the screen in pixels
    dropped = Signal(object, object)  # the same, where the button was let go

    def __init__(self, offer: RecordId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.offer = offer
        self._kept = ""
        self._pressed_at: QPoint | None = None
        self._is_dragged = False
        self._number = PlainLabel("", self, role="meta")
        self._title = PlainLabel("", self, role="title", wrap=True)
        self._meta = PlainLabel("", self, role="meta", wrap=True)
        self._light = LightLabel(self)
        self._reason = QLineEdit(self)
        self._reason.setMaxLength(300)
        self._up = IconButton("up", _("Nach oben (Alt+Pfeil)"), self)
        self._down = IconButton("down", _("Nach unten (Alt+Pfeil)"), self)
        self._remove = IconButton("close", _("Von der Merkliste nehmen (Alt+Entf)"), self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_MS)
        self._lay_out()
        self._connect()

    def show_pick(self, pick: Pick, place: int) -> None:
        """`place` counts from 1."""
        number = _("{place}. · Nr. {number}") if pick.number else _("{place}.")
        self._number.setText(number.format(place=place, number=pick.number))
        self._title.setText(pick.title)
        self._meta.setText(pick.meta)
        self._meta.setVisible(bool(pick.meta))
        self._light.say(pick.mark)
        self._show_reason(pick.reason)

    def _show_reason(self, kept: str) -> None:
        """What the desk keeps; a field somebody types in, or has typed in, is left alone."""
        typed = self._reason.text().strip()
        if typed == self._kept != kept and not self._reason.hasFocus():
            self._reason.setText(kept)
            self._reason.setCursorPosition(0)
        self._kept = kept

    def enter(self) -> None:
        self._reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        way = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if self._is_dragged or way >= QApplication.startDragDistance():
            self._is_dragged = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(self.offer, event.globalPosition().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if self._is_dragged:
            self.dropped.emit(self.offer, event.globalPosition().y())
        self._pressed_at, self._is_dragged = None, False

    def _lay_out(self) -> None:
        reason = form()
        reason.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        hint = _("Steht auf dem Zettel, etwa: Sie wollten mit Kindern lesen.")
        field(reason, _("Warum es passt"), self._reason, hint)
        head = row(self._number, None, self._light, self._up, self._down, self._remove, gap=TINY)
        layout = column(head, self._title, self._meta, gap=TINY, margin=MEDIUM)
        layout.addSpacing(SMALL)
        layout.addLayout(reason)
        self.setLayout(layout)

    def _connect(self) -> None:
        self._reason.textEdited.connect(self._wait)
        self._reason.editingFinished.connect(self._give_reason)
        self._pause.timeout.connect(self._give_reason)
        self._up.clicked.connect(self._shift_up)
        self._down.clicked.connect(self._shift_down)
        self._remove.clicked.connect(self._take_away)
        press(UP, self, self._shift_up, inside_only=True)
        press(DOWN, self, self._shift_down, inside_only=True)
        press(AWAY, self, self._take_away, inside_only=True)

    @Slot()
    def _wait(self) -> None:
        if not self._pause.isActive():
            self._pause.start()

    @Slot()
    def _give_reason(self) -> None:
        self._pause.stop()
        typed = self._reason.text().strip()
        if typed != self._kept:
            self.reasoned.emit(self.offer, typed)

    @Slot()
    def _shift_up(self) -> None:
        self._give_reason()
        self.shifted.emit(self.offer, -1)

    @Slot()
    def _shift_down(self) -> None:
        self._give_reason()
        self.shifted.emit(self.offer, 1)

    @Slot()
    def _take_away(self) -> None:
        self.removed.emit(self.offer)
