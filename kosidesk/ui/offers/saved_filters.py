"""Filters kept under a name, to be applied again; no widgets."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.domain.change import Changes
from kosidesk.i18n import _
from kosidesk.search.query import Query
from kosidesk.services import filter_sets
from kosidesk.services.desk import Desk
from kosidesk.services.filter_sets import FilterSet
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.tasks import Lane, Tasks


class SavedFilters(QObject):
    listed = Signal(object)  # tuple[FilterSet, ...]
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._bus = desk, tasks, bus
        bus.changed.connect(self._follow)

    @Slot()
    def begin(self) -> None:
        work = partial(filter_sets.saved, self._desk)
        self._tasks.run(self, work, self._list, self.refused.emit, lane=Lane.READ)

    def save(self, name: str, query: Query) -> None:
        """Under a name that is taken, in place of what was there."""
        told = _("Filter gespeichert: {name}").format(name=name)
        self._write(partial(filter_sets.save, self._desk, name, query), told)

    def rename(self, kept: FilterSet, name: str) -> None:
        told = _("Filter heißt jetzt: {name}").format(name=name)
        self._write(partial(filter_sets.rename, self._desk, kept.id, name), told)

    def drop(self, kept: FilterSet) -> None:
        told = _("Filter gelöscht: {name}").format(name=kept.name)
        self._write(partial(filter_sets.drop, self._desk, kept.id), told)

    def _list(self, sets: tuple[FilterSet, ...]) -> None:
        self.listed.emit(sets)

    def _write(self, work: Callable[[], Changes], told: str) -> None:
        self._tasks.run(self, work, partial(self._tell, told), self.refused.emit, lane=Lane.WRITE)

    def _tell(self, told: str, changes: Changes) -> None:
        self._bus.changed.emit(changes)
        self.done.emit(Done(told, changes.transaction))

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if changes.touches("filter_set"):
            self.begin()
