"""What is said of a record and on its way to the desk."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kosidesk.domain.change import Changes
from kosidesk.domain.errors import KosiError
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.tasks import Lane, Tasks

_TYPING_MS = 500

Said = Mapping[str, Any]
"""Names of fields and what they are to say."""


class Keeper(QObject):
    """Writes half a second after the first letter, however long somebody goes on typing.

    What was said counts until it has been read back: whoever shows the record shows `pending` on top of it.
    `refused` carries a `KosiError`; what could not be written is tried again along with what is said next.
    """

    refused = Signal(object)

    def __init__(
        self, write: Callable[[RecordId, Said], Changes], tasks: Tasks, bus: ChangeBus, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._write, self._tasks, self._bus = write, tasks, bus
        self._record = NOBODY
        self.pending: Said = {}
        self._unsent: frozenset[str] = frozenset()
        self._written: dict[str, int] = {}
        self._writings = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_MS)
        self._pause.timeout.connect(self.flush)

    def turn_to(self, record: RecordId) -> None:
        """From now on it is this record that is spoken of; what was said of another is sent on its way."""
        if record != self._record:
            self.flush()
            self._record, self.pending, self._unsent, self._written = record, {}, frozenset(), {}

    def say(self, said: Said) -> None:
        self.pending = {**self.pending, **said}
        self._unsent |= said.keys()
        if not self._pause.isActive():
            self._pause.start()

    @Slot()
    def flush(self) -> None:
        """Writes at once."""
        self._pause.stop()
        if self._unsent:
            said = {name: self.pending[name] for name in self._unsent}
            self._unsent = frozenset()
            work = partial(self._write, self._record, said)
            done, failed = (partial(do, self._record, said) for do in (self._settle, self._put_back))
            self._tasks.run(self, work, done, failed, lane=Lane.WRITE)

    def drop(self) -> Said:
        """What no longer can be written, which is given up hereby."""
        self._pause.stop()
        lost = {name: value for name, value in self.pending.items() if name not in self._written}
        self.pending, self._unsent, self._written = {}, frozenset(), {}
        return lost

    def mark(self) -> int:
        """To be taken before the record is read; `read_back` takes it once it was."""
        return self._writings

    def read_back(self, mark: int) -> None:
        """What was written before the mark stands in the record that was read."""
        seen = {name for name, writing in self._written.items() if writing <= mark}
        self.pending = {name: value for name, value in self.pending.items() if name not in seen}
        self._written = {name: writing for name, writing in self._written.items() if name not in seen}

    def _settle(self, record: RecordId, said: Said, changes: Changes) -> None:
        """What was said again since goes on counting."""
        if record == self._record:
            self._writings += 1
            same = [name for name, value in said.items() if self.pending.get(name) == value]
            self._written |= {name: self._writings for name in same if name not in self._unsent}
        if changes:
            self._bus.changed.emit(changes)

    def _put_back(self, record: RecordId, said: Said, error: KosiError) -> None:
        if record == self._record:
            self._unsent |= said.keys() & self.pending.keys()
        self.refused.emit(error)
