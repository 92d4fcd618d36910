"""What this desk knows of its records at the server."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from kosidesk.protocol.messages import Key
from kosidesk.protocol.replica import Confirmed
from kosidesk.storage.rows import decode, json_text
from kosidesk.storage.said import among

_COLUMNS = "kind, id, rev, scope, deleted, erased, image, fork, author, at"
_SELECT = f"SELECT {_COLUMNS} FROM confirmed"  # noqa: S608 - ours


def of(connection: Connection, keys: Collection[Key]) -> dict[Key, Confirmed]:
    found: dict[Key, Confirmed] = {}
    for kind, ids in by_kind(keys).items():
        for marks, piece in among(ids):
            query = f"{_SELECT} WHERE kind = ? AND id IN ({marks})"
            found |= {one.key: one for one in _read(connection, query, kind, *piece)}
    return found


def beyond(connection: Connection, seq: int) -> list[Confirmed]:
    return [*_read(connection, f"{_SELECT} WHERE rev > ? OR fork IS NOT NULL", seq)]


def within(connection: Connection, scopes: Collection[str]) -> list[Confirmed]:
    found: list[Confirmed] = []
    for marks, piece in among(scopes):
        found += _read(connection, f"{_SELECT} WHERE scope IN ({marks})", *piece)
    return found


def unconfirmed(connection: Connection, most: int, after: Key) -> list[Confirmed]:
    # Left to itself, SQLite would walk through all of the table, which has that order already.
    few = f"{_SELECT} INDEXED BY confirmed_fork WHERE fork IS NOT NULL"
    query = f"{few} AND (kind, id) > (?, ?) ORDER BY kind, id LIMIT ?"
    return [*_read(connection, query, *after, most)]


def keep(connection: Connection, known: Sequence[Confirmed]) -> None:
    marks = ", ".join("?" * (_COLUMNS.count(",") + 1))
    # In the order of the table, which then fills from one end to the other.
    rows = [_cells(one) for one in sorted(known, key=_key)]
    if rows:
        connection.exec_driver_sql(f"INSERT OR REPLACE INTO confirmed ({_COLUMNS}) VALUES ({marks})", rows)  # noqa: S608 - ours


def forget(connection: Connection, keys: Collection[Key]) -> None:
    if keys:
        connection.exec_driver_sql("DELETE FROM confirmed WHERE kind = ? AND id = ?", list(keys))


def is_empty(connection: Connection) -> bool:
    return connection.exec_driver_sql("SELECT 1 FROM confirmed LIMIT 1").first() is None


def by_kind(keys: Iterable[Key]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for kind, id_ in keys:
        found[kind].add(id_)
    return found


def _key(one: Confirmed) -> Key:
    return one.key


def _cells(one: Confirmed) -> tuple[Any, ...]:
    image = None if one.image is None else json_text(one.image)
    return (
        one.kind, one.id, one.rev, one.scope, one.deleted, one.erased, image, one.fork, one.author, one.at
    )  # fmt: skip


def _read(connection: Connection, query: str, *values: str | int) -> Iterator[Confirmed]:
    for row in connection.exec_driver_sql(query, values):
        kind, id_, rev, scope, deleted, erased, image, fork, author, at = row
        said = None if image is None else decode(image)
        yield Confirmed(kind, id_, rev, scope, bool(deleted), bool(erased), said, fork, author, at)
