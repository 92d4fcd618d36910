"""What was looked for: a few columns of each time, never whole records."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, select

from kosidesk.storage.rows import decode
from kosidesk.storage.tables import Tables

Line = tuple[tuple[str, ...], tuple[str, ...], int]
"""Fields, districts, and how many offers there were."""


def since(connection: Connection, tables: Tables, day: date) -> Iterator[Line]:
    demand = tables["demand"]
    query = select(demand.c.fields, demand.c.districts, demand.c.hits).where(demand.c.on >= day.isoformat())
    for fields, districts, hits in connection.execute(query):
        yield _words(fields), _words(districts), hits or 0


def _words(cell: str | None) -> tuple[str, ...]:
    return tuple(decode(cell)) if cell else ()
