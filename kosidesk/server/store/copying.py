"""Carries every table from one database of the server into another, whatever either is."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, MetaData, Table, func, insert, select

from kosidesk.server.store.tables import METADATA

_ROWS = 1000


def copy(source: Connection, target: Connection, more: Sequence[MetaData]) -> None:
    """What stood in the target's tables is gone."""
    known = list(_tables(more))
    for table in reversed(known):
        target.execute(table.delete())
    for table in known:
        found = source.execution_options(yield_per=_ROWS).execute(select(table))
        for rows in found.mappings().partitions(_ROWS):
            target.execute(insert(table), [dict(row) for row in rows])
        _count_on(target, table)


def _tables(more: Sequence[MetaData]) -> Iterator[Table]:
    for metadata in (METADATA, *more):
        yield from metadata.sorted_tables


def _count_on(target: Connection, table: Table) -> None:
    """PostgreSQL gives out numbers by a counter of its own, which has seen none of these."""
    column = table.autoincrement_column
    if column is None or target.dialect.name != "postgresql":
        return
    highest = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
    counter = func.pg_get_serial_sequence(table.name, column.name)
    target.execute(select(func.setval(counter, highest, False)))  # noqa: FBT003 - SQL knows no names here
