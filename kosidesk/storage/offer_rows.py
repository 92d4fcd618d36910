"""The lines of the offer list: a few columns of a few offers, never the whole list."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, select

from kosidesk.storage.rows import decode
from kosidesk.storage.tables import Tables

_CHUNK = 500


def lines(connection: Connection, tables: Tables, ns: Sequence[int]) -> list[Row[Any]]:
    """In the order of `ns`; row numbers that no longer exist are left out."""
    offer, organisation, place = tables["offer"], tables["organisation"], tables["place"]
    district = (
        select(place.c.district)
        .where(place.c.offer == offer.c.id, place.c.district.is_not(None))
        .order_by(place.c.ordinal)
        .limit(1)
        .scalar_subquery()
    )
    query = select(
        offer.c.n,
        offer.c.id,
        offer.c.number,
        offer.c.title,
        organisation.c.name.label("organisation"),
        district.label("district"),
        offer.c.time_text,
        offer.c.open_places,
        offer.c.status,
        offer.c.assured_on,
        offer.c.edited_on,
        offer.c.paused_until,
        offer.c.unanswered,
    ).outerjoin(organisation, organisation.c.id == offer.c.organisation)
    found: dict[int, Row[Any]] = {}
    for start in range(0, len(ns), _CHUNK):
        wanted = list(ns[start : start + _CHUNK])
        found.update({row.n: row for row in connection.execute(query.where(offer.c.n.in_(wanted)))})
    return [found[n] for n in ns if n in found]


def ids(connection: Connection, tables: Tables, ns: Sequence[int]) -> list[str]:
    """In the order of `ns`; row numbers that no longer exist are left out."""
    offer, found = tables["offer"], dict[int, str]()
    for start in range(0, len(ns), _CHUNK):
        wanted = list(ns[start : start + _CHUNK])
        rows = connection.execute(select(offer.c.n, offer.c.id).where(offer.c.n.in_(wanted)))
        found.update({row.n: row.id for row in rows})
    return [found[n] for n in ns if n in found]


def of_organisations(connection: Connection, tables: Tables, named: Sequence[str]) -> list[Row[Any]]:
    """Row number, title and status of each of their offers."""
    offer = tables["offer"]
    query = select(offer.c.n, offer.c.title, offer.c.status).where(offer.c.organisation.in_(named))
    return list(connection.execute(query))


def row_number(connection: Connection, tables: Tables, id_: str) -> int | None:
    """None where there is no such offer."""
    offer = tables["offer"]
    return connection.execute(select(offer.c.n).where(offer.c.id == id_)).scalar_one_or_none()


def day(cell: str | None) -> date | None:
    return date.fromisoformat(cell) if cell else None


class FirstWords(NamedTuple):
    """What an offer says before anybody opens it."""

    n: int
    title: str
    words: tuple[str, ...]
    text: str


def first_words(connection: Connection, tables: Tables, most: int) -> list[FirstWords]:
    """Of every offer its title, its tasks and target groups, and as many characters of its text.

    The last attended to comes first.
    """
    offer = tables["offer"]
    attended = func.max(func.coalesce(offer.c.assured_on, ""), func.coalesce(offer.c.edited_on, ""))
    text = func.coalesce(func.nullif(offer.c.summary, ""), offer.c.description, "")
    query = select(
        offer.c.n, offer.c.title, offer.c.tasks, offer.c.target_groups, func.substr(text, 1, most)
    ).order_by(attended.desc(), offer.c.n)
    return [
        FirstWords(n, title or "", (*decode(tasks or b"[]"), *decode(groups or b"[]")), said)
        for n, title, tasks, groups, said in connection.execute(query)
    ]
