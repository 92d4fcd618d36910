"""When to try again: a proposed day, taken with Enter or changed first."""

from datetime import date
from enum import Enum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from kosidesk.i18n import _
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.fields import DayField
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.theme import MEDIUM, SMALL


class Why(Enum):
    """Nobody was reached, or nobody has tried yet."""

    MISSED = "missed"
    LATER = "later"


class AgainRow(QFrame):
    """`chosen` carries why and the day; `left` says that nothing is to change."""

    chosen = Signal(object, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self._why, self._first = Why.MISSED, date.min
        self._day = DayField(self)
        lines = form()
        self._remark = field(lines, _("Wieder vorlegen am"), self._day, _("Enter übernimmt den Tag."))
        self._take = Button(_("Übernehmen (Enter)"), self)
        self._cancel = Button(_("Doch nicht (Esc)"), self)
        self.setLayout(column(lines, row(None, self._cancel, self._take), gap=SMALL, margin=MEDIUM))
        self._take.clicked.connect(self._choose)
        self._cancel.clicked.connect(self.left)
        self.hide()

    def ask(self, why: Why, proposed: date, today: date) -> None:
        self._why, self._first = why, today
        self._day.show_day(proposed)
        self._remark.say("")
        self.show()
        self._day.setFocus(Qt.FocusReason.OtherFocusReason)
        self._day.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    @Slot()
    def _choose(self) -> None:
        day = self._day.day()
        if day is None:
            self._remark.say(_("Bitte einen Tag so schreiben: 21.11.2026."))
        elif day < self._first:
            self._remark.say(_("Dieser Tag ist schon vorbei. Bitte heute oder einen späteren nehmen."))
        else:
            self.hide()
            self.chosen.emit(self._why, day)
