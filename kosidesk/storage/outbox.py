"""The outbox is the journal: what was written here and others may know, as operations, and their answers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection

from kosidesk.protocol.messages import Ack, Key, Operation
from kosidesk.schema import Kind, Scope
from kosidesk.storage.operations import COLUMNS, Entry, Operations
from kosidesk.storage.rows import json_text
from kosidesk.storage.said import among

_IS_UNANSWERED = "NOT EXISTS (SELECT 1 FROM ack WHERE ack.operation = change.operation)"


class Outbox:
    """Within one transaction."""

    def __init__(self, connection: Connection, registry: Mapping[str, Kind]) -> None:
        self._connection, self._registry = connection, registry
        local = sorted(kind.name for kind in registry.values() if kind.scope is Scope.LOCAL)
        names = ", ".join(f"'{name}'" for name in local)
        self._is_ours = f"origin = '' AND kind NOT IN ({names})"
        self._operations = Operations(connection, registry)
        self._open: dict[Key, list[int]] | None = None

    def unsent(self, most: int) -> list[Operation]:
        entries = self._unsent(COLUMNS, most)
        self._note_sent(entries[0].position - 1 if entries else self._end())
        return self._operations.of(entries)

    def unsettled(self, keys: Collection[Key] | None) -> dict[Key, list[Operation]]:
        found: dict[Key, list[Operation]] = defaultdict(list)
        for operation in self._operations.of(self._waiting(keys)):
            found[operation.key].append(operation)
        return dict(found)

    def acknowledge(self, acks: Sequence[Ack]) -> None:
        places = self._places({ack.operation for ack in acks})
        rows = [(a.operation, places[a.operation], a.code, a.seq) for a in acks if a.operation in places]
        if rows:
            self._connection.exec_driver_sql(
                "INSERT INTO ack (operation, position, code, seq) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (operation) DO UPDATE SET code = excluded.code, seq = excluded.seq, settled = 0",
                rows,
            )
            self._open = None

    def acknowledged(self) -> list[tuple[Ack, Key]]:
        return self._answered("ack.settled = 0")

    def settled_beyond(self, seq: int) -> list[tuple[Ack, Key]]:
        return self._answered("ack.seq > ?", seq)

    def settle(self, operations: Collection[str]) -> None:
        self._each("UPDATE ack SET settled = 1 WHERE operation = ?", operations)

    def unacknowledge(self, operations: Collection[str]) -> None:
        for marks, piece in among(operations):
            first = self._connection.exec_driver_sql(
                f"SELECT min(position) FROM ack WHERE operation IN ({marks})",  # noqa: S608 - question marks
                piece,
            ).scalar_one()
            if first is not None:
                self._connection.exec_driver_sql(
                    "UPDATE standing SET sent_upto = min(sent_upto, ?)", (first - 1,)
                )
        self._each("DELETE FROM ack WHERE operation = ?", operations)

    def complete(self, keys: Collection[Key]) -> None:
        """Writes into what waits what it leaves unsaid; once the records are gone, nobody can be asked."""
        entries = self._waiting(keys)
        told = [json_text(operation.differences) for operation in self._operations.of(entries)]
        if entries:
            self._connection.exec_driver_sql(
                "UPDATE change SET differences = ? WHERE position = ?",
                [(said, entry.position) for said, entry in zip(told, entries, strict=True)],
            )

    def changed(self) -> None:
        """The journal was written to by others of this transaction."""
        self._open = None

    def _each(self, sql: str, operations: Collection[str]) -> None:
        if operations:
            self._connection.exec_driver_sql(sql, [(operation,) for operation in operations])
            self._open = None

    def _unsent(self, columns: str, most: int = -1) -> Sequence[Entry]:
        return self._connection.exec_driver_sql(
            f"SELECT {columns} FROM change WHERE position > (SELECT sent_upto FROM standing) "  # noqa: S608 - ours
            f"AND {self._is_ours} AND {_IS_UNANSWERED} ORDER BY position LIMIT ?",
            (most,),
        ).all()

    def _note_sent(self, upto: int) -> None:
        """So that a desk of many years does not walk through all of its journal at each sync."""
        self._connection.exec_driver_sql(
            "UPDATE standing SET sent_upto = ? WHERE sent_upto < ?", (upto, upto)
        )

    def _end(self) -> int:
        last = self._connection.exec_driver_sql("SELECT coalesce(max(position), 0) FROM change")
        return int(last.scalar_one())

    def _positions(self) -> dict[Key, list[int]]:
        """Where in the journal the unsettled operations of each record stand."""
        answered = self._connection.exec_driver_sql(
            "SELECT kind, record, change.position FROM ack JOIN change ON change.position = ack.position "
            "WHERE ack.settled = 0"
        )
        found: dict[Key, list[int]] = defaultdict(list)
        for kind, record, position in (*answered, *self._unsent("kind, record, position")):
            found[kind, record].append(position)
        return found

    def _waiting(self, keys: Collection[Key] | None) -> list[Entry]:
        if self._open is None:
            self._open = self._positions()
        wanted = self._open if keys is None else self._open.keys() & set(keys)
        return list(self._entries(sorted(at for key in wanted for at in self._open[key])))

    def _entries(self, positions: Sequence[int]) -> Iterable[Entry]:
        for start in range(0, len(positions), 500):
            piece = tuple(positions[start : start + 500])
            marks = ", ".join("?" * len(piece))
            yield from self._connection.exec_driver_sql(
                f"SELECT {COLUMNS} FROM change WHERE position IN ({marks}) ORDER BY position",  # noqa: S608 - same
                piece,
            )

    def _places(self, operations: set[str]) -> dict[str, int]:
        """Where in the journal these stand: known from an earlier answer, or among those not yet sent."""
        found: dict[str, int] = {}
        for marks, piece in among(operations):
            known = f"SELECT operation, position FROM ack WHERE operation IN ({marks})"  # noqa: S608 - same
            found |= {row.operation: row.position for row in self._connection.exec_driver_sql(known, piece)}
        wanted = operations - found.keys()
        unsent = self._connection.exec_driver_sql(
            "SELECT operation, position FROM change WHERE position > (SELECT sent_upto FROM standing) "  # noqa: S608 - ours
            f"AND {self._is_ours} ORDER BY position"
        )
        while wanted and (row := unsent.fetchone()) is not None:
            if row.operation in wanted:
                found[row.operation] = row.position
                wanted.discard(row.operation)
        unsent.close()
        return found

    def _answered(self, where: str, *values: int) -> list[tuple[Ack, Key]]:
        rows = self._connection.exec_driver_sql(
            "SELECT ack.operation, code, seq, kind, record FROM ack "  # noqa: S608 - ours
            f"JOIN change ON change.position = ack.position WHERE {where} ORDER BY ack.position",
            values,
        )
        return [(Ack(operation, code, seq), (kind, record)) for operation, code, seq, kind, record in rows]
