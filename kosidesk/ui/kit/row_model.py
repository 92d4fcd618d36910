"""Lists of any length: ids at hand, rows fetched page by page."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from kosidesk.ui.kit.row import Row
from kosidesk.ui.kit.row_painter import ROW
from kosidesk.ui.tasks import Lane, Tasks

PAGE = 32
_PAGES_KEPT = 16
_IN_SIGHT = 2

K = TypeVar("K")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

_SHOWN: dict[int, Callable[[Row], object]] = {
    ROW: lambda row: row,
    Qt.ItemDataRole.DisplayRole: lambda row: row.title,
    Qt.ItemDataRole.AccessibleTextRole: lambda row: row.spoken(),
}


class RowModel(QAbstractListModel, Generic[K]):
    """A list of ids whose rows are fetched page by page when they come into sight.

    An id is whatever a record is known by: its `RecordId`, or an offer's row number in `Hits`.
    `load` runs on the reading lane and returns one row per id it is given, in that order.
    """

    refused = Signal(object)

    def __init__(self, load: Callable[[tuple[K, ...]], Sequence[Row]], tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._load, self._tasks = load, tasks
        self._ids: Sequence[K] = ()
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._asked: set[int] = set()
        self._edition = 0

    def show(self, ids: Sequence[K], first: Sequence[Row] = ()) -> None:
        """Replaces everything; `first` are the rows of the first page if the finder has them at hand."""
        self.beginResetModel()
        self._edition += 1
        self._ids = ids
        self._pages.clear()
        self._asked.clear()
        if first and len(first) >= min(PAGE, len(ids)):
            self._pages[0] = first[:PAGE]
        self.endResetModel()

    def refresh(self) -> None:
        """Fetches anew what is in sight, on its way or could not be read; ids, selection and place stay."""
        self._edition += 1
        for page in list(self._pages)[:-_IN_SIGHT]:
            del self._pages[page]
        wanted = self._asked | self._pages.keys()
        self._asked.clear()
        for page in wanted:
            self._ask(page)

    def ids(self) -> Sequence[K]:
        return self._ids

    def id_at(self, index: Index) -> K | None:
        return self._ids[index.row()] if index.isValid() else None

    def index_of(self, record: K) -> QModelIndex:
        """Where a record stands; an invalid index if it does not."""
        return self.index(self._ids.index(record)) if record in self._ids else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.UserRole:
            return self._ids[index.row()]
        shows = _SHOWN.get(role)
        row = self._row(index.row()) if shows else None
        return shows(row) if shows and row else None

    def _row(self, number: int) -> Row | None:
        page, place = divmod(number, PAGE)
        if page not in self._pages:
            self._ask(page)
            return None
        self._pages.move_to_end(page)
        return self._pages[page][place]

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        ids = tuple(self._ids[page * PAGE : (page + 1) * PAGE])
        take = partial(self._take, self._edition, page)
        self._tasks.run(self, partial(self._load, ids), take, self.refused.emit, lane=Lane.READ)

    def _take(self, edition: int, page: int, rows: Sequence[Row]) -> None:
        if edition != self._edition:
            return
        self._asked.discard(page)
        self._pages[page] = rows
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        start = page * PAGE
        self.dataChanged.emit(self.index(start), self.index(start + len(rows) - 1))
