"""The third value: what neither side wrote, typed into the card."""

from typing import cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from kosidesk.domain.errors import Invalid
from kosidesk.domain.fault import Fault
from kosidesk.domain.record import Values
from kosidesk.i18n import _
from kosidesk.schema import REGISTRY
from kosidesk.services import translations, words
from kosidesk.services.conflicts import Conflict
from kosidesk.ui.inputs.fields import Vocabulary, make_input
from kosidesk.ui.inputs.plain import Input, TextInput
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.forms import Remark, field, form
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.theme import SMALL


class ThirdValue(QWidget):
    """One input for each field of what is disagreed about, filled with what stands here now.

    `given` carries field → value; `left` says that nobody wants to type after all.
    """

    given = Signal(object)
    left = Signal()

    def __init__(self, conflict: Conflict, vocabulary: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inputs: dict[str, Input] = {}
        self._remarks: dict[str, Remark] = {}
        lines = QWidget(self)
        layout = form(lines)
        layout.setContentsMargins(0, 0, 0, 0)
        now = conflict.mine.value
        for name in REGISTRY[conflict.kind].units()[conflict.field]:
            widget = make_input(conflict.kind, name, vocabulary, lines)
            if isinstance(widget, TextInput) and translations.is_from_right(conflict.language):
                widget.write_from_right()
            self._remarks[name] = field(layout, words.field_name(name), widget)
            self._inputs[name] = cast("Input", widget)
            self._inputs[name].show_value(now.get(name) if _is_group(conflict) else now)  # type: ignore[union-attr]
        save = Button(_("Diese Fassung nehmen"), self, icon="check")
        back = Button(_("Doch nicht"), self)
        save.clicked.connect(self._give)
        back.clicked.connect(self.left)
        self.setLayout(column(lines, row(save, back, None, gap=SMALL), gap=SMALL))

    def enter(self) -> None:
        first = next(iter(self._inputs.values()))
        cast("QWidget", first).setFocus(Qt.FocusReason.OtherFocusReason)

    def said(self) -> Values:
        return {name: input_.value() for name, input_ in self._inputs.items()}

    def show_values(self, values: Values) -> None:
        """What somebody is still typing."""
        for name, input_ in self._inputs.items():
            input_.show_value(values.get(name))
            match input_:
                case QLineEdit():
                    input_.end(False)  # noqa: FBT003 - Qt asks whether to mark the text
                case QPlainTextEdit():
                    input_.moveCursor(QTextCursor.MoveOperation.End)

    def explain(self, error: Invalid) -> None:
        """Says beside each field what is wrong with it; what it does not fit with beside the first."""
        (faults,) = cast("tuple[tuple[Fault, ...]]", error.facts)
        first = next(iter(self._remarks))
        said = {
            fault.field if fault.field in self._remarks else first: words.fault(fault)
            for fault in reversed(faults)
        }
        for name, remark in self._remarks.items():
            remark.say(said.get(name, ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _give(self) -> None:
        self.given.emit(self.said())


def _is_group(conflict: Conflict) -> bool:
    return conflict.field not in REGISTRY[conflict.kind].names()
