"""The list itself: what keys and clicks on a row mean."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from kosidesk.ui.kit.row_painter import RowPainter
from kosidesk.ui.kit.row_title import most_lines

Index = QModelIndex | QPersistentModelIndex
_BATCH = 10_000
_NO_MODIFIERS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class RowList(QListView):
    """Shows rows. A letter begins a search, Enter opens, Space picks.

    `pointed`, `opened` and `picked` carry the record's id; `typed` the letter.
    """

    pointed = Signal(object)
    opened = Signal(object)
    picked = Signal(object)
    typed = Signal(str)

    def __init__(self, model: QAbstractItemModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title_lines = 0
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        # Qt lays every row out by itself: 100,000 at once would hold the window for 140 ms.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self._painter = RowPainter(self)
        self.setItemDelegate(self._painter)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(model)
        self.doubleClicked.connect(self._open)

    def current(self) -> object:
        """The id of the row the keys act on; None if there is none."""
        return _id(self.currentIndex())

    def point_at(self, index: QModelIndex) -> None:
        """Selects and shows a row; an invalid index takes the selection away."""
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)

    def enter(self) -> None:
        """Takes the focus; the first row that can be chosen is current if none is."""
        # Qt makes a row current by itself, and does not select it.
        self.setCurrentIndex(self._first() if self.current() is None else self.currentIndex())
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def make_room(self, *, for_passages: bool) -> None:
        if for_passages is not self._painter.has_passages:
            self._painter.has_passages = for_passages
            self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        lines = most_lines(self.viewport().width())
        if lines != self._title_lines:
            self._title_lines = lines
            self.scheduleDelayedItemsLayout()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.pointed.emit(_id(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here, typed = self.current(), event.text()
        plain = event.modifiers() in _NO_MODIFIERS
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if here is not None:
                self.opened.emit(here)
            case Qt.Key.Key_Space if here is not None and plain:
                self.picked.emit(here)
            case _ if plain and typed.isprintable() and typed.strip():
                self.typed.emit(typed)
            case _:
                super().keyPressEvent(event)

    def _first(self) -> QModelIndex:
        """Below a heading, if the list begins with one."""
        indices = (self.model().index(row, 0) for row in range(self.model().rowCount()))
        can_be_chosen = Qt.ItemFlag.ItemIsEnabled
        return next((index for index in indices if index.flags() & can_be_chosen), QModelIndex())

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(_id(index))


def _id(index: Index) -> object:
    return index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
