"""What matching asks of the offers: some columns of all of them, and which of them changed since."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, select, text, true

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
_OF_A_PLACE = ("offer", "district", "quality", "accessibility", "latitude", "longitude")

_Read = Callable[[Any], Any] | None
_Cells = Sequence[tuple[str, _Read]]


def _cells(kind: str, names: Sequence[str]) -> _Cells:
    """Each column with what makes a value of its cell; None where the cell is the value."""
    reads: dict[Type, _Read] = {
        Type.TEXTS: partial(value_of, type_=Type.TEXTS),
        Type.BOOLEAN: bool,
        Type.DATE: date.fromisoformat,
    }
    return (("id", None), *((name, reads.get(REGISTRY[kind].field(name).type)) for name in names))


_OFFER_CELLS, _PLACE_CELLS = _cells("offer", _COLUMNS), _cells("place", _OF_A_PLACE)

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
    return _joined(connection, tables, offers=true(), places=tables["place"].c.offer.is_not(None))


def some(connection: Connection, tables: Tables, ids: frozenset[str]) -> Iterator[Facts]:
    """Those of at most `MOST_CHANGED` that exist."""
    of_these = tables["place"].c.offer.in_(ids)
    return _joined(connection, tables, offers=tables["offer"].c.id.in_(ids), places=of_these)


def _joined(
    connection: Connection, tables: Tables, *, offers: ColumnElement[bool], places: ColumnElement[bool]
) -> Iterator[Facts]:
    at: dict[str, tuple[Place, ...]] = defaultdict(tuple)
    for row in connection.execute(_select(tables["place"], _OF_A_PLACE).where(places)):
        place = Place(**_said(_PLACE_CELLS, row))
        at[place.offer] += (place,)
    for row in connection.execute(_select(tables["offer"], _COLUMNS).where(offers)):
        offer = Offer(**_said(_OFFER_CELLS, row))
        yield Facts(row[0], offer, at.get(offer.id, ()))


def _select(table: Table, names: Sequence[str]) -> Select[Any]:
    return select(table.c.n, table.c.id, *(table.c[name] for name in names))


def _said(cells: _Cells, row: Row[Any]) -> dict[str, Any]:
    """What the row says, as the fields of the typed value."""
    return {
        name: read(cell) if read else cell
        for (name, read), cell in zip(cells, tuple(row)[1:], strict=True)
        if cell is not None
    }
