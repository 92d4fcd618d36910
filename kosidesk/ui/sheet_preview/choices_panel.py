"""Beside the sheet: its format, its language, and what stands on it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFormLayout, QWidget

from kosidesk.i18n import N_, _
from kosidesk.services import sheets, words
from kosidesk.services.sheets import Choices, Format, Language
from kosidesk.ui.inputs.plain import TextInput
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.layouts import column, flow, scrolling
from kosidesk.ui.printing.memory import PARTS
from kosidesk.ui.printing.wording import FORMATS
from kosidesk.ui.theme import MEDIUM

_NOTE_LINES = 3

_PARTS: Mapping[str, str] = {
    "logo": N_("Logo"),
    "map": N_("Karte"),
    "counsellor": N_("Wer beraten hat"),
    "follow_up": N_("Tag der Rückfrage"),
    "slip": N_("Rückmeldezettel"),
    "privacy": N_("Satz zum Datenschutz"),
}


class ChoicesPanel(QWidget):
    """`changed` carries the new `Choices`, at every choice and every letter; `actions` stand below them."""

    changed = Signal(object)

    def __init__(self, choices: Choices, actions: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self._build(actions)
        self.show_choices(choices)
        for box in (self._format, self._language):
            box.activated.connect(self._take)
        for part in self._parts.values():
            part.clicked.connect(self._take)
        self._notes.changed.connect(self._take)

    def show_choices(self, choices: Choices) -> None:
        self._choices = choices
        self._format.setCurrentIndex(self._format.findData(choices.format.value))
        self._language.setCurrentIndex(self._language.findData(choices.language))
        for name, part in self._parts.items():
            part.setChecked(getattr(choices, name))
        self._notes.show_value(choices.notes)
        self._warn()

    def enter(self) -> None:
        self._format.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self, actions: Sequence[QWidget]) -> None:
        content = QWidget()
        self._format, self._language = ChoiceBox(content), ChoiceBox(content)
        for box in (self._format, self._language):
            box.widen()
        for paper in Format:
            self._format.addItem(_(FORMATS[paper]), paper.value)
        for language in sheets.languages().values():
            self._language.addItem(_language_name(language), language.code)
        self._parts = {name: QCheckBox(_(_PARTS[name]), content) for name in PARTS}
        self._notes = TextInput(_NOTE_LINES, content)
        layout, note = form(), form()
        for lines in (layout, note):
            lines.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        field(layout, _("Format"), self._format)
        self._remark = field(layout, _("Sprache"), self._language)
        hint = _("Steht auf diesem Zettel und sonst nirgends; nichts davon wird aufgehoben.")
        field(note, _("Notiz auf dem Zettel"), self._notes, hint)
        whole = column(layout, flow(*self._parts.values()), note, flow(*actions), None, gap=MEDIUM)
        content.setLayout(whole)
        self.setLayout(column(scrolling(content, self)))

    def _warn(self) -> None:
        self._remark.note(_warning(sheets.languages()[self._choices.language]))

    @Slot()
    def _take(self) -> None:
        self._choices = replace(
            self._choices,
            format=Format(self._format.currentData()),
            language=self._language.currentData(),
            notes=str(self._notes.value()),
            **{name: part.isChecked() for name, part in self._parts.items()},
        )
        self._warn()
        self.changed.emit(self._choices)


def _warning(language: Language) -> str:
    if language.checked:
        return ""
    if language.foreign:
        return _("Diese Übersetzung hat noch niemand geprüft, deshalb steht das Deutsche daneben.")
    return _("Diese Texte hat noch niemand geprüft.")


def _language_name(language: Language) -> str:
    label = words.language_label(language.code)
    return label if language.checked else _("{language} (ungeprüft)").format(language=label)
