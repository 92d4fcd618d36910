"""Looks for what can be wrong in a desk's file; only reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from sqlalchemy import Connection

from kosidesk.domain.change import ELSEWHERE, Action
from kosidesk.domain.errors import FileDamaged
from kosidesk.protocol.joining import bare
from kosidesk.protocol.messages import Key, Said
from kosidesk.storage.confirmed import by_kind
from kosidesk.storage.database import Database
from kosidesk.storage.said import Differences, before, load_said, told

_CHUNK = 500
_INDEX = (
    "SELECT n FROM offer_sort",
    "SELECT n FROM offer_words WHERE words IS NOT NULL",
    "SELECT rowid FROM offer_fts",
)


@dataclass(frozen=True)
class _Told:
    """An entry of the journal, as far as it matters here."""

    kind: str
    record: str
    action: str
    origin: str
    differences: Differences


def is_whole(database: Database) -> bool:
    """Whether every page of the file is as it was written."""
    try:
        database.verify()
    except FileDamaged:
        return False
    return True


def strayed(database: Database) -> Iterator[tuple[str, str]]:
    """Kind and id of each record that is not what its changes add up to."""
    with database.reading() as connection:
        by_record = groupby(_journal(connection), lambda change: (change.kind, change.record))
        histories = ((key, tuple(changes)) for key, changes in by_record)
        while chunk := list(islice(histories, _CHUNK)):
            now = _as_they_are(connection, database, [key for key, _ in chunk])
            yield from (key for key, changes in chunk if not _adds_up(now.get(key), changes))
    yield from _without_history(database)


def unindexed(database: Database) -> Iterator[str]:
    """The id of each offer the search lacks, and the row number of each it knows and that is gone.

    Offers whose turn to be indexed has not come yet are none of them.
    """
    with database.reading() as connection:
        lacking = " OR ".join(f"n NOT IN ({indexed})" for indexed in _INDEX)
        offers = f"SELECT id FROM offer WHERE n NOT IN (SELECT n FROM unindexed) AND ({lacking})"  # noqa: S608 - queries of ours
        yield from connection.exec_driver_sql(offers).scalars()
        for indexed in _INDEX:
            surplus = f"{indexed} EXCEPT SELECT n FROM offer"  # noqa: S608 - same
            yield from map(str, connection.exec_driver_sql(surplus).scalars())


def dangling(database: Database) -> Iterator[tuple[str, str, str]]:
    """Kind, id and field of each reference to a record that does not exist.

    What the server knows may name what this desk is not given to see.
    """
    with database.reading() as connection:
        for kind in database.registry.values():
            for field in kind.fields:
                if field.refers_to:
                    lost = (
                        f'SELECT id FROM "{kind.name}" WHERE "{field.name}" IS NOT NULL '  # noqa: S608 - names from the registry
                        f'AND "{field.name}" NOT IN (SELECT id FROM "{field.refers_to}") '
                        "AND id NOT IN (SELECT id FROM confirmed)"
                    )
                    found = connection.exec_driver_sql(lost).scalars()
                    yield from ((kind.name, id_, field.name) for id_ in found)


def without_consent(database: Database, purpose: str) -> Iterator[str]:
    """The id of each client with no consent to this purpose that still holds."""
    query = (
        "SELECT id FROM client WHERE id NOT IN "
        "(SELECT client FROM consent WHERE client IS NOT NULL AND purpose = ? AND withdrawn_on IS NULL)"
    )
    with database.reading() as connection:
        yield from map(str, connection.exec_driver_sql(query, (purpose,)).scalars())


def _journal(connection: Connection) -> Iterator[_Told]:
    """Record by record, the newest change of each first; fetched while it is walked."""
    query = "SELECT kind, record, action, origin, differences FROM change ORDER BY record, position DESC"
    for kind, record, action, origin, differences in connection.exec_driver_sql(query):
        yield _Told(kind, record, action, origin, told(differences))


def _as_they_are(connection: Connection, database: Database, keys: Iterable[Key]) -> dict[Key, Said]:
    found: dict[Key, Said] = {}
    for kind, ids in by_kind(keys).items():
        rows = load_said(connection, database.registry[kind], ids)
        found |= {(kind, id_): bare(said) for _, id_, said in rows}
    return found


def _adds_up(now: Said | None, changes: Iterable[_Told]) -> bool:
    """Backwards from what the record says: a change's new values stand, then its old ones take their place.

    What a record said when it first came from elsewhere, or when it had to leave, is in no journal.
    """
    for change in changes:
        if not _stands(now, change):
            return False
        if change.action == Action.EVICT.value:
            return True
        now = before(now, change.action, change.differences)
    return now is None


def _stands(now: Said | None, change: _Told) -> bool:
    news = bare({name: new for name, (_, new) in change.differences.items()})
    match Action(change.action):
        case Action.DELETE | Action.ERASE | Action.EVICT:
            return now is None
        case Action.CREATE if change.origin == ELSEWHERE and not change.differences:
            return now is not None
        case Action.CREATE:
            return now == news
        case Action.CHANGE:
            return now is not None and all(now.get(name) == news.get(name) for name in change.differences)


def _without_history(database: Database) -> Iterator[tuple[str, str]]:
    with database.reading() as connection:
        for kind in database.registry.values():
            if kind.journalled:
                found = connection.exec_driver_sql(
                    f'SELECT id FROM "{kind.name}" WHERE id NOT IN (SELECT record FROM change)'  # noqa: S608 - same
                ).scalars()
                yield from ((kind.name, id_) for id_ in found)
