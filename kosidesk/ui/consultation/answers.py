"""Inputs for the fields of a wish: each shows what the wish says, and says what changed.

`said` carries the new values by the names of the fields. What is shown never comes back as `said`, and an
input somebody types in is left alone as long as it says the same.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from kosidesk.domain.wish import Wish
from kosidesk.search import Choice
from kosidesk.ui.inputs.plain import FractionInput, NumberInput, WeekInput
from kosidesk.ui.inputs.sets import SetInput
from kosidesk.ui.kit.chip_choice import ChipChoice, Kind
from kosidesk.ui.kit.filters import Option


class Answer(Protocol):
    """What the profile asks of an input; every one of them is a widget."""

    @property
    def said(self) -> SignalInstance: ...

    def show_wish(self, wish: Wish) -> None: ...


class Words(QLineEdit):
    """What the client said, in her words."""

    said = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.textEdited.connect(self._say)

    def show_wish(self, wish: Wish) -> None:
        words = getattr(wish, self._name)
        if self.text() != words:
            self.setText(words)
            self.setCursorPosition(0)

    @Slot(str)
    def _say(self, typed: str) -> None:
        self.said.emit({self._name: typed})


class Several(ChipChoice):
    """Words of one field; those that are ruled out stand in another, if there is one."""

    said = Signal(object)

    def __init__(self, name: str, options: Sequence[Option], without: str = "") -> None:
        super().__init__(options, kind=Kind.RULING_OUT if without else Kind.ANY)
        self._name, self._without = name, without
        self._order = [option.code for option in options]
        self.changed.connect(self._say)

    def show_wish(self, wish: Wish) -> None:
        unwanted = getattr(wish, self._without) if self._without else ()
        self.show_choice(Choice(frozenset(getattr(wish, self._name)), frozenset(unwanted)))

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

    def show_wish(self, wish: Wish) -> None:
        value = getattr(wish, self._name)
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

    def show_wish(self, wish: Wish) -> None:
        words = getattr(wish, self._name)
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

    def show_wish(self, wish: Wish) -> None:
        self.show_value(getattr(wish, self._name))

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

    def show_wish(self, wish: Wish) -> None:
        number = getattr(wish, self._name)
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

    def show_wish(self, wish: Wish) -> None:
        hours = getattr(wish, self._name)
        if self._hours() != hours:
            self.show_value(hours)

    def _hours(self) -> float | None:
        hours = self.value()
        return hours if isinstance(hours, float) and hours > 0 else None

    @Slot()
    def _say(self) -> None:
        self.said.emit({self._name: self._hours()})
