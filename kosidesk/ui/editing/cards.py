"""Parts of a record, each with a form on a card of its own."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record
from kosidesk.ui.editing.form import RecordForm
from kosidesk.ui.editing.translation_form import TranslationForm
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.theme import SMALL

PartForm = RecordForm | TranslationForm
MakeForm = Callable[[Record, QWidget], PartForm]


class PartCards(QWidget):
    """`typed` carries id, field and value; `removed` an id; `add_wanted` a kind and what is known already.

    `gone` are the words on the button that takes a part away; `foot` is for what adds one.
    """

    typed = Signal(object, str, object)
    removed = Signal(object)
    add_wanted = Signal(str, object)

    def __init__(self, make: MakeForm, gone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make, self._gone = make, gone
        self.forms: dict[RecordId, PartForm] = {}
        self._cards: dict[RecordId, Card] = {}
        self._room, self.foot = column(gap=SMALL), column(gap=SMALL)
        self.setLayout(column(self._room, self.foot, gap=SMALL))

    def show_parts(self, parts: Iterable[Record]) -> None:
        for id_ in tuple(self._cards):
            self.remove(id_)
        for part in parts:
            self.add(part)

    def add(self, part: Record, *, enter: bool = False) -> None:
        card = Card(parent=self)
        form = self._make(part, card)
        away = Button(self._gone, card, kind="link", icon="trash")
        card.body.addWidget(form)
        card.body.addLayout(row(None, away))
        form.show_values(part.values)
        form.typed.connect(partial(self._say, part.id))
        away.clicked.connect(partial(self._want_away, part.id))
        self.forms[part.id], self._cards[part.id] = form, card
        self._room.addWidget(card)
        if enter:
            form.enter()

    def remove(self, id_: RecordId) -> None:
        card = self._cards.pop(id_, None)
        self.forms.pop(id_, None)
        if card:
            self._room.removeWidget(card)
            card.hide()
            card.deleteLater()

    def _say(self, id_: RecordId, field: str, value: object) -> None:
        self.typed.emit(id_, field, value)

    def _want_away(self, id_: RecordId) -> None:
        self.removed.emit(id_)
