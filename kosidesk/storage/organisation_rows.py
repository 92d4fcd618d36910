"""Lists of organisations: a few columns of each, never whole records."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import ACTIVE
from kosidesk.storage.tables import Tables

_CHUNK = 500


def merged(connection: Connection, tables: Tables) -> list[Row[Any]]:
    """`id`, `source`, `into` and `source_there` of each that was merged into one that is there."""
    gone = tables["organisation"]
    there = gone.alias()
    query = select(gone.c.id, gone.c.source, there.c.id.label("into"), there.c.source.label("source_there"))
    return list(connection.execute(query.join(there, there.c.id == gone.c.merged_into)))


def names(connection: Connection, tables: Tables) -> Iterator[tuple[RecordId, str, str]]:
    """Id, name and town of each."""
    for id_, name, town, _number in found_by(connection, tables):
        yield id_, name, town


def found_by(connection: Connection, tables: Tables) -> Iterator[tuple[RecordId, str, str, str]]:
    """Id, name, town and number of each."""
    table = tables["organisation"]
    for row in connection.execute(select(table.c.id, table.c.name, table.c.town, table.c.number)):
        yield RecordId(row.id), row.name or "", row.town or "", row.number or ""


def also_found_by(connection: Connection, tables: Tables) -> Iterator[tuple[RecordId, str]]:
    """Organisation and what it is found by beside its own name: its address, and who speaks for it."""
    organisation, contact, place, offer = (tables[n] for n in ("organisation", "contact", "place", "offer"))
    whose = func.coalesce(contact.c.organisation, offer.c.organisation)
    for query in (
        select(organisation.c.id, organisation.c.street),
        select(organisation.c.id, organisation.c.postcode),
        select(place.c.organisation, place.c.street),
        select(place.c.organisation, place.c.district),
        select(whose, contact.c.name).outerjoin(offer, offer.c.id == contact.c.offer),
    ):
        found = connection.execute(query.distinct())
        yield from ((RecordId(id_), said) for id_, said in found if id_ and said)


def lines(connection: Connection, tables: Tables, ids: Sequence[str]) -> dict[str, Row[Any]]:
    """By id, with how many `offers` each has and how many of them are `active`."""
    organisation, offer = tables["organisation"], tables["offer"]
    query = (
        select(
            organisation.c.id,
            organisation.c.number,
            organisation.c.name,
            organisation.c.town,
            func.count(offer.c.n).label("offers"),
            func.count(offer.c.n).filter(offer.c.status == ACTIVE).label("active"),
        )
        .outerjoin(offer, offer.c.organisation == organisation.c.id)
        .group_by(organisation.c.id)
    )
    found: dict[str, Row[Any]] = {}
    for start in range(0, len(ids), _CHUNK):
        wanted = organisation.c.id.in_(ids[start : start + _CHUNK])
        found.update({row.id: row for row in connection.execute(query.where(wanted))})
    return found
