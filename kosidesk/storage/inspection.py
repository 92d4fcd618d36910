"""Looks for what can be wrong in a desk's file; only reads."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from kosidesk.domain.change import EXTRA, Action, Change
from kosidesk.domain.errors import FileDamaged
from kosidesk.domain.record import Record
from kosidesk.storage import read
from kosidesk.storage.database import Database

_CHUNK = 500
_INDEX = {"offer_sort": "n", "offer_fts": "rowid", "offer_term": "n"}
_ALWAYS = ("offer_sort", "offer_fts")


def is_whole(database: Database) -> bool:
    """Whether every page of the file is as it was written."""
    try:
        database.verify()
    except FileDamaged:
        return False
    return True


def strayed(database: Database) -> Iterator[tuple[str, str]]:
    """Kind and id of each record that is not what its changes add up to."""
    told = _replayed(database)
    while chunk := list(islice(told, _CHUNK)):
        for kind in {kind for kind, _, _ in chunk}:
            wanted = {id_: record for of, id_, record in chunk if of == kind}
            there = {str(id_): record for id_, record in read.by_ids(database, kind, wanted).items()}
            yield from ((kind, id_) for id_, record in wanted.items() if there.get(id_) != record)
    yield from _without_history(database)


def unindexed(database: Database) -> Iterator[str]:
    """The id of each offer the search lacks, and the row number of each it knows and that is gone."""
    with database.reading() as connection:
        lacking = " OR ".join(f"n NOT IN (SELECT {_INDEX[name]} FROM {name})" for name in _ALWAYS)  # noqa: S608 - names of ours
        yield from connection.exec_driver_sql(f"SELECT id FROM offer WHERE {lacking}").scalars()  # noqa: S608 - same
        for name, row in _INDEX.items():
            surplus = f"SELECT DISTINCT {row} FROM {name} WHERE {row} NOT IN (SELECT n FROM offer)"  # noqa: S608 - same
            yield from map(str, connection.exec_driver_sql(surplus).scalars())


def dangling(database: Database) -> Iterator[tuple[str, str, str]]:
    """Kind, id and field of each reference to a record that does not exist."""
    with database.reading() as connection:
        for kind in database.registry.values():
            for field in kind.fields:
                if field.refers_to:
                    lost = (
                        f'SELECT id FROM "{kind.name}" WHERE "{field.name}" IS NOT NULL '  # noqa: S608 - names from the registry
                        f'AND "{field.name}" NOT IN (SELECT id FROM "{field.refers_to}")'
                    )
                    found = connection.exec_driver_sql(lost).scalars()
                    yield from ((kind.name, id_, field.name) for id_ in found)


def _replayed(database: Database) -> Iterator[tuple[str, str, Record | None]]:
    for (kind, id_), changes in groupby(read.journal(database), lambda change: (change.kind, change.record)):
        yield kind, id_, _sum(changes)


def _sum(changes: Iterable[Change]) -> Record | None:
    record: Record | None = None
    for change in changes:
        if change.action is Action.DELETE:
            record = None
            continue
        values = {**(record.values if record else {}), EXTRA: dict(record.extra) if record else {}}
        values |= {name: new for name, (_, new) in change.differences.items()}
        extra = values.pop(EXTRA)
        record = Record(change.kind, change.record, values, extra if isinstance(extra, dict) else {})
    return record


def _without_history(database: Database) -> Iterator[tuple[str, str]]:
    with database.reading() as connection:
        for kind in database.registry.values():
            if kind.journalled:
                found = connection.exec_driver_sql(
                    f'SELECT id FROM "{kind.name}" WHERE id NOT IN (SELECT record FROM change)'  # noqa: S608 - same
                ).scalars()
                yield from ((kind.name, id_) for id_ in found)
