"""How many places are still open, once a client found an offer taken."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from kosidesk.i18n import _
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.fields import NumberField
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.theme import MEDIUM, SMALL


class PlacesQuestion(QFrame):
    """`answered` carries a number; `left` says that nobody knows."""

    answered = Signal(object)
    left = Signal()

    def __init__(self, known: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self._places = NumberField(self)
        self._places.show_number(known)
        lines = form()
        self._remark = field(lines, _("Wie viele Plätze sind noch frei?"), self._places)
        self._take = Button(_("Übernehmen (Enter)"), self)
        self._skip = Button(_("Weiß ich nicht (Esc)"), self)
        self.setLayout(column(lines, row(None, self._skip, self._take), gap=SMALL, margin=MEDIUM))
        self._take.clicked.connect(self._tell)
        self._skip.clicked.connect(self.left)

    def enter(self) -> None:
        self._places.setFocus(Qt.FocusReason.OtherFocusReason)
        self._places.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._tell()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    @Slot()
    def _tell(self) -> None:
        places = self._places.number()
        if places is None:
            self._remark.say(_("Bitte eine Zahl schreiben, etwa 0."))
        else:
            self.answered.emit(places)
