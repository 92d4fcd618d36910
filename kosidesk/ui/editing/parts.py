"""Any number of contacts or places, each on a card of its own."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record
from kosidesk.i18n import _
from kosidesk.ui.editing.form import RecordForm
from kosidesk.ui.editing.pages import PARTS, Section
from kosidesk.ui.inputs.fields import Vocabulary
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.theme import SMALL


class PartList(QWidget):
    """`typed` carries id, field and value; `removed` an id; `add_wanted` the kind."""

    typed = Signal(object, str, object)
    removed = Signal(object)
    add_wanted = Signal(str)

    def __init__(self, kind: str, vocabulary: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._vocabulary = kind, vocabulary
        self.forms: dict[RecordId, RecordForm] = {}
        self._cards: dict[RecordId, Card] = {}
        is_contact = kind == "contact"
        self._add = Button(_("Kontakt hinzufügen") if is_contact else _("Ort hinzufügen"), self, icon="plus")
        self._gone = _("Kontakt entfernen") if is_contact else _("Ort entfernen")
        self._room = column(gap=SMALL)
        self.setLayout(column(self._room, row(self._add, None), gap=SMALL))
        self._add.clicked.connect(self._want_one)

    def show_parts(self, parts: Iterable[Record]) -> None:
        for id_ in tuple(self._cards):
            self.remove(id_)
        for part in parts:
            self.add(part)

    def add(self, part: Record, *, enter: bool = False) -> None:
        card = Card(parent=self)
        form = RecordForm(self._kind, PARTS[self._kind], self._vocabulary, _nothing_below, card)
        away = Button(self._gone, card, kind="link", icon="trash")
        card.body.addWidget(form)
        card.body.addLayout(row(None, away))
        form.show_values(part.values)
        form.typed.connect(partial(self._say, part.id))
        away.clicked.connect(partial(self._want_away, part.id))
        self.forms[part.id], self._cards[part.id] = form, card
        self._room.addWidget(card)
        if enter:
            form.enter(PARTS[self._kind][0].fields[0])

    def remove(self, id_: RecordId) -> None:
        card = self._cards.pop(id_, None)
        self.forms.pop(id_, None)
        if card:
            self._room.removeWidget(card)
            card.hide()
            card.deleteLater()

    @Slot()
    def _want_one(self) -> None:
        self.add_wanted.emit(self._kind)

    def _say(self, id_: RecordId, field: str, value: object) -> None:
        self.typed.emit(id_, field, value)

    def _want_away(self, id_: RecordId) -> None:
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.removed.emit(id_)


def _nothing_below(_section: Section) -> None:
    return None
