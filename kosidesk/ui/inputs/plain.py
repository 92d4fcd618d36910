"""Inputs for the values of a record: each shows a value, gives it back as typed, and says when it changed.

What is typed and makes no sense is given back as text, so that a check can explain it and a draft keeps it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal, SignalInstance
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from kosidesk.domain.record import Value
from kosidesk.i18n import _, number
from kosidesk.services import words
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.kit.fields import DayField, NumberField, parse_day, shown_day
from kosidesk.ui.kit.week import WeekGrid
from kosidesk.ui.theme import WIDE


class Input(Protocol):
    """What a form asks of an input; every one of them is a widget."""

    @property
    def changed(self) -> SignalInstance: ...

    def value(self) -> Value: ...

    def show_value(self, value: Value) -> None: ...


class LineInput(QLineEdit):
    """One line of text."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textEdited.connect(self.changed)

    def value(self) -> Value:
        return " ".join(self.text().split())

    def show_value(self, value: Value) -> None:
        self.setText(value if isinstance(value, str) else "")
        self.setCursorPosition(0)


class DayInput(DayField):
    """A day as TT.MM.JJJJ."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textEdited.connect(self.changed)

    def value(self) -> Value:
        day = self.day()
        return day.isoformat() if day else self.text().strip()

    def show_value(self, value: Value) -> None:
        self.setText(write_day(value) if isinstance(value, str) else "")


class NumberInput(NumberField):
    """A whole number."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textEdited.connect(self.changed)

    def value(self) -> Value:
        count = self.number()
        return self.text().strip() if count is None else count

    def show_value(self, value: Value) -> None:
        self.setText("" if value is None else str(value))


class FractionInput(LineInput):
    """A number with a decimal comma."""

    def value(self) -> Value:
        typed = self.text().strip()
        try:
            return float(typed.replace(",", "."))
        except ValueError:
            return typed

    def show_value(self, value: Value) -> None:
        super().show_value(number(value) if isinstance(value, int | float) else value)


class TextInput(QPlainTextEdit):
    """Several lines; Tab goes on to the next field."""

    changed = Signal()

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setTabChangesFocus(True)
        self._fit()
        self.textChanged.connect(self.changed)

    def value(self) -> Value:
        return self.toPlainText().strip()

    def show_value(self, value: Value) -> None:
        # What is shown was not typed: the editor's own signs for line ends would count as a change.
        with QSignalBlocker(self):
            self.setPlainText(value if isinstance(value, str) else "")

    def write_from_right(self) -> None:
        """As Arabic and Persian are written: an empty field begins there too, and so does a Latin name."""
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight)  # a plain document does not follow its direction
        self.document().setDefaultTextOption(option)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(QFontMetrics(self.font()).lineSpacing() * self._lines + WIDE)


class ChoiceInput(ChoiceBox):
    """One code of a closed list, shown by its name; a code that is not in the list is kept."""

    changed = Signal()

    def __init__(self, codes: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for code in codes:
            self.addItem(words.choice(code) if code else _("keine Angabe"), code)
        self.activated.connect(self.changed)

    def value(self) -> Value:
        code = self.currentData()
        return code if isinstance(code, str) else None

    def show_value(self, value: Value) -> None:
        code = value if isinstance(value, str) else ""
        if self.findData(code) < 0:
            self.addItem(words.choice(code) if code else _("keine Angabe"), code)
        self.setCurrentIndex(self.findData(code))


class AnswerInput(ChoiceBox):
    """Yes, no, or not known."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for said in (_("keine Angabe"), _("ja"), _("nein")):
            self.addItem(said)
        self.activated.connect(self.changed)

    def value(self) -> Value:
        return (None, True, False)[self.currentIndex()]

    def show_value(self, value: Value) -> None:
        self.setCurrentIndex({True: 1, False: 2}.get(value, 0) if isinstance(value, bool) else 0)


class WeekInput(WeekGrid):
    """The weekly grid."""

    def value(self) -> Value:
        return self.week() or None

    def show_value(self, value: Value) -> None:
        self.show_week(value if isinstance(value, int) else 0)


def read_day(typed: str) -> str:
    """The day as it is stored; what is no day stays as it was typed."""
    day = parse_day(typed)
    return day.isoformat() if day else typed


def write_day(stored: str) -> str:
    try:
        return shown_day(date.fromisoformat(stored))
    except ValueError:
        return stored
