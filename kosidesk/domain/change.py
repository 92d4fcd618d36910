"""What was changed: the entry of the journal, and what a writer tells the screens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record, Value

HERE, ELSEWHERE = "", "server"
"""Origins of a change: what came from elsewhere is never sent, and never taken back from here."""

EXTRA = "extra"
"""The name under which the journal keeps what a newer version wrote; no kind has a field of this name."""


class Action(Enum):
    """What happened to a record."""

    CREATE = "create"
    CHANGE = "change"
    DELETE = "delete"
    ERASE = "erase"  # forgotten for good; the entry names it and tells nothing
    EVICT = "evict"  # no longer this desk's to hold; nothing was deleted


@dataclass(frozen=True)
class Edit:
    """The wish to turn `old` into `new`; None stands for a record that does not, or no longer, exist."""

    old: Record | None
    new: Record | None

    @property
    def kind(self) -> str:
        return self._any().kind

    @property
    def id(self) -> RecordId:
        return self._any().id

    @property
    def action(self) -> Action:
        if self.old is None:
            return Action.CREATE
        return Action.DELETE if self.new is None else Action.CHANGE

    def differences(self) -> dict[str, tuple[Value, Value]]:
        """Field → (old, new) for every field that differs, `EXTRA` among them."""
        old, new = _told(self.old), _told(self.new)
        names = sorted(old.keys() | new.keys())
        return {name: (old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)}

    def _any(self) -> Record:
        record = self.new or self.old
        if record is None:
            msg = "an edit without a record"
            raise ValueError(msg)
        return record


def _told(record: Record | None) -> dict[str, Value]:
    if record is None:
        return {}
    return {**record.values, EXTRA: dict(record.extra)} if record.extra else dict(record.values)


@dataclass(frozen=True)
class Change:
    """One entry of the journal: one record, one action, who and when."""

    position: int
    operation: str
    transaction: str
    action: Action
    kind: str
    record: RecordId
    version: int
    differences: Mapping[str, tuple[Value, Value]]
    author: RecordId
    at: datetime
    undoes: str = ""
    origin: str = HERE


@dataclass(frozen=True)
class Changes:
    """What one transaction touched: kind → ids. Screens decide by it what to show anew."""

    transaction: str = ""
    touched: Mapping[str, frozenset[RecordId]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.touched)

    def touches(self, *kinds: str) -> bool:
        return any(kind in self.touched for kind in kinds)


@dataclass(frozen=True)
class Refusal:
    """A field undo left alone, because someone has changed it since.

    Without a field, the whole record stays, because another has come to name it.
    """

    kind: str
    record: RecordId
    field: str
    since_by: RecordId
    since_at: datetime


@dataclass(frozen=True)
class Undone:
    """What an undo did, and what it left alone and why."""

    changes: Changes
    refused: tuple[Refusal, ...] = ()
