"""An offer's summary in other languages, each on a card of its own beside the German one."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record
from kosidesk.i18n import _
from kosidesk.services import translations, words
from kosidesk.ui.editing.cards import PartCards
from kosidesk.ui.editing.translation_form import TranslationForm
from kosidesk.ui.inputs.fields import HINTS
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.theme import SMALL

KIND = "translation"


class TranslationList(PartCards):
    """Below the cards one of the languages that are still missing can be chosen and added."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self._form, _("Übersetzung entfernen"), parent)
        self._codes = [language.code for language in translations.languages()]
        self._there: dict[RecordId, str] = {}
        self._german = ""
        self._more = QWidget(self)
        self._choice = ChoiceBox(self._more)
        self._add = Button(_("Übersetzung hinzufügen"), self._more, icon="plus")
        lines = QWidget(self._more)
        layout = form(lines)
        layout.setContentsMargins(0, 0, 0, 0)
        hint = HINTS["language"]
        field(layout, words.field_name("language"), self._choice, _(hint))
        self._more.setLayout(column(lines, row(self._add, None), gap=SMALL))
        self.foot.addWidget(self._more)
        self._add.clicked.connect(self._want_one)
        self.removed.connect(self._enter_foot)
        self._offer_missing()

    def show_german(self, text: str) -> None:
        """What the summary says in German just now."""
        self._german = text
        for one in self.forms.values():
            if isinstance(one, TranslationForm):
                one.show_german(text)

    def show_parts(self, parts: Iterable[Record]) -> None:
        self._there.clear()
        super().show_parts(parts)
        self._offer_missing()

    def add(self, part: Record, *, enter: bool = False) -> None:
        self._there[part.id] = part.text("language")
        super().add(part, enter=enter)
        self._offer_missing()

    def remove(self, id_: RecordId) -> None:
        self._there.pop(id_, None)
        super().remove(id_)
        self._offer_missing()

    def _form(self, part: Record, card: QWidget) -> TranslationForm:
        return TranslationForm(part.text("language"), self._german, card)

    def _offer_missing(self) -> None:
        missing = [code for code in self._codes if code not in self._there.values()]
        self._choice.clear()
        for code in missing:
            self._choice.addItem(words.language_label(code), code)
        self._more.setVisible(bool(missing))

    @Slot()
    def _want_one(self) -> None:
        self.add_wanted.emit(KIND, {"language": self._choice.currentData()})

    @Slot()
    def _enter_foot(self) -> None:
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
