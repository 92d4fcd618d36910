"""The counsellor's own notes."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QWidget

from kosidesk.i18n import N_, _
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.keys import Key
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.kit.paragraph import ParagraphField

ENTER = Key("F9", N_("Zu den Notizen"))
_LINES = 4


class Notes(QWidget):
    """`noted` carries the notes as they are typed."""

    noted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ParagraphField(_LINES, self)
        layout = form()
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        hint = _("Nur für die Beratung, nie auf dem Zettel. Wird von selbst gespeichert.")
        self._remark = field(layout, _("Notizen"), self._text, hint)
        self.setLayout(column(layout))
        self._text.textChanged.connect(self._note)

    def show_notes(self, notes: str) -> None:
        if self._text.toPlainText() != notes:
            self._text.setPlainText(notes)

    def hint(self, sentence: str) -> None:
        """What should be thought of; an empty sentence takes it back."""
        self._remark.note(sentence)

    def enter(self) -> None:
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _note(self) -> None:
        self.noted.emit(self._text.toPlainText())
