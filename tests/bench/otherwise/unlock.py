"""All rows as objects of an ORM in a table of Qt, from a plain file without a passphrase."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QApplication, QTableView
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from tests.bench import places
from tests.bench.meter import Meter, Numbers, cold, held_mb, now
from tests.bench.otherwise.offer import Offer

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_COLUMNS = ("number", "title", "organisation", "district", "time_text", "open_places")


class Offers(QAbstractTableModel):
    """Holds every offer."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        super().__init__()
        self._offers = offers

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._offers)

    def columnCount(self, _parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return len(_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return getattr(self._offers[index.row()], _COLUMNS[index.column()])


def measure(folder: Path, size: int, meter: Meter) -> Numbers:
    application = QApplication([])
    view = QTableView()
    view.resize(1366, 768)
    view.setModel(Offers([]))
    view.show()
    application.processEvents()
    empty_mb, before = held_mb(), now()
    engine = create_engine(f"sqlite:///{places.plain(folder, size)}")
    with Session(engine) as session:
        view.setModel(Offers(session.scalars(select(Offer).order_by(Offer.edited_on.desc())).all()))
        QTimer.singleShot(0, application.quit)
        application.exec()
        spent = now() - before
        return {
            **cold(spent),
            "from_start_cpu_ms": meter.since_start().cpu,
            "over_empty_mb": held_mb() - empty_mb,
        }
