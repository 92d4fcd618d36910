"""Records of kinds only newer versions know: kept as they came, until this program becomes one."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection

from kosidesk.protocol.messages import Key, Said
from kosidesk.protocol.replica import Received
from kosidesk.storage.rows import decode, json_text
from kosidesk.storage.said import among


def rows(connection: Connection, kind: str, ids: Collection[str]) -> dict[Key, Said]:
    found: dict[Key, Said] = {}
    for marks, piece in among(ids):
        query = f"SELECT id, body FROM unknown WHERE kind = ? AND id IN ({marks})"  # noqa: S608 - question marks
        there = connection.exec_driver_sql(query, (kind, *piece))
        found |= {(kind, row.id): decode(row.body) for row in there}
    return found


def keep(connection: Connection, received: Iterable[Received]) -> None:
    for one in received:
        if one.values is None:
            drop(connection, one.kind, (one.id,))
        else:
            connection.exec_driver_sql(
                "INSERT OR REPLACE INTO unknown (kind, id, body) VALUES (?, ?, ?)",
                (*one.key, json_text(one.values)),
            )


def drop(connection: Connection, kind: str, ids: Collection[str]) -> None:
    if ids:
        connection.exec_driver_sql(
            "DELETE FROM unknown WHERE kind = ? AND id = ?", [(kind, id_) for id_ in ids]
        )
