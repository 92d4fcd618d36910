"""One word to filter by as a control of three states, painted by itself.

A column shows some hundred of them, and their counts change with every key: as labels and buttons in layouts
each key would lay the whole column out anew.
"""

from PySide6.QtCore import QEvent, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from kosidesk.i18n import _, ngettext, number
from kosidesk.ui import theme
from kosidesk.ui.kit.filters import Option, State
from kosidesk.ui.theme import CORNER

_STEPS = frozenset(
    {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}
)
_WANT = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Plus})
_LEAVE_OUT = frozenset({Qt.Key.Key_Minus, Qt.Key.Key_Delete})


class FilterValue(QAbstractButton):
    """Space looks for the word, "-" leaves it out; the same key again takes it back.

    `turned` carries the `State` asked for, `stepped` the arrow key that leaves.
    """

    turned = Signal(object)
    stepped = Signal(object)

    def __init__(self, option: Option, parent: QWidget) -> None:
        super().__init__(parent)
        self.option, self.state = option, State.NEITHER
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._press)
        self.name()

    def show_option(self, option: Option) -> None:
        if option != self.option:
            self.option = option
            self.name()
            self.update()

    def show_state(self, state: State) -> None:
        if state is not self.state:
            self.state = state
            self.name()
            self.update()

    def minus(self) -> QRect:
        """Where a click leaves the word out."""
        return QRect()

    def pressed_means(self) -> State:
        """What a click anywhere else says of it."""
        return State.WANTED

    def counted(self) -> str:
        return "" if self.option.count is None else number(self.option.count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(key)
        elif key in _WANT:
            self.turned.emit(State.WANTED)
        elif key in _LEAVE_OUT:
            self.turned.emit(State.UNWANTED)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.minus().contains(event.position().toPoint()):
            self.setDown(False)
            self.turned.emit(State.UNWANTED)
        else:
            super().mouseReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self.updateGeometry()
            self.update()

    def paint_focus(self, painter: QPainter) -> None:
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.look().colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), CORNER, CORNER)

    def name(self) -> None:
        count, states = (
            self.option.count,
            {State.WANTED: _("eingeschlossen"), State.UNWANTED: _("ausgeschlossen")},
        )
        counted = "" if count is None else _offers(count)
        self.setAccessibleName(", ".join(filter(None, (self.option.label, counted, states.get(self.state)))))

    @Slot()
    def _press(self) -> None:
        self.turned.emit(self.pressed_means())


def _offers(count: int) -> str:
    return ngettext("{count} Angebot", "{count} Angebote", count).format(count=number(count))
