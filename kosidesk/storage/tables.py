"""The tables of the records, derived from the field registry.

Each kind has a table of its name: `n` (this file's own row number, which the search index uses), `id`, one
column a field, and `extra` for what a newer version wrote. A kind or field that is new in the registry is
added when the file is opened; nothing is ever removed.
"""

from collections.abc import Mapping

from sqlalchemy import Column, Connection, Float, Index, Integer, MetaData, Table, Text, inspect, text

from kosidesk.schema import REGISTRY, Kind, Type

Tables = Mapping[str, Table]

_COLUMN = {Type.INTEGER: Integer, Type.REAL: Float, Type.BOOLEAN: Integer}
_LOOKED_UP = frozenset({"number", "of_record", "code", "state"})


def tables_of(registry: Mapping[str, Kind]) -> Tables:
    """A table for each kind, not yet made in any file."""
    metadata = MetaData()
    return {kind.name: _table(kind, metadata) for kind in registry.values()}


def _table(kind: Kind, metadata: MetaData) -> Table:
    table = Table(
        kind.name,
        metadata,
        Column("n", Integer, primary_key=True),
        Column("id", Text, nullable=False, unique=True),
        *(Column(field.name, _COLUMN.get(field.type, Text)()) for field in kind.fields),
        Column("extra", Text),
    )
    for field in kind.fields:
        if field.refers_to or field.name in _LOOKED_UP:
            Index(f"{kind.name}_{field.name}", table.c[field.name])
    return table


def shape(tables: Tables) -> str:
    """The names of all tables and columns; a file that has seen the same shape needs nothing added."""
    return " ".join(f"{table.name}({','.join(table.columns.keys())})" for table in tables.values())


def add_missing(connection: Connection, tables: Tables) -> None:
    """Makes room for every kind and field of the registry; existing rows keep their values."""
    inspector = inspect(connection)
    for table in tables.values():
        if not inspector.has_table(table.name):
            table.create(connection)
            continue
        there = {column["name"] for column in inspector.get_columns(table.name)}
        for column in table.columns:
            if column.name not in there:
                kind = column.type.compile(connection.dialect)
                connection.execute(text(f'ALTER TABLE "{table.name}" ADD COLUMN "{column.name}" {kind}'))
        for index in table.indexes:
            index.create(connection, checkfirst=True)


TABLES = tables_of(REGISTRY)
