"""One offer that fits: what it is, what speaks for it, and what to ask first."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from kosidesk.domain.ids import NOBODY
from kosidesk.i18n import N_, _
from kosidesk.services.fits import Fit
from kosidesk.services.offers import OfferRow
from kosidesk.ui.kit.buttons import IconButton
from kosidesk.ui.kit.keys import Key, press
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.kit.lights import LightLabel
from kosidesk.ui.kit.row import light_mark
from kosidesk.ui.theme import MEDIUM, TINY

READ = Key("F3", N_("Passendes Angebot lesen"))
_PICK = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class FitCard(QFrame):
    """A click, Space or Enter puts it on the shortlist or takes it off; arrows go to the next card."""

    toggled = Signal(object)  # RecordId
    read_wanted = Signal(object)  # RecordId
    stepped = Signal(object)  # 1 or -1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "fit")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._offer = NOBODY
        self._light = LightLabel(self)
        self._picked = PlainLabel("", self, role="meta")
        self._title = PlainLabel("", self, role="section", wrap=True)
        self._meta = PlainLabel("", self, role="meta", wrap=True)
        self._reasons = PlainLabel("", self, wrap=True)
        self._doubts = PlainLabel("", self, role="meta", wrap=True)
        # For the mouse; the keyboard has a key for it.
        self._read = IconButton("show", _("Angebot lesen (F3)"), self)
        self._read.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = row(self._light, None, self._picked, self._read, gap=TINY)
        lines = (self._title, self._meta, self._reasons, self._doubts)
        self.setLayout(column(head, *lines, gap=TINY, margin=MEDIUM))
        self._read.clicked.connect(self._want_to_read)
        press(READ, self, self._want_to_read, inside_only=True)

    def show_fit(self, fit: Fit, *, is_picked: bool) -> None:
        self._offer = fit.row.id
        self._light.say(light_mark(fit.row.freshness.light))
        self._title.setText(" ".join(fit.row.title.split()))
        self._meta.setText(_meta(fit.row))
        self._reasons.setText(_("Passt: {reasons}").format(reasons=" · ".join(fit.reasons)))
        self._reasons.setVisible(bool(fit.reasons))
        self._doubts.setText(_("Bedenken: {doubts}").format(doubts=" · ".join(fit.doubts)))
        self._doubts.setVisible(bool(fit.doubts))
        self._picked.setText(_("✓ Merkliste") if is_picked else "")
        self.setProperty("picked", is_picked)
        self.style().polish(self)
        self.setAccessibleName(", ".join(filter(None, self._spoken(fit))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _PICK:
            self.toggled.emit(self._offer)
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() is Qt.MouseButton.LeftButton
        if is_left and self.rect().contains(event.position().toPoint()):
            self.toggled.emit(self._offer)

    def _spoken(self, fit: Fit) -> tuple[str, ...]:
        return (
            fit.row.title,
            self._meta.text(),
            light_mark(fit.row.freshness.light).word,
            fit.spoken,
            self._picked.text(),
        )

    @Slot()
    def _want_to_read(self) -> None:
        self.read_wanted.emit(self._offer)


def _meta(offer: OfferRow) -> str:
    number = _("Nr. {number}").format(number=offer.number) if offer.number else ""
    parts = (number, offer.organisation, offer.district, " ".join(offer.time_text.split()))
    return " · ".join(filter(None, parts))
