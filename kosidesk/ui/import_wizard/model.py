"""The way of one file after the other onto the desk; no widgets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kosidesk.domain.change import Changes
from kosidesk.domain.errors import (
    ChangedMeanwhile,
    ForeignSource,
    KosiError,
    NeedsMapping,
    Shrunken,
    Unreadable,
)
from kosidesk.i18n import _
from kosidesk.services import imports
from kosidesk.services.desk import Desk
from kosidesk.services.imports import Explanation, Glance, Import
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.import_wizard.lines import Result, result
from kosidesk.ui.tasks import Lane, Tasks
from kosidesk.ui.undo import Undo

_LOOK_MS = 100
_CANCELLED = "cancelled"

T = TypeVar("T")


@dataclass
class _Meter:
    """Counted up by the reader in its thread, looked at by the window in its own."""

    entries: int = 0

    def count(self, entries: int) -> None:
        self.entries = entries


class ImportWizard(QObject):
    """What the signals carry stands beside them."""

    begun = Signal(str)  # file name: being read
    advanced = Signal(object)  # int, entries read so far
    unexplained = Signal(str, object)  # file name and Glance: what do the columns mean?
    foreign = Signal(str, str, str)  # file name, source it names, source of this desk
    shrunken = Signal(str, object, object)  # file name, offers now, offers before
    looked = Signal(object, str)  # Import, ready to be taken over, and a remark
    finished = Signal(object)  # tuple[Result, ...], of every file
    failed = Signal(str, object)  # file name, KosiError
    writing = Signal()
    left = Signal()  # nothing is going on any more
    done = Signal(object)  # Done

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._bus = desk, tasks, bus
        self._waiting: list[Path] = []
        self._file = Path()
        self._mapping: Explanation | None = None
        self._accept_shrunken, self._source = False, ""
        self._cancelled, self._meter = Event(), _Meter()
        self._looked: Import | None = None
        self._results: tuple[Result, ...] = ()
        self._undoing: Result | None = None
        self._undo = Undo(desk, tasks, bus, self)
        self._undo.done.connect(self._undone)
        self._undo.refused.connect(self._refuse_undo)
        self._is_busy = False
        self._glance_timer = QTimer(self)
        self._glance_timer.setInterval(_LOOK_MS)
        self._glance_timer.timeout.connect(self._tell_progress)

    def start(self, files: Sequence[Path]) -> bool:
        """One after the other. False while another import is going on."""
        if self._is_busy or not files:
            return False
        self._waiting, self._results = list(files), ()
        self._is_busy = True
        self._next()
        return True

    def explain(self, source: str, columns: Mapping[str, str]) -> None:
        """What the columns mean, from now on for every table with these columns."""
        self._mapping = Explanation(source.strip(), dict(columns))
        self._read()

    @Slot()
    def accept(self) -> None:
        """The file is meant to be that short."""
        self._accept_shrunken = True
        self._read()

    def accept_source(self, source: str) -> None:
        """The file comes from elsewhere, and its offers shall stand beside ours."""
        self._source = source
        self._read()

    @Slot()
    def take_over(self) -> None:
        if self._looked is not None:
            self.writing.emit()
            work = partial(imports.take_over, self._desk, self._looked)
            self._run(work, partial(self._taken, self._looked), self._look_again, Lane.WRITE)

    @Slot()
    def cancel(self) -> None:
        """Ends the reading of a file."""
        self._cancelled.set()

    @Slot()
    def skip(self) -> None:
        """Leaves this file as it is and goes on with the next."""
        self._next()

    def undo(self, done: Result) -> None:
        self.writing.emit()
        self._undoing = done
        self._undo.take_back(done.transaction)

    def source(self) -> str:
        """What files are said to come from that name no source themselves."""
        return self._desk.city.source

    def _next(self) -> None:
        self._looked, self._mapping, self._accept_shrunken, self._source = None, None, False, ""
        if self._waiting:
            self._file = self._waiting.pop(0)
            self._read()
            return
        self._is_busy = False
        self.finished.emit(self._results) if self._results else self.left.emit()

    def _read(self) -> None:
        self._cancelled, self._meter = Event(), _Meter()
        self.begun.emit(self._file.name)
        self._glance_timer.start()
        work = partial(
            imports.look,
            self._desk,
            self._file,
            source=self._source,
            mapping=self._mapping,
            accept_shrunken=self._accept_shrunken,
            cancelled=self._cancelled,
            progress=self._meter.count,
        )
        self._run(work, self._show, self._refuse, Lane.OUTSIDE)

    @Slot()
    def _tell_progress(self) -> None:
        self.advanced.emit(self._meter.entries)

    def _show(self, looked: Import, remark: str = "") -> None:
        self._glance_timer.stop()
        self._looked = looked
        self.looked.emit(looked, remark)

    def _refuse(self, error: KosiError) -> None:
        self._glance_timer.stop()
        match error:
            case NeedsMapping():
                work = partial(imports.glance, self._file)
                self._run(work, self._ask_meaning, self._refuse, Lane.OUTSIDE)
            case ForeignSource():
                _file, found, ours = error.facts
                self.foreign.emit(self._file.name, found, ours)
            case Shrunken():
                _file, now, before = error.facts
                self.shrunken.emit(self._file.name, now, before)
            case Unreadable() if error.facts[1] == _CANCELLED:
                self._next()
            case _:
                self.failed.emit(self._file.name, error)

    def _ask_meaning(self, glance: Glance) -> None:
        self.unexplained.emit(self._file.name, glance)

    def _look_again(self, error: KosiError) -> None:
        """Somebody wrote in between: the preview is laid against the desk as it is now."""
        if not isinstance(error, ChangedMeanwhile) or self._looked is None:
            self.failed.emit(self._file.name, error)
            return
        remark = _("Auf dem Schreibtisch hat sich inzwischen etwas geändert. Die Vorschau ist neu.")
        work = partial(imports.look_again, self._desk, self._looked)
        self._run(work, partial(self._show, remark=remark), self._refuse, Lane.OUTSIDE)

    def _taken(self, looked: Import, changes: Changes) -> None:
        self._results = (*self._results, result(looked.plan, changes.transaction))
        self._bus.changed.emit(changes)
        self._next()

    @Slot(object)
    def _undone(self, done: Done) -> None:
        self._results = tuple(one for one in self._results if one != self._undoing)
        self.done.emit(done)
        self.finished.emit(self._results) if self._results else self.left.emit()

    @Slot(object)
    def _refuse_undo(self, error: KosiError) -> None:
        self.failed.emit(self._undoing.file if self._undoing else "", error)

    def _run(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[KosiError], object],
        lane: Lane,
    ) -> None:
        self._tasks.run(self, work, done, failed, lane=lane)
