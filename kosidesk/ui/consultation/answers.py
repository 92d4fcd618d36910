"""Inputs for the fields of a wish or a talk: each shows what the record says, and says what changed.

`said` carries the new values by the names of the fields. What is shown never comes back as `said`, and an
input somebody types in is left alone as long as it says the same.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QSignalBlocker, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kosidesk.domain.ids import NOBODY
from kosidesk.domain.record import Typed
from kosidesk.search.query import Choice
from kosidesk.ui.inputs.organisation import OrganisationInput
from kosidesk.ui.inputs.plain import FractionInput, NumberInput, WeekInput
from kosidesk.ui.inputs.sets import SetInput
from kosidesk.ui.kit.chip_choice import ChipChoice, Kind
from kosidesk.ui.kit.filters import Option
from kosidesk.ui.kit.paragraph import ParagraphField
from kosidesk.ui.kit.suggesting import SuggestingLine

_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class Answer(Protocol):
    """What a form asks of an input; every one of them is a widget."""

    @property
    def said(self) -> SignalInstance: ...

    def show_said(self, record: Typed) -> None: ...


class Words(QLineEdit):
    """What the client said, in her words; Enter and Down lead `on`."""

    said = Signal(object)
    on = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.textEdited.connect(self._say)

    def show_said(self, record: Typed) -> None:
        words = getattr(record, self._name)
        if self.text() != words:
            self.setText(words)
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ON:
            self.on.emit()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _say(self, typed: str) -> None:
        self.said.emit({self._name: typed})


class PlaceName(SuggestingLine):
    """A place by its name; from one the city does not know nobody can measure."""

    said = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.told.connect(self._say)

    def show_said(self, record: Typed) -> None:
        place = getattr(record, self._name)
        if self.text().strip() != place:
            self.setText(place)

    @Slot(str)
    def _say(self, typed: str) -> None:
        self.said.emit({self._name: typed.strip()})


class Paragraph(ParagraphField):
    """Some lines of text."""

    said = Signal(object)

    def __init__(self, name: str, lines: int) -> None:
        super().__init__(lines)
        self._name = name
        self.textChanged.connect(self._say)

    def show_said(self, record: Typed) -> None:
        text = getattr(record, self._name)
        if self.toPlainText() != text:
            # What is shown was not typed.
            with QSignalBlocker(self):
                self.setPlainText(text)

    @Slot()
    def _say(self) -> None:
        self.said.emit({self._name: self.toPlainText()})


class OneOrganisation(OrganisationInput):
    """One organisation of those there are, or none."""

    said = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._record = name, NOBODY
        self.changed.connect(self._say)

    def show_said(self, record: Typed) -> None:
        """Half a name that was typed stays, unless it was typed for another record."""
        organisation = getattr(record, self._name)
        if self.value() != organisation or self._record != record.id:
            self._record = record.id
            self.show_value(organisation)

    @Slot()
    def _say(self) -> None:
        self.said.emit({self._name: self.value()})


class Several(ChipChoice):
    """Words of one field; those that are ruled out stand in another, if there is one."""

    said = Signal(object)

    def __init__(self, name: str, options: Sequence[Option], without: str = "") -> None:
        super().__init__(options, kind=Kind.RULING_OUT if without else Kind.ANY)
        self._name, self._without = name, without
        self._order = [option.code for option in options]
        self.changed.connect(self._say)

    def show_said(self, record: Typed) -> None:
        unwanted = getattr(record, self._without) if self._without else ()
        self.show_choice(Choice(frozenset(getattr(record, self._name)), frozenset(unwanted)))

    @Slot(object)
    def _say(self, choice: Choice) -> None:
        said = {self._name: self._sorted(choice.include)}
        if self._without:
            said[self._without] = self._sorted(choice.exclude)
        self.said.emit(said)

    def _sorted(self, words: frozenset[str]) -> tuple[str, ...]:
        """In the city's order; what its vocabulary lacks comes last."""
        known = [word for word in self._order if word in words]
        return (*known, *sorted(words - set(known)))


class One(ChipChoice):
    """One value of a few, or none; `options` are pairs of a value and its words."""

    said = Signal(object)

    def __init__(self, name: str, options: Mapping[Any, str], nothing: object) -> None:
        self._values = {str(value): value for value in options}
        super().__init__([Option(str(value), words) for value, words in options.items()], kind=Kind.ONE)
        self._name, self._nothing = name, nothing
        self.changed.connect(self._say)

    def show_said(self, record: Typed) -> None:
        value = getattr(record, self._name)
        self.show_choice(Choice(frozenset(() if value == self._nothing else (str(value),))))

    @Slot(object)
    def _say(self, choice: Choice) -> None:
        chosen = next(iter(choice.include), None)
        self.said.emit({self._name: self._nothing if chosen is None else self._values.get(chosen, chosen)})


class FreeWords(SetInput):
    """Words of one field as they are typed, with the city's to choose from."""

    said = Signal(object)

    def __init__(self, name: str, vocabulary: Sequence[str]) -> None:
        super().__init__(vocabulary)
        self._name = name
        self.changed.connect(self._say)

    def show_said(self, record: Typed) -> None:
        words = getattr(record, self._name)
        if self.value() != words:
            self.show_value(words)

    @Slot()
    def _say(self) -> None:
        self.said.emit({self._name: self.value()})


class Week(WeekInput):
    """When there is time."""

    said = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.changed.connect(self._say)

    def show_said(self, record: Typed) -> None:
        self.show_value(getattr(record, self._name))

    @Slot()
    def _say(self) -> None:
        self.said.emit({self._name: self.week()})


class Number(NumberInput):
    """A whole number; what is none counts as not said."""

    said = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.changed.connect(self._say)

    def show_said(self, record: Typed) -> None:
        number = getattr(record, self._name)
        if self.number() != number:
            self.show_value(number)

    @Slot()
    def _say(self) -> None:
        self.said.emit({self._name: self.number()})


class Hours(FractionInput):
    """Hours with a decimal comma; what are none count as not said."""

    said = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.changed.connect(self._say)

    def show_said(self, record: Typed) -> None:
        hours = getattr(record, self._name)
        if self._hours() != hours:
            self.show_value(hours)

    def _hours(self) -> float | None:
        hours = self.value()
        return hours if isinstance(hours, float) and hours > 0 else None

    @Slot()
    def _say(self) -> None:
        self.said.emit({self._name: self._hours()})
