"""The agency as its sheets name it."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kosidesk.domain.agency import Agency
from kosidesk.i18n import N_, _
from kosidesk.services import words
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.layouts import row
from kosidesk.ui.kit.paragraph import ParagraphField

_LINES = ("name", "street", "postcode", "town", "phone", "mail", "web")
_TEXTS = ("hours", "greeting", "next_steps", "privacy", "footer")
_ROWS = 3
_HINTS = {
    "greeting": N_("Steht am Anfang jedes Zettels."),
    "next_steps": N_("Ein Schritt je Zeile; sie stehen nummeriert auf dem Zettel."),
    "privacy": N_("Was der Mensch über seine Daten wissen soll."),
}


class AgencyCard(Card):
    """`save_wanted` carries the agency as it stands in the fields: on a click, or when the card is left."""

    save_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Agentur, wie sie auf dem Zettel steht"), parent=parent)
        self._stored: Agency | None = None
        self._lines = {name: QLineEdit(self) for name in _LINES}
        self._texts = {name: ParagraphField(_ROWS, self) for name in _TEXTS}
        self._save = Button(_("Agentur speichern"), self)
        self._save.setEnabled(False)
        layout = form()
        for name, line in self._lines.items():
            field(layout, words.field_name(name), line)
            line.textEdited.connect(self._notice)
        for name, text in self._texts.items():
            field(layout, words.field_name(name), text, _(_HINTS.get(name, "")))
            text.textChanged.connect(self._notice)
        self.body.addLayout(layout)
        self.body.addLayout(row(None, self._save))
        self._save.clicked.connect(self._wish)

    def show_agency(self, agency: Agency) -> None:
        """What is being typed stays."""
        if self._stored is not None and self._typed(self._stored) != self._stored and agency == self._stored:
            return
        self._stored = agency
        for name, line in self._lines.items():
            line.setText(getattr(agency, name))
        for name, text in self._texts.items():
            text.setPlainText(getattr(agency, name))
        self._notice()

    def hideEvent(self, event: QHideEvent) -> None:
        """Who goes on, or locks the desk, loses no sentence; what was not meant can be taken back."""
        super().hideEvent(event)
        if self._save.isEnabled() and not event.spontaneous():
            self._wish()

    def _typed(self, agency: Agency) -> Agency:
        lines = {name: line.text().strip() for name, line in self._lines.items()}
        texts = {name: text.toPlainText().strip() for name, text in self._texts.items()}
        typed: dict[str, Any] = {**lines, **texts}
        return replace(agency, **typed)

    @Slot()
    def _notice(self) -> None:
        """Saving is offered once there is something to save."""
        stored = self._stored
        self._save.setEnabled(stored is not None and self._typed(stored) != self._typed_as_stored(stored))

    def _typed_as_stored(self, stored: Agency) -> Agency:
        bare: dict[str, Any] = {name: getattr(stored, name).strip() for name in (*_LINES, *_TEXTS)}
        return replace(stored, **bare)

    @Slot()
    def _wish(self) -> None:
        if self._stored is not None:
            self.save_wanted.emit(self._typed(self._stored))
