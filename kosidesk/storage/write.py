"""The one way a record is created, changed or deleted.

Row, search index and journal are written in one transaction. What takes long (comparing, index text) happens
in `prepare`, before the transaction, so that a large import holds the file only for the writing itself.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, text

from kosidesk.domain.change import Action, Changes, Edit
from kosidesk.domain.errors import ChangedMeanwhile
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.schema import VERSION
from kosidesk.storage import indexing, offer_index
from kosidesk.storage.database import Database
from kosidesk.storage.offer_index import IndexEntry
from kosidesk.storage.rows import json_text, load, row_of


@dataclass(frozen=True)
class Stamp:
    """Who writes, when, and where new ids come from. `undoes` names the transaction an undo takes back."""

    author: RecordId
    at: datetime
    new_id: Callable[[], str]
    undoes: str = ""


@dataclass(frozen=True)
class Prepared:
    """Edits that were checked against the file as it stood at `position` of the journal."""

    edits: tuple[Edit, ...]
    position: int
    rows: tuple[dict[str, Any], ...]
    differences: tuple[str, ...]
    entries: dict[RecordId, IndexEntry]


def write(database: Database, edits: Iterable[Edit], stamp: Stamp) -> Changes:
    """Writes all edits or none, as one user action. Raises ChangedMeanwhile, DiskFull."""
    return commit(database, prepare(database, edits), stamp)


def prepare(database: Database, edits: Iterable[Edit]) -> Prepared:
    """Everything that can be done before the transaction; only reads. Raises ChangedMeanwhile.

    Edits that change nothing are dropped.
    """
    real = tuple(edit for edit in edits if edit.action is not Action.CHANGE or edit.differences())
    with database.reading() as connection:
        position = _position(connection)
        _require_unchanged(connection, database, real)
        entries = indexing.entries_after(connection, database.tables, database.registry, real)
    return Prepared(
        edits=real,
        position=position,
        rows=tuple(row_of(edit.new, database.registry[edit.kind]) if edit.new else {} for edit in real),
        differences=tuple(json_text(edit.differences()) for edit in real),
        entries=entries,
    )


def commit(database: Database, prepared: Prepared, stamp: Stamp) -> Changes:
    """Raises ChangedMeanwhile if what was prepared is no longer true; then prepare again."""
    if not prepared.edits:
        return Changes()
    transaction = stamp.new_id()
    with database.writing() as connection:
        _require_still_true(connection, prepared)
        _write_rows(connection, database, prepared)
        _write_index(connection, database, prepared)
        _write_journal(connection, database, prepared, stamp, transaction)
    return Changes(transaction, _touched(prepared.edits))


def _position(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT coalesce(max(position), 0) FROM change").scalar_one())


def _require_unchanged(connection: Connection, database: Database, edits: Sequence[Edit]) -> None:
    for kind, of_kind in _by_kind(edits).items():
        ids = [edit.id for edit in of_kind]
        if len(set(ids)) != len(ids):
            msg = f"two edits of one {kind} in one transaction"
            raise ValueError(msg)
        table = database.tables[kind]
        there = {
            record.id: record for _, record in load(connection, table, database.registry[kind], "id", ids)
        }
        for edit in of_kind:
            if there.get(edit.id) != edit.old:
                raise ChangedMeanwhile(kind, edit.id, _last_author(connection, edit.id))


def _require_still_true(connection: Connection, prepared: Prepared) -> None:
    """Refuses if a record of ours, or one the index was computed from, changed since `prepare`."""
    since = connection.exec_driver_sql(
        "SELECT kind, record, author FROM change WHERE position > ?", (prepared.position,)
    ).all()
    ours = {edit.id for edit in prepared.edits}
    for kind, record, author in since:
        if record in ours or (prepared.entries and kind in indexing.KINDS):
            raise ChangedMeanwhile(kind, record, author)


def _last_author(connection: Connection, record: str) -> str:
    query = "SELECT author FROM change WHERE record = ? ORDER BY position DESC LIMIT 1"
    return connection.exec_driver_sql(query, (record,)).scalar_one_or_none() or NOBODY


def _write_rows(connection: Connection, database: Database, prepared: Prepared) -> None:
    work: dict[tuple[str, Action], list[dict[str, Any]]] = defaultdict(list)
    for edit, row in zip(prepared.edits, prepared.rows, strict=True):
        work[edit.kind, edit.action].append(row or {"id": edit.id})
    for (kind, action), rows in work.items():
        table = database.tables[kind]
        match action:
            case Action.CREATE:
                connection.execute(table.insert(), rows)
            case Action.CHANGE:
                columns = ", ".join(f'"{column}" = :{column}' for column in rows[0] if column != "id")
                connection.execute(text(f'UPDATE "{kind}" SET {columns} WHERE id = :id'), rows)  # noqa: S608 - names from the registry
            case Action.DELETE:
                if kind == "offer":
                    _forget(connection, database, [row["id"] for row in rows])
                connection.execute(text(f'DELETE FROM "{kind}" WHERE id = :id'), rows)  # noqa: S608 - same


def _forget(connection: Connection, database: Database, offers: list[str]) -> None:
    offer_index.remove(connection, list(_row_numbers(connection, database, offers).values()))


def _write_index(connection: Connection, database: Database, prepared: Prepared) -> None:
    numbers = _row_numbers(connection, database, prepared.entries)
    offer_index.put(connection, ((numbers[id_], entry) for id_, entry in prepared.entries.items()))


def _row_numbers(connection: Connection, database: Database, offers: Iterable[str]) -> dict[RecordId, int]:
    table = database.tables["offer"]
    ids, found = list(offers), {}
    for start in range(0, len(ids), 500):
        query = select(table.c.id, table.c.n).where(table.c.id.in_(ids[start : start + 500]))
        found.update({RecordId(id_): n for id_, n in connection.execute(query)})
    return found


def _write_journal(
    connection: Connection, database: Database, prepared: Prepared, stamp: Stamp, transaction: str
) -> None:
    at = stamp.at.isoformat()
    rows = [
        (
            stamp.new_id(),
            transaction,
            edit.action.value,
            edit.kind,
            edit.id,
            VERSION,
            differences,
            stamp.author,
            at,
            stamp.undoes,
        )
        for edit, differences in zip(prepared.edits, prepared.differences, strict=True)
        if database.registry[edit.kind].journalled
    ]
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO change (operation, transaction_id, action, kind, record, version, differences, "
            "author, at, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )


def _touched(edits: Iterable[Edit]) -> dict[str, frozenset[RecordId]]:
    return {kind: frozenset(edit.id for edit in of_kind) for kind, of_kind in _by_kind(edits).items()}


def _by_kind(edits: Iterable[Edit]) -> dict[str, list[Edit]]:
    grouped: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        grouped[edit.kind].append(edit)
    return grouped
