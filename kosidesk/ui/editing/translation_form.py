"""One translation: the German text, and below it the field for the other language."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.domain.fault import Fault
from kosidesk.domain.record import Values
from kosidesk.i18n import _
from kosidesk.services import translations, words
from kosidesk.ui.inputs.fields import HINTS
from kosidesk.ui.inputs.plain import TextInput
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.theme import SMALL

_TEXT = "text"
_LINES = 4


class TranslationForm(QWidget):
    """`typed` carries the name of the field and what is written in it."""

    typed = Signal(str, object)

    def __init__(self, language: str, german: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._german = PlainLabel("", self, wrap=True)
        lines = QWidget(self)
        self._input = TextInput(_LINES, lines)
        if translations.is_from_right(language):
            self._input.write_from_right()
        layout = form(lines)
        layout.setContentsMargins(0, 0, 0, 0)
        self._remark = field(layout, words.language_label(language), self._input, _(HINTS[_TEXT]))
        self.setLayout(column(self._german, lines, gap=SMALL))
        self._input.changed.connect(self._say)
        self.show_german(german)

    def show_german(self, text: str) -> None:
        missing = _("Auf Deutsch gibt es noch keine Kurzbeschreibung.")
        self._german.setText(_("Auf Deutsch: {text}").format(text=text) if text else missing)

    def show_values(self, values: Values) -> None:
        self._input.show_value(values.get(_TEXT))

    def mark(self, faults: Iterable[Fault]) -> None:
        """Says below the field what is wrong with it, and takes back what no longer is."""
        self._remark.say(next((words.fault(fault) for fault in faults), ""))

    def note(self, notes: Mapping[str, str]) -> None:
        """Says below the field what is worth knowing of it."""
        if _TEXT in notes:
            self._remark.note(notes[_TEXT])

    def enter(self, name: str = "") -> bool:
        """Puts the cursor into the field, unless another one is meant."""
        if name in ("", _TEXT):
            self._input.setFocus(Qt.FocusReason.OtherFocusReason)
        return name in ("", _TEXT)

    @Slot()
    def _say(self) -> None:
        self.typed.emit(_TEXT, self._input.value())
