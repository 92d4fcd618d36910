"""The offers found by what is meant, below those found by their words."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QConcatenateTablesProxyModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from kosidesk.ui.kit.row import Heading, Row
from kosidesk.ui.kit.row_model import RowModel
from kosidesk.ui.kit.row_painter import ROW

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class SecondList(QAbstractListModel):
    """A heading that cannot be chosen, and some rows; nothing at all while there is no heading."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: tuple[Heading | Row, ...] = ()
        self._ns: tuple[int | None, ...] = ()

    def show(self, heading: Heading, ns: Sequence[int], rows: Sequence[Row]) -> None:
        """Comes and goes as rows of the list it stands in, whose selection stays where it is."""
        self.clear()
        self.beginInsertRows(QModelIndex(), 0, len(rows))
        self._lines, self._ns = (heading, *rows), (None, *ns)
        self.endInsertRows()

    def clear(self) -> None:
        if self._lines:
            self.beginRemoveRows(QModelIndex(), 0, len(self._lines) - 1)
            self._lines, self._ns = (), ()
            self.endRemoveRows()

    def ns(self) -> tuple[int, ...]:
        return tuple(n for n in self._ns if n is not None)

    def index_of(self, n: int) -> QModelIndex:
        return self.index(self._ns.index(n)) if n in self._ns else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_heading = index.isValid() and self._ns[index.row()] is None
        return Qt.ItemFlag.NoItemFlags if is_heading else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return self._ns[index.row()]
            case Qt.ItemDataRole.DisplayRole:
                return line.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken()
        return line if role == ROW else None


class BothLists(QConcatenateTablesProxyModel):
    """One below the other for a view."""

    def __init__(self, first: RowModel[int], second: SecondList, parent: QObject) -> None:
        super().__init__(parent)
        self._first, self._second = first, second
        for model in (first, second):
            self.addSourceModel(model)

    def index_of(self, n: int) -> QModelIndex:
        """Where an offer stands; an invalid index if it does not."""
        here = self._first.index_of(n)
        return self.mapFromSource(here if here.isValid() else self._second.index_of(n))
