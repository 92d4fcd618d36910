"""What matching asks of the offers: some columns of all of them, and which of them changed since."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, Select, Table, select, text

from kosidesk.domain.offer import Offer, Place
from kosidesk.schema import REGISTRY, Type
from kosidesk.storage.rows import value_of
from kosidesk.storage.tables import Tables

_COLUMNS = (
    "kind", "status", "summary", "description", "requirements", "benefits", "time_text",
    "fields", "target_groups", "tasks", "skills", "districts", "documents", "languages",
    "flexible", "hours_a_week", "week", "extent", "until_on", "paused_until",
    "minimum_age", "maximum_age", "open_to_minors", "remote", "accessibility", "training", "certificate",
    "open_places", "assured_on", "edited_on", "unanswered",
)  # fmt: skip
_OF_A_PLACE = ("id", "offer", "district", "quality", "accessibility")
_TYPES = {
    kind: {"id": Type.TEXT, **{field.name: field.type for field in REGISTRY[kind].fields}}
    for kind in ("offer", "place")
}

MOST_CHANGED = 500
"""Beyond so many it is quicker to read them all."""

# Where an offer's place was deleted, only the journal still knows whose it was.
_CHANGED = text(
    """
    SELECT record FROM change WHERE position > :since AND kind = 'offer'
    UNION SELECT place.offer FROM change JOIN place ON place.id = change.record
        WHERE position > :since AND kind = 'place'
    UNION SELECT json_extract(differences, '$.offer[0]') FROM change
        WHERE position > :since AND kind = 'place'
    LIMIT :most
    """
)


class Facts(NamedTuple):
    """One offer under its row number, with its places; of both only what matching asks for."""

    n: int
    offer: Offer
    places: tuple[Place, ...]


def position(connection: Connection) -> int:
    """Where the journal ends; whatever changes an offer stands beyond it."""
    end: int = connection.execute(text("SELECT coalesce(max(position), 0) FROM change")).scalar_one()
    return end


def changed(connection: Connection, since: int) -> frozenset[str] | None:
    """The offers that were changed, made or deleted after this position; None for too many."""
    found = connection.execute(_CHANGED, {"since": since, "most": MOST_CHANGED + 2})
    ids = frozenset(id_ for id_ in found.scalars() if id_)
    return ids if len(ids) <= MOST_CHANGED else None


def every(connection: Connection, tables: Tables) -> Iterator[Facts]:
    places = select(*_columns(tables["place"], _OF_A_PLACE)).where(tables["place"].c.offer.is_not(None))
    return _joined(connection, _offers(tables), places)


def some(connection: Connection, tables: Tables, ids: frozenset[str]) -> Iterator[Facts]:
    """Those of at most `MOST_CHANGED` that exist."""
    places = select(*_columns(tables["place"], _OF_A_PLACE)).where(tables["place"].c.offer.in_(ids))
    return _joined(connection, _offers(tables).where(tables["offer"].c.id.in_(ids)), places)


def _joined(connection: Connection, offers: Select[Any], places: Select[Any]) -> Iterator[Facts]:
    at: dict[str, tuple[Place, ...]] = defaultdict(tuple)
    for row in connection.execute(places).mappings():
        at[row["offer"]] += (Place(**_said("place", row)),)
    for row in connection.execute(offers).mappings():
        yield Facts(row["n"], Offer(**_said("offer", row)), at.get(row["id"], ()))


def _said(kind: str, row: RowMapping) -> dict[str, Any]:
    """What the row says, as the fields of the typed value."""
    types = _TYPES[kind]
    return {name: _value(types[name], cell) for name, cell in row.items() if cell is not None and name != "n"}


def _value(type_: Type, cell: Any) -> Any:
    return date.fromisoformat(cell) if type_ is Type.DATE else value_of(cell, type_)


def _offers(tables: Tables) -> Select[Any]:
    return select(*_columns(tables["offer"], ("n", "id", *_COLUMNS)))


def _columns(table: Table, names: Sequence[str]) -> Iterator[Any]:
    return (table.c[name] for name in names)
