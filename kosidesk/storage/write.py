"""The one way a record is created, changed or deleted.

Row, search index and journal are written in one transaction. What takes long (comparing, index text) happens
in `prepare`, before the transaction, so that a large import holds the file only for the writing itself.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from kosidesk.domain.change import HERE, Action, Changes, Edit
from kosidesk.domain.errors import ChangedMeanwhile
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.schema import VERSION
from kosidesk.storage import indexing, offer_index, statements
from kosidesk.storage.database import Database
from kosidesk.storage.offer_index import IndexEntry
from kosidesk.storage.rows import columns_of, json_text, load, row_of
from kosidesk.storage.statements import Cells, Statement


@dataclass(frozen=True)
class Stamp:
    """Who writes, when, and where new ids come from. `undoes` names the transaction an undo takes back."""

    author: RecordId
    at: datetime
    new_id: Callable[[], str]
    undoes: str = ""


@dataclass(frozen=True)
class Prepared:
    """Edits ready to be written, checked against the file as it stood at `position` of the journal."""

    edits: tuple[Edit, ...]
    transaction: str
    position: int
    statements: tuple[Statement, ...]
    entries: dict[RecordId, IndexEntry]
    deleted_offers: tuple[RecordId, ...]


def write(database: Database, edits: Iterable[Edit], stamp: Stamp) -> Changes:
    """Writes all edits or none, as one user action. Raises ChangedMeanwhile, DiskFull."""
    return commit(database, prepare(database, edits, stamp))


def prepare(database: Database, edits: Iterable[Edit], stamp: Stamp) -> Prepared:
    """Everything that can be done before the transaction; only reads. Raises ChangedMeanwhile.

    Edits that change nothing are dropped.
    """
    real = tuple(edit for edit in edits if edit.action is not Action.CHANGE or edit.differences())
    transaction = stamp.new_id()
    with database.reading() as connection:
        now = position(connection)
        _require_unchanged(connection, database, real)
        entries = indexing.entries_after(connection, database.tables, database.registry, real)
    return Prepared(
        edits=real,
        transaction=transaction,
        position=now,
        statements=(*_statements(database, real), _journal(database, real, stamp, transaction)),
        entries=entries,
        deleted_offers=tuple(e.id for e in real if e.kind == "offer" and e.action is Action.DELETE),
    )


def commit(database: Database, prepared: Prepared) -> Changes:
    """Raises ChangedMeanwhile if what was prepared is no longer true; then prepare again."""
    if not prepared.edits:
        return Changes()
    with database.writing() as connection:
        return put(connection, database, prepared)


def put(connection: Connection, database: Database, prepared: Prepared) -> Changes:
    """The same within a transaction that has begun."""
    since = _since(connection, prepared)
    _require_still_true(since, database, prepared)
    entries = _entries(connection, database, prepared, since)
    gone = _row_numbers(connection, database, prepared.deleted_offers)
    offer_index.remove(connection, list(gone.values()))
    for statement in prepared.statements:
        statement.run(connection)
    numbers = _row_numbers(connection, database, entries)
    offer_index.put(connection, ((numbers[id_], entry) for id_, entry in entries.items()))
    return Changes(prepared.transaction, _touched(prepared.edits))


def position(connection: Connection) -> int:
    """How far the journal has come."""
    return int(connection.exec_driver_sql("SELECT coalesce(max(position), 0) FROM change").scalar_one())


def _require_unchanged(connection: Connection, database: Database, edits: Sequence[Edit]) -> None:
    for kind, of_kind in _by_kind(edits).items():
        ids = [edit.id for edit in of_kind]
        if len(set(ids)) != len(ids):
            msg = f"two edits of one {kind} in one transaction"
            raise ValueError(msg)
        found = load(connection, database.tables[kind], database.registry[kind], "id", ids)
        there = {record.id: record for _, record in found}
        for edit in of_kind:
            if there.get(edit.id) != edit.old:
                raise ChangedMeanwhile(kind, edit.id, _last_author(connection, edit.id))


def _since(connection: Connection, prepared: Prepared) -> Sequence[Row[Any]]:
    """What others have written since `prepare`."""
    query = "SELECT kind, record, author FROM change WHERE position > ?"
    return connection.exec_driver_sql(query, (prepared.position,)).all()


def _require_still_true(since: Sequence[Row[Any]], database: Database, prepared: Prepared) -> None:
    """Refuses if something of ours changed, or what may name the deleted."""
    ours = {edit.id for edit in prepared.edits}
    naming = _naming(database, {edit.kind for edit in prepared.edits if edit.new is None})
    for entry in since:
        if entry.record in ours or entry.kind in naming:
            raise ChangedMeanwhile(entry.kind, entry.record, entry.author)


def _entries(
    connection: Connection, database: Database, prepared: Prepared, since: Sequence[Row[Any]]
) -> dict[RecordId, IndexEntry]:
    """Made anew where an organisation or a place they speak of may have changed; a sync brings such often."""
    if prepared.entries and any(entry.kind in indexing.KINDS for entry in since):
        return indexing.entries_after(connection, database.tables, database.registry, prepared.edits)
    return prepared.entries


def _naming(database: Database, kinds: set[str]) -> set[str]:
    """The kinds whose records can name one of these."""
    return {
        kind.name for kind in database.registry.values() if any(f.refers_to in kinds for f in kind.fields)
    }


def _last_author(connection: Connection, record: str) -> str:
    query = "SELECT author FROM change WHERE record = ? ORDER BY position DESC LIMIT 1"
    return connection.exec_driver_sql(query, (record,)).scalar_one_or_none() or NOBODY


def _statements(database: Database, edits: Iterable[Edit]) -> Iterator[Statement]:
    """The rows to write, a statement for each kind and action."""
    rows: dict[tuple[str, Action], list[Cells]] = defaultdict(list)
    for edit in edits:
        cells = row_of(edit.new, database.registry[edit.kind]) if edit.new else ()
        rows[edit.kind, edit.action].append((*cells, *_key(edit)))
    for (kind, action), of_kind in rows.items():
        columns = columns_of(database.registry[kind])
        match action:
            case Action.CREATE:
                yield statements.insert(kind, columns, of_kind)
            case Action.DELETE:
                yield statements.delete(kind, (id_ for (id_,) in of_kind))
            case _:
                yield statements.update(kind, columns, of_kind)


def _key(edit: Edit) -> tuple[str, ...]:
    return () if edit.action is Action.CREATE else (edit.id,)


def _row_numbers(connection: Connection, database: Database, offers: Iterable[str]) -> dict[RecordId, int]:
    table = database.tables["offer"]
    ids, found = list(offers), {}
    for start in range(0, len(ids), 500):
        query = select(table.c.id, table.c.n).where(table.c.id.in_(ids[start : start + 500]))
        found.update({RecordId(id_): n for id_, n in connection.execute(query)})
    return found


def _journal(database: Database, edits: Iterable[Edit], stamp: Stamp, transaction: str) -> Statement:
    at = stamp.at.isoformat()
    return statements.journal(
        [
            (
                stamp.new_id(),
                transaction,
                edit.action.value,
                edit.kind,
                edit.id,
                VERSION,
                json_text(edit.differences()),
                stamp.author,
                at,
                stamp.undoes,
                HERE,
            )
            for edit in edits
            if database.registry[edit.kind].journalled
        ]
    )


def _touched(edits: Iterable[Edit]) -> dict[str, frozenset[RecordId]]:
    return {kind: frozenset(edit.id for edit in of_kind) for kind, of_kind in _by_kind(edits).items()}


def _by_kind(edits: Iterable[Edit]) -> dict[str, list[Edit]]:
    grouped: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        grouped[edit.kind].append(edit)
    return grouped
