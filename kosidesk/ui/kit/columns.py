"""Columns that become fewer as the text grows or the window narrows; none is ever squeezed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.theme import LARGE, SMALL, TINY


@dataclass(frozen=True)
class Column:
    """`letters` is the least width in average letters, `weight` the share of what remains."""

    name: str
    widget: QWidget
    letters: int
    weight: int = 1


class Columns(QWidget):
    """Shows as many neighbouring columns as fit; words above them reach the others.

    `revealed` carries the index of the column that was asked for.
    """

    revealed = Signal(object)

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None, *, main: int = 0) -> None:
        """`main` is the column that stays while there is room for one only."""
        super().__init__(parent)
        self._columns, self._wanted = tuple(columns), main
        self._used: tuple[int, ...] = tuple(range(len(self._columns)))
        self._tabs = [self._tab(number) for number in range(len(self._columns))]
        self._bar = QWidget(self)
        self._bar.setLayout(row(*self._tabs, None, gap=TINY))
        self._room: QHBoxLayout = row(gap=LARGE)
        for part in self._columns:
            self._room.addWidget(part.widget, part.weight)
        layout = column(self._bar, gap=SMALL)
        layout.addLayout(self._room, 1)
        self.setLayout(layout)
        self._arrange()

    def reveal(self, number: int) -> None:
        """Brings a column into sight, as when a list opens its detail."""
        self._wanted = number
        self._arrange()
        self.revealed.emit(number)

    def use(self, *numbers: int) -> None:
        """Only these have something to say just now; the others stay out of sight."""
        self._used = numbers
        if self._wanted not in numbers:
            self._wanted = numbers[0]
        self._arrange()

    def shown(self) -> tuple[int, ...]:
        return tuple(n for n, part in enumerate(self._columns) if not part.widget.isHidden())

    def minimumSizeHint(self) -> QSize:
        # The layout would ask for the columns in sight, and a narrower window could never have fewer.
        return QSize(min(self._width(part) for part in self._columns), self._room.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        shown = self._fitting()
        for number, (part, tab) in enumerate(zip(self._columns, self._tabs, strict=True)):
            part.widget.setMinimumWidth(min(self._width(part), max(self.width(), 1)))
            part.widget.setVisible(number in shown)
            tab.setVisible(number in self._used)
            tab.setChecked(number in shown)
        self._bar.setVisible(len(shown) < len(self._used))

    def _fitting(self) -> tuple[int, ...]:
        """Neighbours around the wanted column: to its right first, then to its left."""
        first = last = self._used.index(self._wanted)
        room = self.width() - self._width(self._columns[self._wanted])
        while last + 1 < len(self._used) and (room := room - self._cost(last + 1)) >= 0:
            last += 1
        room += self._cost(last + 1) if last + 1 < len(self._used) else 0
        while first > 0 and (room := room - self._cost(first - 1)) >= 0:
            first -= 1
        return self._used[first : last + 1]

    def _cost(self, place: int) -> int:
        return self._width(self._columns[self._used[place]]) + LARGE

    def _width(self, part: Column) -> int:
        return self.fontMetrics().averageCharWidth() * part.letters

    def _tab(self, number: int) -> Button:
        tab = Button(self._columns[number].name, self, kind="tab")
        tab.setCheckable(True)
        tab.clicked.connect(partial(self._choose, number))
        return tab

    def _choose(self, number: int) -> None:
        self.reveal(number)
