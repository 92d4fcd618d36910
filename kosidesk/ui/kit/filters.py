"""What is looked for and what is left out, with counts; and the chips that say so."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kosidesk.i18n import _, number
from kosidesk.search.query import Choice
from kosidesk.ui.kit.buttons import Button, IconButton
from kosidesk.ui.kit.heads import section
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import FlowLayout, column, row
from kosidesk.ui.theme import SMALL, TINY


@dataclass(frozen=True)
class Option:
    """One word to filter by, and how many offers it would leave; None while nobody has counted."""

    code: str
    label: str
    count: int | None = None


class FilterGroup(QWidget):
    """The options of one vocabulary, each with "+" (look for) and "−" (leave out).

    `changed` carries the new `Choice` after every click. Without a title it stands under one of its parent's.
    """

    changed = Signal(object)

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = Choice()
        self._rows: dict[str, _FilterRow] = {}
        self._body = column(*([section(title, self)] if title else []), gap=TINY)
        self.setLayout(self._body)

    def show_options(self, options: tuple[Option, ...]) -> None:
        """Known options keep their place and focus and get new counts; a new set is laid out anew."""
        if tuple(self._rows) != tuple(option.code for option in options):
            self._lay_out(options)
        for option in options:
            self._rows[option.code].show_count(option.count)

    def show_choice(self, choice: Choice) -> None:
        """Sets the buttons without saying `changed`."""
        self._choice = choice
        for code, filter_row in self._rows.items():
            filter_row.show_state(included=code in choice.include, excluded=code in choice.exclude)

    def _lay_out(self, options: tuple[Option, ...]) -> None:
        for gone in self._rows.values():
            gone.deleteLater()
        self._rows = {option.code: _FilterRow(option, self) for option in options}
        for code, filter_row in self._rows.items():
            self._body.addWidget(filter_row)
            filter_row.include.clicked.connect(partial(self._include, code))
            filter_row.exclude.clicked.connect(partial(self._exclude, code))
        self.show_choice(self._choice)

    def _include(self, code: str) -> None:
        self._take(self._choice.with_include(code, on=self._rows[code].include.isChecked()))

    def _exclude(self, code: str) -> None:
        self._take(self._choice.with_exclude(code, on=self._rows[code].exclude.isChecked()))

    def _take(self, choice: Choice) -> None:
        self.show_choice(choice)
        self.changed.emit(choice)


class _FilterRow(QWidget):
    def __init__(self, option: Option, parent: QWidget) -> None:
        super().__init__(parent)
        self.include = IconButton("plus", _("{word} suchen").format(word=option.label), self, checkable=True)
        self.exclude = IconButton(
            "minus", _("{word} ausschließen").format(word=option.label), self, checkable=True
        )
        self._count = PlainLabel("", self, role="meta")
        layout = row(self.include, self.exclude, gap=TINY)
        layout.addSpacing(TINY)
        layout.addWidget(PlainLabel(option.label, self, wrap=True), 1)
        layout.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)

    def show_count(self, count: int | None) -> None:
        self._count.setText("" if count is None else number(count))

    def show_state(self, *, included: bool, excluded: bool) -> None:
        self.include.setChecked(included)
        self.exclude.setChecked(excluded)


class ChipBar(QWidget):
    """The filters in force; a click on one takes it away. `removed` carries its value."""

    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=SMALL)
        self._chips: list[Button] = []

    def show_chips(self, chips: tuple[tuple[str, object], ...]) -> None:
        """Pairs of words ("Kinder", "nicht Senioren") and the value `removed` then carries."""
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = [self._chip(words, value) for words, value in chips]
        self.setVisible(bool(chips))

    def _chip(self, words: str, value: object) -> Button:
        chip = Button(words, self, kind="chip", icon="close")
        chip.setAccessibleName(_("Filter „{words}“ entfernen").format(words=words))
        chip.clicked.connect(partial(self._remove, value))
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _remove(self, value: object) -> None:
        self.removed.emit(value)
