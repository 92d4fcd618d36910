"""The names of all organisations, to choose one by typing; a few columns, never whole records."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from kosidesk.domain.ids import RecordId
from kosidesk.storage.tables import Tables


def names(connection: Connection, tables: Tables) -> Iterator[tuple[RecordId, str, str]]:
    """Id, name and town of each."""
    table = tables["organisation"]
    for row in connection.execute(select(table.c.id, table.c.name, table.c.town)):
        yield RecordId(row.id), row.name or "", row.town or ""
