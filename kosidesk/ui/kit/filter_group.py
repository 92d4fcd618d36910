"""The words of one vocabulary, each to be looked for or left out, with counts."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.i18n import _
from kosidesk.search.query import Choice
from kosidesk.search.words import sorting_key
from kosidesk.ui.kit.filter_row import FilterRow
from kosidesk.ui.kit.filters import Option, State, state_of, turned
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.kit.one_stop import one_stop, step
from kosidesk.ui.kit.search import SearchField

_MANY = 12
"""From so many words on there is a field to look for one."""


class FilterGroup(QWidget):
    """Tab comes to the group and leaves it, Up and Down go from word to word.

    `changed` carries the new `Choice`.
    """

    changed = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._choice = title, Choice()
        self._rows: dict[str, FilterRow] = {}
        self._search = SearchField(_("{title}: Wort suchen").format(title=title), self)
        self._search.setPlaceholderText(_("Wort suchen"))
        self._search.hide()
        self._search.textChanged.connect(self._narrow)
        self._search.left.connect(self._enter)
        self._body = column(self._search, gap=0)
        self.setLayout(self._body)

    def show_options(self, options: tuple[Option, ...]) -> None:
        """Known words keep their row and the keyboard."""
        self._drop(self._rows.keys() - {option.code for option in options})
        if tuple(self._rows) != tuple(option.code for option in options):
            self._lay_out(options)
        for option in options:
            self._rows[option.code].show_option(option)

    def show_choice(self, choice: Choice) -> None:
        """Without saying `changed`."""
        self._choice = choice
        for code, row in self._rows.items():
            row.show_state(state_of(choice, code))
        self._narrow()

    def _drop(self, codes: Iterable[str]) -> None:
        for code in tuple(codes):
            row = self._rows.pop(code)
            row.hide()  # at once, for Tab no longer comes to it
            row.deleteLater()

    def _lay_out(self, options: tuple[Option, ...]) -> None:
        self._rows = {option.code: self._rows.get(option.code) or self._row(option) for option in options}
        for place, row in enumerate(self._rows.values(), start=1):
            self._body.insertWidget(place, row)
        self._search.setVisible(len(options) > _MANY)
        self.show_choice(self._choice)

    def _row(self, option: Option) -> FilterRow:
        row = FilterRow(option, self)
        row.setAccessibleDescription(self._title)
        row.turned.connect(partial(self._turn, option.code))
        row.stepped.connect(partial(self._step, option.code))
        return row

    def _turn(self, code: str, state: State) -> None:
        choice = turned(self._choice, code, state)
        self.show_choice(choice)
        self.changed.emit(choice)

    @Slot()
    def _narrow(self) -> None:
        """To the words that hold what is typed, and those that are chosen."""
        typed = sorting_key(self._search.text())
        for row in self._rows.values():
            chosen = row.state is not State.NEITHER
            row.setVisible(chosen or not typed or typed in sorting_key(row.option.label))
        self._receive(next(iter(self._in_sight()), None))

    def _in_sight(self) -> list[FilterRow]:
        return [row for row in self._rows.values() if not row.isHidden()]

    def _receive(self, wanted: FilterRow | None) -> None:
        here = next((row for row in self._in_sight() if row.hasFocus()), wanted)
        if here is not None:
            one_stop(self._rows.values(), here)

    @Slot()
    def _enter(self) -> None:
        for row in self._in_sight()[:1]:
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _step(self, code: str, key: Qt.Key) -> None:
        rows = self._in_sight()
        places = {
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(rows) - 1,
            Qt.Key.Key_Up: max(rows.index(self._rows[code]) - 1, 0),
            Qt.Key.Key_Down: min(rows.index(self._rows[code]) + 1, len(rows) - 1),
        }
        if key in places:
            step(self._rows.values(), rows[places[key]])
