"""A desk with threads and a bus, for tests of models; closed in order."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, SignalInstance

from kosidesk.services.desk import Desk
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.tasks import Tasks
from tests.desks import make_desk


@dataclass(frozen=True)
class Bench:
    """`owner` is the parent of the models under test."""

    desk: Desk
    tasks: Tasks
    bus: ChangeBus
    owner: QObject


@contextmanager
def bench(folder: Path) -> Iterator[Bench]:
    owner = QObject()
    made = Bench(make_desk(folder), Tasks(owner), ChangeBus(owner), owner)
    yield made
    made.tasks.close()
    made.desk.database.close()
    owner.deleteLater()


class Heard(QObject):
    """Keeps what a signal carried."""

    def __init__(self, signal: SignalInstance, parent: QObject) -> None:
        super().__init__(parent)
        self.all: list[object] = []
        signal.connect(self._take)

    @property
    def last(self) -> object:
        return self.all[-1]

    def _take(self, *carried: object) -> None:
        self.all.append(carried[0] if len(carried) == 1 else carried)
