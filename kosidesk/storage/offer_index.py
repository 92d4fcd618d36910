"""The search index of the offers: their words, and what lists and filters ask of them.

Derived from the records and never the truth: it may be thrown away and filled again at any time.
"""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import Connection

from kosidesk.domain.freshness import MOST_UNANSWERED, freshness
from kosidesk.domain.offer import ACTIVE, Offer, Place
from kosidesk.domain.record import Record
from kosidesk.search.bitset import bits_of
from kosidesk.search.facet_words import Point, facet_words, points
from kosidesk.search.index_text import INDEX_VERSION, IndexText, index_text
from kosidesk.search.query import Hits
from kosidesk.search.rows import Rows
from kosidesk.search.said import Change
from kosidesk.search.terms import fts, parse
from kosidesk.search.words import sorting_key
from kosidesk.storage import offer_text, offer_words
from kosidesk.storage.offer_text import IN_TITLE
from kosidesk.storage.offer_words import Line

__all__ = ["INDEX_VERSION", "IndexEntry", "create", "entry", "find", "forget", "met", "put", "remove"]

# Characters of a title that order offers of the same day; the list of all offers is walked by them.
_SORTED_BY = 24

# Ranking costs some microseconds a hit; where there are more, the freshest come first instead.
_RANKED = 1000

EVERYTHING = -1
"""The set of all numbers."""

# Fetching a row takes Python's lock, for which a busy import makes each one wait; so all come as one.
_MATCHING = "SELECT json_group_array(rowid) FROM offer_fts WHERE offer_fts MATCH ?"
# The plus keeps SQLite from asking the text index for each number.
_RANKS = (
    "SELECT rowid, rank FROM offer_fts WHERE offer_fts MATCH ? AND +rowid IN (SELECT value FROM json_each(?))"
)


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


def met(connection: Connection, text: str) -> int:
    """The set of row numbers these words find; everything where there are no words."""
    terms = parse(text)
    return _met(connection, fts(terms)) if terms else EVERYTHING


def find(connection: Connection, text: str, rows: Rows, left: int) -> Hits:
    """Those of a set that the words find, best first: all words in the title, then the rest.

    Without words, and among hits too many to rank, the freshest come first.
    """
    terms = parse(text)
    if not terms:
        return _worth(rows.newest(left), 0.0)
    anywhere, in_title = fts(terms), fts(terms, IN_TITLE)
    best = rows.newest(_met(connection, in_title) & left)
    rest = rows.newest(_met(connection, anywhere) & left & ~bits_of(best))
    if len(best) + len(rest) <= _RANKED:
        return _joined(_ranked(connection, anywhere, best, 0.5), _ranked(connection, anywhere, rest, 0.0))
    first = _ranked(connection, in_title, best, 0.5) if len(best) <= _RANKED else _worth(best, 0.5)
    return _joined(first, _worth(rest, 0.0))


def numbers(connection: Connection, text: str) -> frozenset[int]:
    """Every offer in whose text these words stand, whatever its status; none where there are no words."""
    terms = parse(text)
    return frozenset(_matching(connection, fts(terms))) if terms else frozenset()


def _met(connection: Connection, match: str) -> int:
    return bits_of(_matching(connection, match))


def _matching(connection: Connection, match: str) -> list[int]:
    whole = connection.exec_driver_sql(_MATCHING, (match,)).scalar_one()
    return msgspec.json.decode(whole, type=list[int])


def _ranked(connection: Connection, match: str, ns: "array[int]", least: float) -> Hits:
    """By bm25, those of the same rank as they came."""
    found = connection.exec_driver_sql(_RANKS, (match, msgspec.json.encode(ns.tolist()).decode()))
    ranks: dict[int, float] = dict(map(tuple, found))
    best = sorted(ns, key=ranks.__getitem__)
    return Hits(array("q", best), array("d", [least + _half(-ranks[n]) for n in best]))


def _half(worth: float) -> float:
    """0 to 0.5 for bm25's open scale, in the same order."""
    return 0.5 * worth / (1 + worth)


def _worth(ns: "array[int]", score: float) -> Hits:
    return Hits(ns, array("d", [score]) * len(ns))


def _joined(first: Hits, rest: Hits) -> Hits:
    return Hits(first.ns + rest.ns, first.scores + rest.scores)
