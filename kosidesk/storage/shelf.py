"""The shelf of the sync (`sync.shelf`) on the desk's encrypted file."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime

from sqlalchemy import Connection

from kosidesk.domain.change import Changes
from kosidesk.domain.ids import RecordId
from kosidesk.protocol.messages import Ack, Key, Operation, Said
from kosidesk.protocol.replica import Confirmed, Received, Standing
from kosidesk.sqlfile import large_cache
from kosidesk.storage import confirmed, erasure, standings
from kosidesk.storage.database import Database
from kosidesk.storage.outbox import Outbox
from kosidesk.storage.received import Intake


class FileReplica:
    """The file as the sync sees it; for one thread."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock
        self._touched: dict[str, set[str]] = defaultdict(set)

    @contextmanager
    def transaction(self) -> Iterator["FileShelf"]:
        """One writing transaction; readers go on. Raises DiskFull, CannotWrite, FileDamaged."""
        with self._database.writing() as connection:
            shelf = FileShelf(connection, self._database, self._clock().isoformat())
            with large_cache(connection) if shelf.knew_nothing else nullcontext():
                yield shelf
                shelf.finish()
        for kind, ids in shelf.touched.items():
            self._touched[kind] |= ids
        if shelf.has_erased:
            erasure.leave_no_trace(self._database)

    def changes(self) -> Changes:
        """What committed transactions received or erased since this was last asked, for the screens."""
        touched, self._touched = self._touched, defaultdict(set)
        return Changes("", {kind: frozenset(map(RecordId, ids)) for kind, ids in touched.items() if ids})


class FileShelf:
    """One transaction. See `sync.shelf.Shelf` for what each call promises."""

    def __init__(self, connection: Connection, database: Database, now: str) -> None:
        self._connection, self._database, self._now = connection, database, now
        self._outbox = Outbox(connection, database.registry)
        self._intake = Intake(connection, database, now)
        self.knew_nothing = confirmed.is_empty(connection)
        self._came: set[Key] = set()
        self.has_erased = False

    @property
    def touched(self) -> dict[str, set[str]]:
        return self._intake.touched

    def finish(self) -> None:
        self._intake.index()

    def standing(self) -> Standing:
        return standings.read(self._connection)

    def keep(self, standing: Standing) -> None:
        standings.keep(self._connection, standing)

    def unsent(self, most: int) -> list[Operation]:
        return self._outbox.unsent(most)

    def unsettled(self, keys: Collection[Key] | None = None) -> dict[Key, list[Operation]]:
        return self._outbox.unsettled(keys)

    def acknowledge(self, acks: Sequence[Ack]) -> None:
        self._outbox.acknowledge(acks)

    def acknowledged(self) -> list[tuple[Ack, Key]]:
        return self._outbox.acknowledged()

    def settle(self, operations: Collection[str]) -> None:
        self._outbox.settle(operations)

    def settled_beyond(self, seq: int) -> list[tuple[Ack, Key]]:
        return self._outbox.settled_beyond(seq)

    def unacknowledge(self, operations: Collection[str]) -> None:
        self._outbox.unacknowledge(operations)

    def rows(self, keys: Collection[Key]) -> dict[Key, Said]:
        return self._intake.rows(keys)

    def receive(self, received: Sequence[Received]) -> None:
        self._intake.receive(received)

    def confirmed(self, keys: Collection[Key]) -> dict[Key, Confirmed]:
        wanted = self._came.intersection(keys) if self.knew_nothing else keys
        return confirmed.of(self._connection, wanted)

    def confirm(self, known: Sequence[Confirmed]) -> None:
        confirmed.keep(self._connection, known)
        if self.knew_nothing:
            self._came.update(one.key for one in known)

    def forget(self, keys: Collection[Key]) -> None:
        confirmed.forget(self._connection, keys)

    def evict(self, keys: Collection[Key]) -> None:
        self._outbox.complete(keys)
        self._intake.evict(keys)
        confirmed.forget(self._connection, keys)

    def confirmed_beyond(self, seq: int) -> list[Confirmed]:
        return confirmed.beyond(self._connection, seq)

    def confirmed_in(self, scopes: Collection[str]) -> list[Confirmed]:
        return confirmed.within(self._connection, scopes)

    def unconfirmed(self, most: int, after: Key) -> list[Confirmed]:
        return confirmed.unconfirmed(self._connection, most, after)

    def erase(self, ids: Collection[str]) -> None:
        found = erasure.forget(self._connection, self._database, ids, self._now)
        for kind, gone in found.items():
            self.touched[kind] |= gone
        self._outbox.changed()
        self.has_erased = True

    def stage(self, page: bytes) -> None:
        self._connection.exec_driver_sql("INSERT INTO stage (body) VALUES (?)", (page,))

    def staged(self) -> Iterator[bytes]:
        at = 0
        query = "SELECT page, body FROM stage WHERE page > ? ORDER BY page LIMIT 1"
        while (row := self._connection.exec_driver_sql(query, (at,)).first()) is not None:
            at = row.page
            yield row.body

    def unstage(self) -> None:
        self._connection.exec_driver_sql("DELETE FROM stage")
