"""The week of an offer as buttons: seven days with morning, afternoon and evening."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from kosidesk.i18n import N_, _
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.theme import TINY

DAYS = (
    N_("Montag"),
    N_("Dienstag"),
    N_("Mittwoch"),
    N_("Donnerstag"),
    N_("Freitag"),
    N_("Samstag"),
    N_("Sonntag"),
)
PARTS = (N_("vormittags"), N_("nachmittags"), N_("abends"))

# Rows and columns further.
STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


def bit(day: int, part: int) -> int:
    """Days from Monday, parts from the morning, both counted from 0."""
    return 1 << (day * len(PARTS) + part)


class WeekGrid(QWidget):
    """Days beside each other, parts of the day below; arrow keys go from cell to cell, Space marks one."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(TINY)
        for day, name in enumerate(DAYS):
            head = PlainLabel(_(name)[:2], self, role="meta")
            grid.addWidget(head, 0, day + 1, Qt.AlignmentFlag.AlignHCenter)
        for part, name in enumerate(PARTS):
            grid.addWidget(PlainLabel(_(name), self, role="meta"), part + 1, 0)
        self._cells = {
            (part, day): self._cell(day, part) for part in range(len(PARTS)) for day in range(len(DAYS))
        }
        for (part, day), cell in self._cells.items():
            grid.addWidget(cell, part + 1, day + 1)
        grid.setColumnStretch(len(DAYS) + 1, 1)
        self.setFocusProxy(self._cells[0, 0])

    def week(self) -> int:
        return sum(bit(day, part) for (part, day), cell in self._cells.items() if cell.isChecked())

    def show_week(self, week: int) -> None:
        for (part, day), cell in self._cells.items():
            cell.setChecked(bool(week & bit(day, part)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A button would take the arrows for Tab.
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        step = STEPS.get(Qt.Key(event.key()))
        here = next((place for place, cell in self._cells.items() if cell is watched), None)
        if not step or not here:
            return super().eventFilter(watched, event)
        there = self._cells.get((here[0] + step[0], here[1] + step[1]))
        if there:
            there.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _cell(self, day: int, part: int) -> QCheckBox:
        cell = QCheckBox(self)
        cell.setProperty("kind", "cell")
        name = _("{day} {parts}").format(day=_(DAYS[day]), parts=_(PARTS[part]))
        cell.setAccessibleName(name)
        cell.setToolTip(name)
        cell.clicked.connect(self._say_changed)
        cell.installEventFilter(self)
        return cell

    @Slot()
    def _say_changed(self) -> None:
        self.changed.emit()
