"""Offers the search index learns of later: a first load would otherwise take many times as long.

They wait in a table of their own, those most recently attended to first. Until its turn comes, a new offer is
not found and a changed one is found by what it said before.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection

from kosidesk.domain.ids import RecordId
from kosidesk.storage import indexing, offer_index
from kosidesk.storage.database import Database
from kosidesk.storage.said import among

AT_ONCE = 300
"""So many offers are indexed in the transaction that brings them: some fifty milliseconds."""

_FRESH = "max(coalesce(assured_on, ''), coalesce(edited_on, ''))"
_LATER = "INSERT OR REPLACE INTO unindexed (n, fresh)"
_CHANGED_SINCE = (
    "SELECT 1 FROM change WHERE position > ? AND kind IN ('offer', 'organisation', 'place') LIMIT 1"
)
_POSITION = "SELECT coalesce(max(position), 0) FROM change"


def add(connection: Connection, offers: Collection[tuple[int, str]]) -> None:
    """Row numbers, each with the day its offer was last attended to."""
    if offers:
        connection.exec_driver_sql(f"{_LATER} VALUES (?, ?)", list(offers))


def add_those_of(connection: Connection, column: str, wanted: Iterable[str]) -> list[int]:
    """The offers whose `column` is among these; their row numbers."""
    found: list[int] = []
    for marks, piece in among(wanted):
        rows = connection.exec_driver_sql(
            f'SELECT n, {_FRESH} FROM offer WHERE "{column}" IN ({marks})',  # noqa: S608 - a column of ours
            piece,
        ).all()
        add(connection, [(n, fresh) for n, fresh in rows])
        found += [n for n, _ in rows]
    return found


def drop(connection: Connection, ns: Collection[int]) -> None:
    """These offers are gone."""
    offer_index.remove(connection, ns)
    _done(connection, ns)


def index_now(connection: Connection, database: Database, ns: Collection[int]) -> None:
    ids = _ids(connection, ns)
    entries = indexing.entries_of(connection, database.tables, database.registry, ids.values())
    offer_index.put(connection, ((n, entries[id_]) for n, id_ in ids.items()))
    _done(connection, ns)


def index_pending(database: Database, most: int = 200) -> int:
    """Indexes some of the waiting offers in one short transaction; how many still wait.

    Where a change came in between, none is indexed this time: the texts made from before might be stale.
    """
    with database.reading() as connection:
        seen = connection.exec_driver_sql(_POSITION).scalar_one()
        query = "SELECT n FROM unindexed ORDER BY fresh DESC LIMIT ?"
        ns = connection.exec_driver_sql(query, (most,)).scalars().all()
        ids = _ids(connection, ns)
        entries = indexing.entries_of(connection, database.tables, database.registry, ids.values())
    with database.writing() as connection:
        if connection.exec_driver_sql(_CHANGED_SINCE, (seen,)).first() is None:
            offer_index.put(connection, ((n, entries[id_]) for n, id_ in ids.items()))
            _done(connection, ns)  # also those of offers deleted at this desk since
        return int(connection.exec_driver_sql("SELECT count(*) FROM unindexed").scalar_one())


def _ids(connection: Connection, ns: Collection[int]) -> dict[int, RecordId]:
    numbers = ", ".join(map(str, ns))
    rows = connection.exec_driver_sql(f"SELECT n, id FROM offer WHERE n IN ({numbers})")  # noqa: S608 - numbers
    return {n: RecordId(id_) for n, id_ in rows}


def _done(connection: Connection, ns: Collection[int]) -> None:
    if ns:
        connection.exec_driver_sql("DELETE FROM unindexed WHERE n = ?", [(n,) for n in ns])
