"""SQL that writes rows of records; for the write function and for what is received, and nobody else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

from sqlalchemy import Connection

Cells = tuple[Any, ...]

_ENTRY = (
    "operation", "transaction_id", "action", "kind", "record", "version", "differences", "author", "at",
    "undoes", "origin",
)  # fmt: skip


@dataclass(frozen=True)
class Statement:
    """One SQL statement and the cells of each row it is run with."""

    sql: str
    rows: list[Cells]

    def run(self, connection: Connection) -> None:
        if self.rows:
            connection.exec_driver_sql(self.sql, self.rows)


def insert(kind: str, columns: Sequence[str], rows: list[Cells]) -> Statement:
    """Leaves out columns no row has a cell for: binding nothing ten thousand times takes its time, too."""
    used = [cells.count(None) < len(rows) for cells in zip(*rows, strict=True)]
    names = _quoted(compress(columns, used))
    marks = ", ".join("?" * len(names))
    sql = f'INSERT INTO "{kind}" ({", ".join(names)}) VALUES ({marks})'  # noqa: S608 - names of the registry
    return Statement(sql, [tuple(compress(row, used)) for row in rows])


def update(kind: str, columns: Sequence[str], rows: list[Cells]) -> Statement:
    """The last cell of each row is the id of the record."""
    values = " = ?, ".join(_quoted(columns))
    return Statement(f'UPDATE "{kind}" SET {values} = ? WHERE id = ?', rows)  # noqa: S608 - as above


def delete(kind: str, ids: Iterable[str]) -> Statement:
    return Statement(f'DELETE FROM "{kind}" WHERE id = ?', [(id_,) for id_ in ids])  # noqa: S608 - as above


def journal(entries: list[Cells]) -> Statement:
    """Entries of the journal: operation, transaction, action, kind, record, version, differences as JSON,
    author, at, what is undone, origin."""
    marks = ", ".join("?" * len(_ENTRY))
    return Statement(f"INSERT INTO change ({', '.join(_ENTRY)}) VALUES ({marks})", entries)  # noqa: S608 - ours


def _quoted(columns: Iterable[str]) -> list[str]:
    return [f'"{column}"' for column in columns]
