"""Any number of contacts or places, each on a card of its own."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.domain.record import Record
from kosidesk.i18n import _
from kosidesk.ui.editing.cards import PartCards
from kosidesk.ui.editing.form import RecordForm
from kosidesk.ui.editing.pages import PARTS, Section
from kosidesk.ui.inputs.fields import Vocabulary
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.layouts import row


class PartList(PartCards):
    """Below the cards a button adds an empty one."""

    def __init__(self, kind: str, vocabulary: Vocabulary, parent: QWidget | None = None) -> None:
        is_contact = kind == "contact"
        gone = _("Kontakt entfernen") if is_contact else _("Ort entfernen")
        super().__init__(self._form, gone, parent)
        self._kind, self._vocabulary = kind, vocabulary
        self._add = Button(_("Kontakt hinzufügen") if is_contact else _("Ort hinzufügen"), self, icon="plus")
        self.foot.addLayout(row(self._add, None))
        self._add.clicked.connect(self._want_one)
        self.removed.connect(self._enter_foot)

    def _form(self, _part: Record, card: QWidget) -> RecordForm:
        return RecordForm(self._kind, PARTS[self._kind], self._vocabulary, _nothing_below, card)

    @Slot()
    def _want_one(self) -> None:
        self.add_wanted.emit(self._kind, {})

    @Slot()
    def _enter_foot(self) -> None:
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)


def _nothing_below(_section: Section) -> None:
    return None
