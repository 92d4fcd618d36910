"""The search index of the offers: their words, and what lists and filters ask of them.

Derived from the records and never the truth: it may be thrown away and filled again at any time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from kosidesk.domain.freshness import MOST_UNANSWERED, freshness
from kosidesk.domain.offer import ACTIVE, Offer, Place
from kosidesk.domain.record import Record
from kosidesk.search.facet_words import Point, facet_words, points
from kosidesk.search.index_text import INDEX_VERSION, IndexText, index_text
from kosidesk.search.said import Change
from kosidesk.search.words import sorting_key
from kosidesk.storage import offer_text, offer_words
from kosidesk.storage.offer_words import Line

__all__ = ["INDEX_VERSION", "IndexEntry", "create", "entry", "forget", "put", "remove"]

# Characters of a title that order offers of the same day; the list of all offers is walked by them.
_SORTED_BY = 24


@dataclass(frozen=True)
class IndexEntry:
    """What the index says of one offer."""

    text: IndexText
    line: Line
    words: Mapping[str, tuple[str, ...]]
    points: tuple[Point, ...]


def entry(offer: Record, organisation: Record | None, places: Iterable[Record]) -> IndexEntry:
    """Pure, and the slow half of indexing: to be done before the transaction."""
    places = tuple(places)
    said, at = Offer.of(offer), tuple(map(Place.of, places))
    return IndexEntry(
        text=index_text(offer, organisation, places),
        line=Line(
            _ordinal(freshness(said.assured_on, said.edited_on, date.max).on),
            sorting_key(said.title)[:_SORTED_BY],
            said.status or ACTIVE,
            _ordinal(said.paused_until),
            said.unanswered >= MOST_UNANSWERED,
        ),
        words=facet_words(said, at),
        points=points(at),
    )


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def create(connection: Connection) -> None:
    """An empty index, whatever stood there before."""
    offer_text.create(connection)
    offer_words.create(connection)


def put(connection: Connection, rows: Iterable[tuple[int, IndexEntry]]) -> None:
    """Indexes offers under their row numbers, in place of what was there."""
    fresh = list(rows)
    offer_text.remove(connection, (n for n, _ in fresh))
    offer_text.put(connection, ((n, said.text) for n, said in fresh))
    offer_words.put(connection, [(said.line, Change(n, said.words, said.points)) for n, said in fresh])


def remove(connection: Connection, ns: Iterable[int]) -> None:
    """Numbers that are not there are no matter."""
    gone = list(ns)
    offer_text.remove(connection, gone)
    offer_words.remove(connection, gone)


def forget(connection: Connection) -> None:
    """Leaves no trace of removed offers in the index; slow, for erasures."""
    offer_text.forget(connection)
