"""Day and part of the day to filter by: a grid of counts, and words beside it."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from kosidesk.i18n import N_, _
from kosidesk.search.query import Choice
from kosidesk.ui import theme
from kosidesk.ui.kit.filter_group import FilterGroup
from kosidesk.ui.kit.filter_value import FilterValue
from kosidesk.ui.kit.filters import Option, State, state_of, turned
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.kit.one_stop import one_stop, step
from kosidesk.ui.kit.week import DAYS, STEPS
from kosidesk.ui.theme import CORNER, META, SMALL, TARGET, TINY

_PARTS = (N_("vorm."), N_("nachm."), N_("abends"))
_COUNT = "8.888"
_BY_CLICK = {State.NEITHER: State.WANTED, State.WANTED: State.UNWANTED, State.UNWANTED: State.UNWANTED}


class WeekFilter(QWidget):
    """Days one below the other, so that a number of four digits has room in each cell.

    Options whose code is a number stand in the grid (day × 3 + part), others below. `changed` carries the
    new `Choice`.
    """

    changed = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._choice = title, Choice()
        self._cells = {str(n): self._cell(str(n)) for n in range(len(DAYS) * len(_PARTS))}
        self._others = FilterGroup(title, self)
        self._others.changed.connect(self._take)
        one_stop(self._cells.values(), self._cells["0"])
        self.setLayout(column(self._grid(), self._others, gap=SMALL))

    def show_options(self, options: tuple[Option, ...]) -> None:
        for option in options:
            if option.code in self._cells:
                self._cells[option.code].show_option(option)
        self._others.show_options(tuple(option for option in options if option.code not in self._cells))

    def show_choice(self, choice: Choice) -> None:
        """Without saying `changed`."""
        self._choice = choice
        self._others.show_choice(choice)
        for code, cell in self._cells.items():
            cell.show_state(state_of(choice, code))

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(TINY)
        for part, name in enumerate(_PARTS, start=1):
            grid.addWidget(PlainLabel(_(name), self, role="meta"), 0, part, Qt.AlignmentFlag.AlignHCenter)
            grid.setColumnStretch(part, 1)
        for day, name in enumerate(DAYS):
            grid.addWidget(PlainLabel(_(name)[:2], self, role="meta"), day + 1, 0)
        for code, cell in self._cells.items():
            day, part = divmod(int(code), len(_PARTS))
            grid.addWidget(cell, day + 1, part + 1)
        return grid

    def _cell(self, code: str) -> "_Cell":
        cell = _Cell(Option(code, ""), self)
        cell.setAccessibleDescription(self._title)
        cell.turned.connect(partial(self._turn, code))
        cell.stepped.connect(partial(self._step, code))
        return cell

    def _turn(self, code: str, state: State) -> None:
        self._take(turned(self._choice, code, state))

    def _take(self, choice: Choice) -> None:
        self.show_choice(choice)
        self.changed.emit(choice)

    def _step(self, code: str, key: Qt.Key) -> None:
        days, parts = STEPS.get(key, (0, 0))
        day, part = divmod(int(code), len(_PARTS))
        there = day + days, part + parts
        if 0 <= there[0] < len(DAYS) and 0 <= there[1] < len(_PARTS):
            step(self._cells.values(), self._cells[str(there[0] * len(_PARTS) + there[1])])


class _Cell(FilterValue):
    """Its count. One click looks for it, the next leaves it out, a third takes that back."""

    def __init__(self, option: Option, parent: QWidget) -> None:
        super().__init__(option, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def pressed_means(self) -> State:
        return _BY_CLICK[self.state]

    def sizeHint(self) -> QSize:
        look = theme.look()
        width = QFontMetrics(look.font(META, bold=True)).horizontalAdvance(_COUNT)
        return QSize(width + SMALL, look.pixels(TARGET))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, wanted, unwanted = theme.look(), self.state is State.WANTED, self.state is State.UNWANTED
        colours = look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QPen(QColor(colours.stop if unwanted else colours.edge), 1)
        line.setStyle(Qt.PenStyle.DashLine if unwanted else Qt.PenStyle.SolidLine)
        painter.setPen(line)
        painter.setBrush(QColor(colours.accent if wanted else colours.raised))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), CORNER, CORNER)
        font = QFont(look.font(META, bold=wanted))
        font.setStrikeOut(unwanted)
        painter.setFont(font)
        painter.setPen(QColor(self._ink()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.counted())
        self.paint_focus(painter)
        painter.end()

    def name(self) -> None:
        super().name()
        self.setToolTip(self.accessibleName())

    def _ink(self) -> str:
        colours = theme.look().colours
        quiet = colours.text if self.option.count else colours.muted
        return {State.WANTED: colours.on_accent, State.UNWANTED: colours.stop}.get(self.state, quiet)
