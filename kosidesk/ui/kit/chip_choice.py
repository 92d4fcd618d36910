"""Words to choose from, all in sight at once."""

from collections.abc import Sequence
from enum import Enum
from functools import partial
from textwrap import wrap

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kosidesk.i18n import _
from kosidesk.search.query import Choice
from kosidesk.ui.kit.buttons import Button, icon_size
from kosidesk.ui.kit.filters import Option, State, state_of
from kosidesk.ui.kit.layouts import FlowLayout
from kosidesk.ui.kit.one_stop import one_stop
from kosidesk.ui.theme import TINY

_LETTERS = 30
"""A longer label goes on in the next line, so that the largest text finds room in a column."""


def in_lines(label: str) -> str:
    return "\n".join(wrap(label, _LETTERS))


class Kind(Enum):
    """How many words can be chosen, and whether some can be ruled out."""

    ANY = "any"
    ONE = "one"
    RULING_OUT = "ruling_out"


class ChipChoice(QWidget):
    """A click chooses a word; where words can be ruled out, a second one does that; the last takes it back.

    Tab comes to the group and leaves it, arrows go from word to word, "-" rules out at once.
    `changed` carries the new `Choice`.
    """

    changed = Signal(object)

    def __init__(
        self, options: Sequence[Option], parent: QWidget | None = None, *, kind: Kind = Kind.ANY
    ) -> None:
        super().__init__(parent)
        self._kind, self._choice = kind, Choice()
        self._flow = FlowLayout(self, gap=TINY)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._chips = {option.code: self._chip(option) for option in options}
        self._receive(0)

    def choice(self) -> Choice:
        return self._choice

    def show_choice(self, choice: Choice) -> None:
        """Sets the chips without saying `changed`; words that are no option get a chip of their own."""
        self._choice = choice
        for code in sorted((choice.include | choice.exclude) - self._chips.keys()):
            self._chips[code] = self._chip(Option(code, code))
            self._fit()
        for code, chip in self._chips.items():
            chip.show_state(state_of(choice, code))

    def setAccessibleName(self, name: str) -> None:
        """Each chip tells which group it belongs to."""
        super().setAccessibleName(name)
        for chip in self._chips.values():
            chip.setAccessibleDescription(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A form does not ask its inputs how high they are at their width, so they must say it."""
        self.setFixedHeight(max(self._flow.heightForWidth(self.width()), 1))

    def _chip(self, option: Option) -> "_Chip":
        chip = _Chip(option.label, self)
        chip.setAccessibleDescription(self.accessibleName())
        chip.clicked.connect(partial(self._click, option.code))
        chip.ruled_out.connect(partial(self._rule_out, option.code))
        chip.stepped.connect(partial(self._step, option.code))
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _click(self, code: str) -> None:
        match state_of(self._choice, code), self._kind:
            case State.NEITHER, Kind.ONE:
                self._take(Choice(frozenset((code,))))
            case State.NEITHER, _:
                self._take(self._choice.with_include(code, on=True))
            case State.WANTED, Kind.RULING_OUT:
                self._take(self._choice.with_exclude(code, on=True))
            case _:
                self._take(self._choice.without(code))
        self._receive(list(self._chips).index(code))

    def _rule_out(self, code: str) -> None:
        if self._kind is Kind.RULING_OUT:
            on = code not in self._choice.exclude
            self._take(self._choice.with_exclude(code, on=on))

    def _take(self, choice: Choice) -> None:
        self.show_choice(choice)
        self.changed.emit(choice)

    def _step(self, code: str, key: Qt.Key) -> None:
        chips = list(self._chips.values())
        place = list(self._chips).index(code)
        match key:
            case Qt.Key.Key_Left:
                place = max(0, place - 1)
            case Qt.Key.Key_Right:
                place = min(len(chips) - 1, place + 1)
            case Qt.Key.Key_Home:
                place = 0
            case Qt.Key.Key_End:
                place = len(chips) - 1
            case _:
                place = _beside(chips, place, above=key == Qt.Key.Key_Up)
        self._receive(place)
        chips[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _receive(self, place: int) -> None:
        """Tab comes to this chip."""
        chips = list(self._chips.values())
        if chips:
            one_stop(chips, chips[place])
            self.setFocusProxy(chips[place])


_ICONS = {State.NEITHER: "", State.WANTED: "check", State.UNWANTED: "minus"}
_STEPS = frozenset(
    {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}
)
_RULE_OUT = frozenset({Qt.Key.Key_Minus, Qt.Key.Key_Delete})


class _Chip(Button):
    """Told by mark, ground and line, and spoken; it takes the same room whatever is said of it."""

    stepped = Signal(object)  # Qt.Key
    ruled_out = Signal()

    def __init__(self, label: str, parent: QWidget) -> None:
        self._state = State.NEITHER
        super().__init__(in_lines(label), parent, kind="choice")
        self._label = label
        self.setAccessibleName(label)
        self.setProperty("state", self._state.value)

    def show_state(self, state: State) -> None:
        spoken = {
            State.NEITHER: self._label,
            State.WANTED: _("{word}, gewählt").format(word=self._label),
            State.UNWANTED: _("{word}, ausgeschlossen").format(word=self._label),
        }
        self.setAccessibleName(spoken[state])
        if state is not self._state:
            self._state = state
            self.setProperty("state", state.value)
            self.style().polish(self)
            self.show_icon(_ICONS[state])

    def is_filled(self) -> bool:
        return self._state is State.WANTED

    def sizeHint(self) -> QSize:
        """With room for the mark it may get."""
        hint = super().sizeHint()
        if self._state is State.NEITHER:
            hint.setWidth(hint.width() + icon_size().width() + TINY)
        return hint

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(key)
        elif key in _RULE_OUT:
            self.ruled_out.emit()
        else:
            super().keyPressEvent(event)


def _beside(chips: Sequence[QWidget], place: int, *, above: bool) -> int:
    """The chip of the line above or below that lies nearest, or the same one at the edge."""
    here = chips[place].geometry()
    lines = [
        number
        for number, chip in enumerate(chips)
        if (chip.geometry().bottom() < here.top() if above else chip.geometry().top() > here.bottom())
    ]
    if not lines:
        return place
    edge = (max if above else min)(chips[number].y() for number in lines)
    line = [number for number in lines if chips[number].y() == edge]
    return min(line, key=lambda number: abs(chips[number].geometry().center().x() - here.center().x()))
