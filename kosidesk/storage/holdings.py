"""What this desk holds of the server's records, for comparing both; reads a snapshot and stops nobody."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from kosidesk.protocol.messages import Said
from kosidesk.storage.database import Database
from kosidesk.storage.said import load_said

Revs = Mapping[str, Sequence[tuple[str, int]]]
"""Kind → ids and revs."""


def held(database: Database) -> Revs:
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    with database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT kind, id, rev FROM confirmed WHERE deleted = 0")
        for kind, id_, rev in rows:
            found[kind].append((id_, rev))
    return found


def contents(database: Database, kind: str, ids: Collection[str]) -> dict[str, Said]:
    """Empty for a kind this version does not know."""
    known = database.registry.get(kind)
    if known is None:
        return {}
    with database.reading() as connection:
        return {id_: said for _n, id_, said in load_said(connection, known, ids)}
