"""What waited for a newer version of this program finds its place when that version opens the file.

Fields move from `extra` to columns of their own, records of new kinds to tables of their own.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from kosidesk.domain.change import ELSEWHERE, Action
from kosidesk.protocol.messages import Said
from kosidesk.schema import VERSION, Kind
from kosidesk.storage import statements
from kosidesk.storage.rows import columns_of, decode
from kosidesk.storage.said import cells_of, load_said


def promote(connection: Connection, registry: Mapping[str, Kind]) -> None:
    for kind in registry.values():
        _promote_fields(connection, kind)
        _promote_records(connection, kind)


def _promote_fields(connection: Connection, kind: Kind) -> None:
    waiting = connection.exec_driver_sql(f'SELECT id FROM "{kind.name}" WHERE extra IS NOT NULL')  # noqa: S608 - from the registry
    found = [(id_, said) for _, id_, said in load_said(connection, kind, waiting.scalars())]
    rows = [(*cells, cells[0]) for cells in cells_of(kind, found)]
    statements.update(kind.name, columns_of(kind), rows).run(connection)


def _promote_records(connection: Connection, kind: Kind) -> None:
    found = list(_unknown(connection, kind))
    if found:
        rows = cells_of(kind, [(id_, said) for id_, said, _, _ in found])
        entries: list[statements.Cells] = [
            ("", "", Action.CREATE.value, kind.name, id_, VERSION, "{}", author, at, "", ELSEWHERE)
            for id_, _, author, at in found
        ]
        statements.insert(kind.name, columns_of(kind), rows).run(connection)
        statements.journal(entries).run(connection)
        connection.exec_driver_sql("DELETE FROM unknown WHERE kind = ?", (kind.name,))


def _unknown(connection: Connection, kind: Kind) -> Iterator[tuple[str, Said, str, str]]:
    rows = connection.exec_driver_sql(
        "SELECT id, body, author, at FROM unknown JOIN confirmed USING (kind, id) WHERE kind = ?",
        (kind.name,),
    ).all()
    for id_, body, author, at in rows:
        yield id_, decode(body), author, at
