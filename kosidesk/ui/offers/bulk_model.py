"""One deed for all offers that were found: looked at before it is done; no widgets."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from kosidesk.domain.change import Changes
from kosidesk.domain.errors import KosiError
from kosidesk.domain.ids import RecordId
from kosidesk.services import bulk, offers
from kosidesk.services.bulk import Deed, Preview
from kosidesk.services.desk import Desk
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.offers.bulk_words import told
from kosidesk.ui.tasks import Lane, Tasks


class Bulk(QObject):
    """The offers stay those that were found when it began, whatever the list shows meanwhile."""

    begun = Signal(int)  # how many offers
    previewed = Signal(object)  # Preview
    not_possible = Signal(object)  # KosiError: what was asked for makes no sense
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._bus = desk, tasks, bus
        self._offers: tuple[RecordId, ...] = ()
        self._wanted: Deed | None = None

    def begin(self, ns: Sequence[int]) -> None:
        work = partial(offers.ids, self._desk, tuple(ns))
        self._tasks.run(self, work, self._begin, self.refused.emit, lane=Lane.READ)

    def consider(self, deed: Deed) -> None:
        """Asks what it would change."""
        self._wanted = deed
        work = partial(bulk.preview, self._desk, self._offers, deed)
        done, failed = partial(self._show, deed), partial(self._say_no, deed)
        self._tasks.run(self, work, done, failed, lane=Lane.READ)

    def do(self) -> None:
        """What was considered last."""
        if self._wanted is not None:
            work = partial(bulk.apply, self._desk, self._offers, self._wanted)
            done = partial(self._tell, self._wanted)
            self._tasks.run(self, work, done, self.refused.emit, lane=Lane.WRITE)

    def _begin(self, found: tuple[RecordId, ...]) -> None:
        self._offers = found
        self.begun.emit(len(found))

    def _show(self, deed: Deed, seen: Preview) -> None:
        if deed == self._wanted:
            self.previewed.emit(seen)

    def _say_no(self, deed: Deed, error: KosiError) -> None:
        if deed == self._wanted:
            self.not_possible.emit(error)

    def _tell(self, deed: Deed, changes: Changes) -> None:
        self._bus.changed.emit(changes)
        count = len(changes.touched.get("offer", ()))
        self.done.emit(Done(told(deed, count), changes.transaction))
