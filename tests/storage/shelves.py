"""The two shelves of the sync, on a file and in memory, behind one way to write at the desk."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol

from kosidesk.domain.change import Edit
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record
from kosidesk.protocol.messages import Action, Key, Operation, Said
from kosidesk.protocol.scopes import scope_of
from kosidesk.schema import VERSION
from kosidesk.storage import erasure, read
from kosidesk.storage.database import Database
from kosidesk.storage.said import differences_of
from kosidesk.storage.shelf import FileReplica
from kosidesk.storage.write import Stamp, write
from kosidesk.sync.shelf import Shelf
from tests.desks import KEY, MARA, NOW, counted_ids
from tests.sim.shelf import MemoryReplica


def uid(number: int) -> str:
    return f"00000000-0000-7000-a000-{number:012d}"


class Writing(Protocol):
    """A desk at which people write; `new` None deletes."""

    def write(self, key: Key, new: Said | None) -> None: ...

    def erase(self, key: Key) -> None: ...

    def transaction(self) -> AbstractContextManager[Shelf]: ...


class FileDesk:
    def __init__(self, folder: Path) -> None:
        self.database = Database.open(folder / "desk.db", KEY)
        self.replica = FileReplica(self.database, lambda: NOW)
        self._stamp = Stamp(MARA.id, NOW, counted_ids())

    def count_from(self, start: int) -> None:
        """Ids of several desks must not meet."""
        self._stamp = Stamp(MARA.id, NOW, counted_ids(start))

    def said(self, key: Key) -> Said | None:
        with self.transaction() as shelf:
            return shelf.rows([key]).get(key)

    def write(self, key: Key, new: Said | None) -> None:
        old = read.get(self.database, *key)
        record = None if new is None else Record(key[0], RecordId(key[1]), settled(new))
        write(self.database, [Edit(old, record)], self._stamp)

    def erase(self, key: Key) -> None:
        erasure.erase(self.database, *key, self._stamp)

    @contextmanager
    def transaction(self) -> Iterator[Shelf]:
        with self.replica.transaction() as shelf:
            yield shelf


class MemoryDesk:
    def __init__(self) -> None:
        self._replica, self._new_id = MemoryReplica(), counted_ids()

    def write(self, key: Key, new: Said | None) -> None:
        old = self._replica.state.rows.get(key)
        action = Action.CREATE if old is None else Action.DELETE if new is None else Action.CHANGE
        self._replica.write(self._operation(key, action, old, new), new)

    def erase(self, key: Key) -> None:
        self._replica.write(self._operation(key, Action.ERASE, None, None), None)

    def transaction(self) -> AbstractContextManager[Shelf]:
        return self._replica.transaction()

    def _operation(self, key: Key, action: str, old: Said | None, new: Said | None) -> Operation:
        transaction, operation = self._new_id(), self._new_id()
        return Operation(
            operation,
            transaction,
            action,
            *key,
            scope_of(key[0], new or old or {}),
            dict(differences_of(old, new)),
            MARA.id,
            NOW.isoformat(),
            VERSION,
        )


def settled(value: Any) -> Any:
    """Lists as tuples, as records hold them."""
    if isinstance(value, dict):
        return {name: settled(one) for name, one in value.items()}
    return tuple(value) if isinstance(value, list) else value
