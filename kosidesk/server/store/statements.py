"""SQL that is put together from the names of tables; values are always parameters.

`?` stands for a value, `{among}` and `{among_numbers}` for "is one of these", `{first}` for "no more than
are wanted" (`databases`).
"""
# ruff: noqa: S608 - what is put together are names of our own, never values

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Table

LINEAGE = "SELECT name, parent_end FROM epoch ORDER BY number"
TAGS = "SELECT seq, tag FROM history WHERE seq {among_numbers}"
ACKS = "SELECT operation, code, seq FROM applied WHERE operation {among}"
ERASED = "SELECT id FROM erased WHERE id {among}"
RECORDS = "SELECT kind, id, rev, scope, author, at, body FROM record WHERE id {among}"
TOMBS = "SELECT kind, id, rev, scope, erased, author, at FROM tomb WHERE id {among}"
PARTS = "SELECT kind, id FROM part WHERE whole {among}"

ROW, DELETION, ERASURE, EVICT = range(4)
"""What an entry of the feed is: its first column."""

_ROWS = (f"{ROW}, kind, id, rev, scope, author, at, body", "record WHERE scope = ? AND rev > ?")
_DELETIONS = (
    f"{DELETION}, kind, id, rev, scope, author, at, ''",
    "tomb WHERE NOT erased AND scope = ? AND rev > ?",
)
_EVICTS = (f"{EVICT}, kind, id, rev, scope, '', '', ''", "evict WHERE scope = ? AND rev > ?")
_ERASURES = (f"{ERASURE}, kind, id, rev, scope, author, at, ''", "tomb WHERE erased AND rev > ?")


class Feed:
    """What lies beyond the cursors: in each scope what changed, of those read whole what there is.

    Erasures of every scope. Statements come with their values behind them.
    """

    def __init__(self, cursors: Mapping[str, int], whole: Collection[str]) -> None:
        self._sources: list[tuple[tuple[str, str], tuple[Any, ...]]] = [
            (source, (scope, cursor))
            for scope, cursor in cursors.items()
            for source in ((_ROWS,) if scope in whole else (_ROWS, _DELETIONS, _EVICTS))
        ]
        self._sources.append((_ERASURES, (min(cursors.values()),)))

    def page(self, most: int) -> tuple[Any, ...]:
        """All entries of the first revs there are so many of; where they end, the indexes alone tell."""
        revs = (
            f"SELECT rev FROM (SELECT rev FROM {place} {{first}}) AS each" for (_, place), _ in self._sources
        )
        entries = (
            f"SELECT {columns} FROM {place} AND rev <= (SELECT last FROM page)"
            for (columns, place), _ in self._sources
        )
        values = [value for _, beyond in self._sources for value in beyond]
        return (_page(" UNION ALL ".join(revs), " UNION ALL ".join(entries)), most, *values, *values)


def _page(revs: str, entries: str) -> str:
    return f"""WITH wanted(most) AS (SELECT CAST(? AS BIGINT)),
        page(last) AS MATERIALIZED (
            SELECT max(rev) FROM ({revs} ORDER BY rev LIMIT (SELECT most FROM wanted)) AS revs
        )
        {entries}"""


@cache
def upsert(table: Table) -> str:
    """A row a time."""
    marks = ", ".join("?" for _ in table.columns)
    return f"INSERT INTO {table.name} ({_names(table.columns)}) VALUES ({marks}) {_on_conflict(table)}"


@cache
def remove(table: Table, columns: tuple[str, ...]) -> str:
    """A row a time."""
    return f"DELETE FROM {table.name} WHERE " + " AND ".join(f"{column} = ?" for column in columns)


@cache
def upsert_all(table: Table) -> str:
    """All rows at once, as a JSON array of objects; for PostgreSQL."""
    names = _names(table.columns)
    source = f"SELECT {names} FROM {_recordset(table, _each(table))}"
    return f"INSERT INTO {table.name} ({names}) {source} {_on_conflict(table)}"


@cache
def remove_all(table: Table, columns: tuple[str, ...]) -> str:
    """The same."""
    gone = _recordset(table, columns)
    return f"DELETE FROM {table.name} USING {gone} WHERE " + " AND ".join(
        f"{table.name}.{column} = given.{column}" for column in columns
    )


def at_once(texts: Collection[str]) -> str:
    """What changes different rows, in one statement."""
    named = ", ".join(f"deed_{number} AS ({text})" for number, text in enumerate(texts))
    return f"WITH {named} SELECT 1"


def _recordset(table: Table, columns: tuple[str, ...]) -> str:
    typed = ", ".join(f"{column} {table.columns[column].type}" for column in columns)
    return f"json_to_recordset(?::json) AS given({typed})"


def _on_conflict(table: Table) -> str:
    others = [f"{one.name} = excluded.{one.name}" for one in table.columns if not one.primary_key]
    deed = f"UPDATE SET {', '.join(others)}" if others else "NOTHING"
    return f"ON CONFLICT ({_names(table.primary_key)}) DO {deed}"


def _each(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)


def _names(columns: Iterable[Any]) -> str:
    return ", ".join(column.name for column in columns)
