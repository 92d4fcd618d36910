"""What searches leave behind once they rest: demand, and words that found nothing."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from kosidesk.domain.change import Changes
from kosidesk.domain.errors import KosiError
from kosidesk.search.query import Query
from kosidesk.services import demand, missed
from kosidesk.services.desk import Desk
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.reading.lines import Found
from kosidesk.ui.tasks import Lane, Tasks
from kosidesk.ui.wardrobe import Wardrobe

REST_MS = 8000
"""Whoever has not typed or chosen for so long is reading what was found."""


class PastSearches(QObject):
    """Nobody waits for this and nobody is told if it fails: a figure is lost, not an offer."""

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, wardrobe: Wardrobe, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._bus, self._wardrobe = desk, tasks, bus, wardrobe
        self._found: Found | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._keep)

    def tidy(self) -> None:
        """When a desk is opened: files the demand that waits, and forgets what nobody looks for any more."""
        for work in (demand.file, missed.forget_old):
            self._tasks.run(self, partial(work, self._desk), self._tell, _lose, lane=Lane.WRITE)

    def stop(self) -> None:
        """Before the desk is closed; what has not rested by then is not kept."""
        self._rest.stop()

    @Slot(object)
    def see(self, found: Found) -> None:
        """A list that is only read anew was looked for before."""
        if found.total and (self._found is None or found.query != self._found.query):
            self._found = found
            self._rest.start()

    @Slot()
    def _keep(self) -> None:
        if self._found is None:
            return
        query, hits = self._found.query, len(self._found.hits)
        work = partial(demand.keep_search, self._desk, query, hits)
        if not hits and query == Query(query.today, query.text) and self._wardrobe.settings.remember_missed:
            work = partial(missed.keep, self._desk, query.text)
        self._tasks.run(self, work, self._tell, _lose, lane=Lane.WRITE)

    def _tell(self, changes: Changes) -> None:
        self._bus.changed.emit(changes)


def _lose(_error: KosiError) -> None:
    """The next search is kept again."""
