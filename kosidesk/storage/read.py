"""Reads records and the journal."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, func, select, text

from kosidesk.domain.change import Action, Change
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record, Value
from kosidesk.schema import Kind, Type
from kosidesk.storage.database import Database
from kosidesk.storage.rows import decode, load, record_of, settled


def get(database: Database, kind: str, id_: str) -> Record | None:
    return by_ids(database, kind, (id_,)).get(RecordId(id_))


def by_ids(database: Database, kind: str, ids: Iterable[str]) -> dict[RecordId, Record]:
    """The records that exist; asked for in one snapshot."""
    return {record.id: record for record in by(database, kind, "id", ids)}


def by(database: Database, kind: str, column: str, wanted: Iterable[str]) -> tuple[Record, ...]:
    """Every record whose `column` is among `wanted`, in the order they came into this file."""
    with database.reading() as connection:
        found = load(connection, database.tables[kind], database.registry[kind], column, wanted)
        return tuple(record for _, record in sorted(found, key=_row_number))


def all_of(database: Database, kind: str) -> tuple[Record, ...]:
    """Every record of a kind; not for kinds that can be many, except in a worker."""
    table = database.tables[kind]
    with database.reading() as connection:
        rows = connection.execute(select(table).order_by(table.c.n)).mappings()
        return tuple(record_of(row, database.registry[kind]) for row in rows)


def excerpts(database: Database, kind: str, names: Collection[str]) -> Iterator[tuple[RecordId, list[str]]]:
    """Of every record of a kind the id and these of its text fields; quick where there are many."""
    table = database.tables[kind]
    query = select(table.c.id, *(func.coalesce(table.c[name], "") for name in names)).order_by(table.c.n)
    with database.reading() as connection:
        for id_, *said in connection.execute(query):
            yield RecordId(id_), said


def count(database: Database, kind: str) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(database.tables[kind])).scalar_one()


def history(database: Database, record: str) -> tuple[Change, ...]:
    """Every change of one record, the oldest first."""
    return _changes(database, "record = :wanted", record)


def reaches_beyond(database: Database, transaction_id: str, records: Collection[str]) -> bool:
    """Whether a user action changed any other record than these; quick for the largest import too."""
    query = text(
        "SELECT DISTINCT record FROM change WHERE origin = '' AND transaction_id = :wanted LIMIT :most"
    )
    with database.reading() as connection:
        rows = connection.execute(query, {"wanted": transaction_id, "most": len(records) + 1})
        return not set(rows.scalars()).issubset(records)


def transaction(database: Database, transaction_id: str) -> tuple[Change, ...]:
    """Every change of one user action, in the order it was written."""
    return _changes(database, "origin = '' AND transaction_id = :wanted", transaction_id)


def deletions_at(database: Database, at: datetime) -> tuple[Change, ...]:
    """What was deleted at one moment, here or elsewhere."""
    return _changes(database, "action = 'delete' AND at = :wanted", at.isoformat())


def journal(database: Database) -> Iterator[Change]:
    """Every change there is, record by record, the oldest of each first; fetched while it is walked."""
    with database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM change ORDER BY record, position").mappings()
        yield from (_change(row, database.registry[row["kind"]]) for row in rows)


def answered(database: Database, code: int) -> tuple[Change, ...]:
    """What was written here and the server answered so, the oldest first."""
    return _changes(database, "position IN (SELECT position FROM ack WHERE code = :wanted)", code)


def last_transaction(database: Database, author: str, since: str = "") -> str | None:
    """The newest user action of this author, since an instant, that is neither an undo nor undone.

    What came from elsewhere is none of hers to take back here, and an erasure is nobody's.

    The one that made the author, and the desk with her, is none: there would be nobody left to undo it.
    """
    query = text(
        "SELECT transaction_id FROM change AS done WHERE author = :author AND at >= :since AND undoes = '' "
        "AND origin = '' AND action <> 'erase' AND NOT EXISTS "
        "(SELECT 1 FROM change AS undo WHERE undo.undoes <> '' AND undo.undoes = done.transaction_id) "
        "AND NOT EXISTS "
        "(SELECT 1 FROM change AS made WHERE made.record = :author AND made.action = 'create' "
        "AND made.transaction_id = done.transaction_id) "
        "ORDER BY position DESC LIMIT 1"
    )
    with database.reading() as connection:
        return connection.execute(query, {"author": author, "since": since}).scalar_one_or_none()


def _changes(database: Database, where: str, wanted: str | int) -> tuple[Change, ...]:
    query = text(f"SELECT * FROM change WHERE {where} ORDER BY position")  # noqa: S608 - both are ours
    with database.reading() as connection:
        rows = connection.execute(query, {"wanted": wanted}).mappings()
        return tuple(_change(row, database.registry[row["kind"]]) for row in rows)


def _change(row: RowMapping, kind: Kind) -> Change:
    differences = decode(row["differences"])
    return Change(
        position=row["position"],
        operation=row["operation"],
        transaction=row["transaction_id"],
        action=Action(row["action"]),
        kind=row["kind"],
        record=RecordId(row["record"]),
        version=row["version"],
        differences={
            name: (_value(kind, name, old), _value(kind, name, new))
            for name, (old, new) in differences.items()
        },
        author=RecordId(row["author"]),
        at=datetime.fromisoformat(row["at"]),
        undoes=row["undoes"],
        origin=row["origin"],
    )


def _value(kind: Kind, name: str, told: Any) -> Value:
    if name in kind.names() and kind.field(name).type is Type.REAL and told is not None:
        return float(told)
    return settled(told)  # type: ignore[no-any-return]


def _row_number(found: tuple[int, Record]) -> int:
    return found[0]
