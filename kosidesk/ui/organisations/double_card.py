"""Two records that may be one, side by side, with the answers below them."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from kosidesk.domain.difference import pieces
from kosidesk.domain.ids import RecordId
from kosidesk.i18n import _
from kosidesk.services.doubles import Double
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import flow
from kosidesk.ui.kit.marked_text import MarkedText
from kosidesk.ui.theme import LARGE, SMALL, TINY


class DoubleCard(Card):
    """`kept` carries the id of the one that stays, `parted` nothing: they are two."""

    kept = Signal(object)
    parted = Signal()

    def __init__(self, double: Double, parent: QWidget | None = None) -> None:
        super().__init__(_title(double), _("Dafür spricht: {reasons}.").format(reasons=double.why), parent)
        self.double = double
        self.body.addLayout(self._sides())
        self._answers = self._buttons()
        self.body.addLayout(flow(*self._answers, gap=SMALL))

    def enter(self) -> None:
        """The keyboard goes to the first answer."""
        self._answers[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed.isdecimal() and 0 < int(typed) <= len(self._answers):
            self._answers[int(typed) - 1].click()
        else:
            super().keyPressEvent(event)

    def _sides(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(LARGE)
        grid.setVerticalSpacing(TINY)
        for place in (1, 2):
            grid.setColumnStretch(place, 1)
        for at, line in enumerate(self.double.lines):
            grid.addWidget(PlainLabel(line.label, self, role="meta"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(MarkedText(pieces(line.one, line.other), self), at, 1)
            grid.addWidget(MarkedText(pieces(line.other, line.one), self), at, 2)
        return grid

    def _buttons(self) -> tuple[Button, ...]:
        one, other = self.double.ids
        left = Button(_("1  Zusammenführen, den linken behalten"), self)
        right = Button(_("2  Zusammenführen, den rechten behalten"), self)
        apart = Button(_("3  Sind verschieden"), self)
        left.clicked.connect(partial(self._keep, one))
        right.clicked.connect(partial(self._keep, other))
        apart.clicked.connect(self.parted)
        for button in (left, right, apart):
            button.setAccessibleDescription(_both(self.double))
        return left, right, apart

    def _keep(self, id_: RecordId) -> None:
        self.kept.emit(id_)


def _title(double: Double) -> str:
    if not double.whose:
        return _("Zwei Einträge, aber eine Einrichtung?")
    return _("{whose}: zwei Einträge, aber ein Mensch?").format(whose=double.whose)


def _both(double: Double) -> str:
    return _("{one} und {other}").format(one=double.names[0], other=double.names[1])
