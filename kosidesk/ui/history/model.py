"""The changes of one record, in words; no widgets."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.domain.change import Action, Change, Changes
from kosidesk.domain.offer import PARTS
from kosidesk.domain.record import Value
from kosidesk.i18n import N_, _, moment
from kosidesk.services import history, words
from kosidesk.services.desk import Desk
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.tasks import Lane, Tasks
from kosidesk.ui.undo import Undo

MOST = 50
"""Older changes stay in the journal and are not shown."""

_LONGEST = 80
_UNDONE = N_("{name} hat eine Änderung zurückgenommen")
_DONE = {
    Action.CREATE: N_("{name} hat den Eintrag angelegt"),
    Action.CHANGE: N_("{name} hat geändert"),
    Action.DELETE: N_("{name} hat den Eintrag gelöscht"),
}
_BROUGHT_IN = {
    Action.CREATE: N_("{name} hat den Eintrag aus einer Datei übernommen"),
    Action.CHANGE: N_("{name} hat eine Änderung aus einer Datei übernommen"),
}
_DONE_TO_PART = {
    ("contact", Action.CREATE): N_("{name} hat einen Kontakt angelegt"),
    ("contact", Action.CHANGE): N_("{name} hat einen Kontakt geändert"),
    ("contact", Action.DELETE): N_("{name} hat einen Kontakt gelöscht"),
    ("place", Action.CREATE): N_("{name} hat einen Ort angelegt"),
    ("place", Action.CHANGE): N_("{name} hat einen Ort geändert"),
    ("place", Action.DELETE): N_("{name} hat einen Ort gelöscht"),
    ("translation", Action.CREATE): N_("{name} hat eine Übersetzung angelegt"),
    ("translation", Action.CHANGE): N_("{name} hat eine Übersetzung geändert"),
    ("translation", Action.DELETE): N_("{name} hat eine Übersetzung gelöscht"),
}


@dataclass(frozen=True)
class Entry:
    """One change as people read it.

    `transaction` is what taking it back names; "" where it is no business of this record alone.
    """

    transaction: str
    when: str
    done: str
    what: tuple[str, ...]


class History(QObject):
    """`told` carries a tuple of `Entry`, the newest first; `done` a `Done`, `refused` a
    `KosiError`."""

    told = Signal(object)
    done = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._undo = Undo(desk, tasks, bus, self)
        self._undo.done.connect(self.done)
        self._undo.refused.connect(self.refused)
        self._record = ""
        bus.changed.connect(self._follow)

    def show(self, record: str) -> None:
        """An empty id stops watching."""
        self._record = record
        if record:
            work = partial(entries, self._desk, record)
            self._tasks.run(self, work, partial(self._tell, record), self.refused.emit, lane=Lane.READ)

    def undo(self, transaction: str) -> None:
        self._undo.take_back(transaction)

    def _tell(self, record: str, told: tuple[Entry, ...]) -> None:
        if record == self._record:
            self.told.emit(told)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if changes.touches(*PARTS) or any(self._record in ids for ids in changes.touched.values()):
            self.show(self._record)


def entries(desk: Desk, record: str) -> tuple[Entry, ...]:
    changes = history.history(desk, record)[:MOST]
    own = {
        transaction
        for transaction in {change.transaction for change, _who in changes if not change.undoes}
        if history.is_within(desk, transaction, record)
    }
    files = history.brought_in(desk, record)
    return tuple(_entry(change, who, own, files) for change, who in changes)


def _entry(change: Change, who: str, own: Collection[str], files: Collection[str]) -> Entry:
    done = _(_UNDONE if change.undoes else _done(change, files))
    return Entry(
        change.transaction if change.transaction in own else "",
        moment(change.at.astimezone()),
        done.format(name=who or _("Jemand")),
        tuple(_differences(change)) if change.action is Action.CHANGE else (),
    )


def _done(change: Change, files: Collection[str]) -> str:
    if change.transaction in files and change.kind not in PARTS and change.action in _BROUGHT_IN:
        return _BROUGHT_IN[change.action]
    return _DONE_TO_PART.get((change.kind, change.action), _DONE[change.action])


def _differences(change: Change) -> Iterable[str]:
    for name, (old, new) in change.differences.items():
        field = words.field_name(name)
        before, after = _told(change.kind, name, old), _told(change.kind, name, new)
        if before and after:
            yield _("{field}: „{before}“ wurde „{after}“").format(field=field, before=before, after=after)
        elif after:
            yield _("{field}: „{after}“ ergänzt").format(field=field, after=after)
        else:
            yield _("{field}: „{before}“ entfernt").format(field=field, before=before)


def _told(kind: str, field: str, value: Value) -> str:
    said = " ".join(words.told(kind, field, value).split())
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]} …"
