"""Forgets records for good: their rows and every part of them, with all that was ever said of them here.

What stays is an entry of the journal that names them and tells nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from kosidesk.domain.change import ELSEWHERE, HERE, Action, Changes
from kosidesk.domain.ids import RecordId
from kosidesk.schema import VERSION, Kind
from kosidesk.storage import indexing, late_index, offer_index, standings, statements
from kosidesk.storage.database import Database
from kosidesk.storage.said import among
from kosidesk.storage.write import Prepared, Stamp, put

# An erasure that was asked for here tells nothing, and may have to be sent yet.
_TELLS = "NOT (origin = '' AND action = 'erase')"

Found = dict[str, set[str]]
"""Kind → ids."""


def erase(database: Database, kind: str, id_: str, stamp: Stamp, instead: Prepared | None = None) -> Changes:
    """One user action; the journal's entry of it tells the server, and nothing can take it back.

    `instead` is written with it or not at all. The copies go first: should the program end in between, it is
    erased anew.
    """
    transaction = stamp.new_id()
    database.drop_copies()
    with database.writing() as connection:
        found = _with_parts(connection, database.registry, (id_,))
        found[kind].add(id_)
        told = [(kind, id_), *_parts_to_tell(connection, database.registry, found)]
        _forget(connection, database, found)
        _forget_images(connection, found)
        standings.throw_pages_away(connection)
        note_erased(connection, database, found, stamp.at.isoformat(), told)
        _orders(transaction, told, stamp).run(connection)
        left = put(connection, database, instead) if instead else Changes()
    database.fold()
    for of, ids in left.touched.items():
        found[of] |= ids
    return Changes(transaction, {of: frozenset(map(RecordId, ids)) for of, ids in found.items() if ids})


def _parts_to_tell(
    connection: Connection, registry: Mapping[str, Kind], found: Found
) -> Iterator[tuple[str, str]]:
    """Those a server of the first version holds without knowing that they are parts."""
    for kind, ids in found.items():
        if registry[kind].since > 1:
            for marks, piece in among(ids):
                known = f"SELECT id FROM confirmed WHERE kind = ? AND id IN ({marks})"  # noqa: S608 - question marks
                there = connection.exec_driver_sql(known, (kind, *piece)).scalars()
                yield from ((kind, id_) for id_ in there)


def _orders(transaction: str, told: Iterable[tuple[str, str]], stamp: Stamp) -> statements.Statement:
    """What the server is told, the whole before its parts."""
    erased, at = Action.ERASE.value, stamp.at.isoformat()
    return statements.journal(
        [
            (stamp.new_id(), transaction, erased, kind, id_, VERSION, "{}", stamp.author, at, "", HERE)
            for kind, id_ in told
        ]
    )


def _forget_images(connection: Connection, found: Found) -> None:
    """What the server said of them; where it holds them stays known."""
    for marks, piece in among(id_ for ids in found.values() for id_ in ids):
        forgotten = f"UPDATE confirmed SET image = NULL WHERE id IN ({marks})"  # noqa: S608 - question marks
        connection.exec_driver_sql(forgotten, piece)


def is_erased(database: Database, id_: str) -> bool:
    """Whether this file was told so."""
    told = "SELECT 1 FROM change WHERE record = ? AND action = 'erase' LIMIT 1"
    with database.reading() as connection:
        return connection.exec_driver_sql(told, (id_,)).first() is not None


def leave_no_trace(database: Database) -> None:
    """Once an erasure is committed; then neither the log tells, nor a copy beside the file.

    Raises CannotWrite.
    """
    database.fold()
    database.drop_copies()


def forget(connection: Connection, database: Database, ids: Collection[str], now: str) -> Found:
    """What somebody else erased; kind → ids of what was there. `leave_no_trace` must follow."""
    found = _with_parts(connection, database.registry, ids)
    _forget(connection, database, found)
    for marks, piece in among({*ids, *(id_ for of_kind in found.values() for id_ in of_kind)}):
        connection.exec_driver_sql(f"DELETE FROM unknown WHERE id IN ({marks})", piece)  # noqa: S608 - question marks
        connection.exec_driver_sql(f"DELETE FROM confirmed WHERE erased = 0 AND id IN ({marks})", piece)  # noqa: S608 - same
    note_erased(connection, database, found, now)
    return found


def note_erased(
    connection: Connection,
    database: Database,
    found: Found,
    now: str,
    but: Collection[tuple[str, str]] = (),
) -> None:
    """So that whoever prepared a change meanwhile is refused; never sent."""
    entries = [
        ("", "", Action.ERASE.value, kind, id_, VERSION, "{}", "", now, "", ELSEWHERE)
        for kind, ids in found.items()
        for id_ in sorted(ids)
        if (kind, id_) not in but and database.registry[kind].journalled
    ]
    statements.journal(entries).run(connection)


def _with_parts(connection: Connection, registry: Mapping[str, Kind], ids: Collection[str]) -> Found:
    """Those of these ids that are or were here, and every part of them, part by part."""
    found: Found = defaultdict(set)
    for kind, id_ in _own(connection, registry, ids):
        found[kind].add(id_)
    wave = set(ids)
    while wave:
        parts = {key for key in _parts(connection, registry, wave) if key[1] not in found[key[0]]}
        for kind, id_ in parts:
            found[kind].add(id_)
        wave = {id_ for _, id_ in parts}
    return found


def _own(
    connection: Connection, registry: Mapping[str, Kind], ids: Collection[str]
) -> Iterator[tuple[str, str]]:
    for marks, piece in among(ids):
        for kind in registry:
            there = connection.exec_driver_sql(f'SELECT id FROM "{kind}" WHERE id IN ({marks})', piece)  # noqa: S608 - from the registry
            yield from ((kind, id_) for id_ in there.scalars())
        told = connection.exec_driver_sql(
            f"SELECT DISTINCT kind, record FROM change WHERE record IN ({marks})",  # noqa: S608 - question marks
            piece,
        )
        yield from ((kind, id_) for kind, id_ in told)


def _parts(
    connection: Connection, registry: Mapping[str, Kind], wholes: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Of deleted parts only the journal knows what they were part of; of those not yet saved, their draft.

    The journal is long: it is walked through once for all kinds.
    """
    parts = [(kind.name, field.name) for kind in registry.values() for field in kind.fields if field.part_of]
    for marks, piece in among(wholes):
        asked = f"WITH whole (id) AS (VALUES {marks.replace('?', '(?)')})"
        for kind, name in parts:
            there = f'{asked} SELECT id FROM "{kind}" WHERE "{name}" IN whole'  # noqa: S608 - from the registry
            yield from ((kind, id_) for id_ in connection.exec_driver_sql(there, piece).scalars())
        for place in (_DRAFTS, _JOURNAL):
            told = connection.exec_driver_sql(f"{asked} {place.saying(parts)}", piece)
            yield from ((kind, id_) for kind, id_ in told)


@dataclass(frozen=True)
class _Place:
    """A table that tells of records of any kind, and where its JSON names what they are part of."""

    table: str
    kind: str
    record: str
    said: tuple[str, ...]

    def saying(self, parts: Iterable[tuple[str, str]]) -> str:
        said = (
            f"{self.kind} = '{kind}' AND {text.format(name=name)} IN whole"
            for kind, name in parts
            for text in self.said
        )
        return f"SELECT {self.kind}, {self.record} FROM {self.table} WHERE {' OR '.join(said)}"  # noqa: S608 - from the registry


_DRAFTS = _Place("draft", "of_kind", "of_record", ("json_extract(said, '$.{name}')",))
_JOURNAL = _Place(
    "change",
    "kind",
    "record",
    ("json_extract(differences, '$.{name}[0]')", "json_extract(differences, '$.{name}[1]')"),
)


def _forget(connection: Connection, database: Database, found: Found) -> None:
    concerned = _concerned(connection, found)
    for kind, ids in found.items():
        statements.delete(kind, ids).run(connection)
    for marks, piece in among(id_ for ids in found.values() for id_ in ids):
        connection.exec_driver_sql(
            "DELETE FROM ack WHERE position IN "  # noqa: S608 - question marks
            f"(SELECT position FROM change WHERE {_TELLS} AND record IN ({marks}))",
            piece,
        )
        connection.exec_driver_sql(f"DELETE FROM change WHERE {_TELLS} AND record IN ({marks})", piece)  # noqa: S608 - same
    if indexing.KINDS & {kind for kind, ids in found.items() if ids}:
        _forget_in_index(connection, database, concerned)


def _concerned(connection: Connection, found: Found) -> set[int]:
    """The offers the index knows by something that is to be forgotten."""
    concerned: set[int] = set()
    for marks, piece in among(found.get("place", ())):
        query = f"SELECT offer FROM place WHERE offer IS NOT NULL AND id IN ({marks})"  # noqa: S608 - same
        offers: Sequence[str] = connection.exec_driver_sql(query, piece).scalars().all()
        concerned.update(late_index.add_those_of(connection, "id", offers))
    for column, ids in (("id", found.get("offer", ())), ("organisation", found.get("organisation", ()))):
        concerned.update(late_index.add_those_of(connection, column, ids))
    return concerned


def _forget_in_index(connection: Connection, database: Database, concerned: Iterable[int]) -> None:
    offers = list(concerned)
    late_index.drop(connection, offers)
    late_index.index_now(connection, database, offers)
    offer_index.forget(connection)
