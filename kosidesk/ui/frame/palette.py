"""What a search from anywhere has found, below the line it is typed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from kosidesk.i18n import _
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.kit.row import Row
from kosidesk.ui.kit.row_list import RowList
from kosidesk.ui.kit.row_painter import ROW
from kosidesk.ui.theme import LARGE, SMALL, TINY

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Backspace)


@dataclass(frozen=True)
class Entry:
    """One thing found: `kind` and `id` say which, to whoever searched; the frame only shows the row.

    `is_meant` if it was called by its code, so that nothing else can be wanted.
    """

    kind: str
    id: str
    row: Row
    is_meant: bool = False


class Palette(QFrame):
    """Lies over the screen while somebody searches. `chosen` carries an `Entry`.

    `given_up` by Esc; `left` because the keyboard went elsewhere.
    """

    chosen = Signal(object)
    given_up = Signal()
    left = Signal()

    def __init__(self, line: QLineEdit, parent: QWidget) -> None:
        """`line` is where the words are typed; Down leads from there to what was found."""
        super().__init__(parent)
        self.setProperty("place", "keys")
        self._line, self._under = line, parent
        self._entries = _Entries(self)
        self._list = _List(self._entries, _("Treffer"), self)
        self._hint = PlainLabel("", self, role="meta", wrap=True)
        self._hint.setContentsMargins(LARGE, 0, LARGE, SMALL)
        self._layout = column(self._list, self._hint, gap=TINY, margin=TINY)
        self._layout.setStretchFactor(self._list, 1)
        self.setLayout(self._layout)
        self._list.opened.connect(self.chosen)
        self._list.clicked.connect(self._click)
        self._list.typed.connect(self._type)
        self._list.left_upwards.connect(self._go_up)
        for watched in (parent, line, self._list):
            watched.installEventFilter(self)
        self.hide()

    @Slot(object)
    def show_found(self, found: Sequence[Entry]) -> None:
        self._entries.show_all(found)
        self._list.setVisible(bool(found))
        self._hint.setText(_hint() if found else _("Nichts gefunden. Enter sucht in allen Angeboten."))
        if self.isVisible():
            self._place()

    def open(self) -> None:
        self.show()
        self._place()

    def enter(self) -> None:
        """The keyboard goes to the first of what was found, if anything was."""
        if self._entries.rowCount():
            self._list.point_at(self._entries.index(0, 0))
            self._list.enter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.isVisible():
            return False
        match event:
            case QKeyEvent() if event.type() is QEvent.Type.KeyPress:
                return self._take_key(watched, event)
            case QFocusEvent() if event.type() is QEvent.Type.FocusOut:
                self._leave(event)
            case QResizeEvent() if watched is self._under:
                self._place()
        return False

    def _take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() == Qt.Key.Key_Down and watched is self._line:
            self.enter()
        elif event.key() in _TAKE and watched is self._line and (meant := self._entries.meant()):
            self.chosen.emit(meant)
        else:
            return False
        return True

    def _leave(self, event: QFocusEvent) -> None:
        """Another window in front is no reason to stop searching."""
        goes_to = self.window().focusWidget()
        is_here = goes_to is self._line or goes_to is self._list
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason and not is_here:
            self.left.emit()

    def _place(self) -> None:
        """As wide as the line, for the rows are as high as their width makes them; and within the window."""
        below = self._line.mapTo(self._under, QPoint(0, self._line.height() + TINY))
        room = self._under.height() - below.y() - LARGE
        self.setGeometry(below.x(), below.y(), self._line.width(), room)
        self._layout.activate()
        self._list.doItemsLayout()
        self.resize(self.width(), min(self._needed(), room))
        self.raise_()

    def _needed(self) -> int:
        count = self._entries.rowCount()
        rows = count * self._list.visualRect(self._entries.index(0, 0)).height()
        frame = 2 * self._list.frameWidth() + SMALL if count else 0
        return rows + frame + self._hint.heightForWidth(self._hint.width()) + 3 * TINY

    @Slot(str)
    def _type(self, letter: str) -> None:
        self._go_up()
        self._line.insert(letter)

    @Slot()
    def _go_up(self) -> None:
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(Qt.ItemDataRole.UserRole))


class _List(RowList):
    """Up from the first row leads back into the line."""

    left_upwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _BACK and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)


class _Entries(QAbstractListModel):
    """A few rows, all at hand."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: Sequence[Entry] = ()

    def show_all(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self._all = entries
        self.endResetModel()

    def meant(self) -> Entry | None:
        return next((entry for entry in self._all if entry.is_meant), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._all)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._all[index.row()]
        shown = {
            int(Qt.ItemDataRole.UserRole): entry,
            ROW: entry.row,
            int(Qt.ItemDataRole.DisplayRole): entry.row.title,
            int(Qt.ItemDataRole.AccessibleTextRole): entry.row.spoken(),
        }
        return shown.get(role)


def _hint() -> str:
    return _("Pfeil nach unten: zu den Treffern · Enter: alle Angebote mit diesen Worten · Esc: schließen")
