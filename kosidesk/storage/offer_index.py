"""The search index of the offers: which of them a query finds, in which order, and how many per filter.

Derived from the records and never the truth: it may be thrown away and filled again at any time.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    UniqueConstraint,
    and_,
    case,
    func,
    literal_column,
    not_,
    or_,
    select,
)

from kosidesk.domain.freshness import MOST_UNANSWERED, OUTDATED_AFTER, TRUSTED_FOR, Light, freshness
from kosidesk.domain.offer import ACTIVE
from kosidesk.domain.record import Record
from kosidesk.search.index_text import INDEX_VERSION, IndexText, index_text
from kosidesk.search.query import ANY, OPEN, PAUSED, UNANSWERED, Facets, Hits, Query
from kosidesk.search.terms import fts, parse
from kosidesk.search.words import sorting_key
from kosidesk.storage import offer_text
from kosidesk.storage.offer_text import FTS, IN_TITLE, matching

__all__ = [
    "INDEX_VERSION",
    "IndexEntry",
    "count",
    "create",
    "entry",
    "facets",
    "find",
    "forget",
    "lights",
    "numbers",
    "put",
    "remove",
]

_IN_TERMS = ("fields", "target_groups", "districts")

# Characters of a title that order offers of the same day; the list of all offers is walked by them.
_SORTED_BY = 24

# Ranking costs some microseconds a hit; where there are more, the freshest come first instead.
_RANKED = 1000

_metadata = MetaData()
# Words are few and offers many: a number for each word keeps the index of a large desk in memory.
_word = Table(
    "offer_word",
    _metadata,
    Column("w", Integer, primary_key=True),
    Column("facet", Text, nullable=False),
    Column("word", Text, nullable=False),
    UniqueConstraint("facet", "word"),
)
_term = Table(
    "offer_term",
    _metadata,
    Column("w", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
Index("offer_term_of", _term.c.n, _term.c.w)
# `fresh` and `paused` are days as `date.toordinal` counts them, 0 for unknown and for no pause.
_sort = Table(
    "offer_sort",
    _metadata,
    Column("n", Integer, primary_key=True),
    Column("fresh", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("open_places", Integer, nullable=False),
    Column("paused", Integer, nullable=False),
    Column("unanswered", Integer, nullable=False),
)
_NEWEST = (_sort.c.fresh.desc(), _sort.c.title)
_ASKED = (_sort.c.status, _sort.c.open_places, _sort.c.paused, _sort.c.unanswered)
Index("offer_sort_newest", *_NEWEST, *_ASKED)
# For counting: all that filters ask of an offer itself, in little room. Were `n` not its first column, lists
# would be looked up here and then have to be sorted.
Index("offer_sort_filters", _sort.c.n, *_ASKED, _sort.c.fresh)
# The plus keeps SQLite from looking up each number: walking the index in order spares the sorting.
_ROW = literal_column("+offer_sort.n", Integer)
_TERM_ROW = literal_column("+offer_term.n", Integer)

_PUT_WORD = "INSERT OR IGNORE INTO offer_word(facet, word) VALUES (?, ?)"
_PUT_TERM = "INSERT INTO offer_term(w, n) SELECT w, ? FROM offer_word WHERE facet = ? AND word = ?"
_PUT_SORT = (
    "INSERT INTO offer_sort(n, fresh, title, status, open_places, paused, unanswered) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True)
class IndexEntry:
    """What the index says of one offer."""

    text: IndexText
    terms: tuple[tuple[str, str], ...]
    fresh: int
    title: str
    status: str
    open_places: int
    paused: int
    unanswered: int


def entry(offer: Record, organisation: Record | None, places: Iterable[Record]) -> IndexEntry:
    """Pure, and the slow half of indexing: to be done before the transaction."""
    places = tuple(places)
    return IndexEntry(
        text=index_text(offer, organisation, places),
        terms=tuple(sorted(set(_terms(offer, places)))),
        fresh=_fresh(offer),
        title=sorting_key(offer.text("title"))[:_SORTED_BY],
        status=offer.text("status") or ACTIVE,
        open_places=_number(offer, "open_places"),
        paused=_paused(offer),
        unanswered=_number(offer, "unanswered"),
    )


def create(connection: Connection) -> None:
    """An empty index, whatever stood there before."""
    offer_text.create(connection)
    _metadata.drop_all(connection)
    _metadata.create_all(connection)


def put(connection: Connection, rows: Iterable[tuple[int, IndexEntry]]) -> None:
    """Indexes offers under their row numbers, in place of what was there."""
    fresh = list(rows)
    remove(connection, [n for n, _ in fresh])
    offer_text.put(connection, ((n, said.text) for n, said in fresh))
    for statement, cells in (
        (_PUT_WORD, sorted({term for _, said in fresh for term in said.terms})),
        (_PUT_TERM, [(n, *term) for n, said in fresh for term in said.terms]),
        (_PUT_SORT, [(n, *_sorted_by(said)) for n, said in fresh]),
    ):
        if cells:
            connection.exec_driver_sql(statement, cells)


def _sorted_by(said: IndexEntry) -> tuple[int | str, ...]:
    return said.fresh, said.title, said.status, said.open_places, said.paused, said.unanswered


def remove(connection: Connection, ns: Iterable[int]) -> None:
    """Numbers that are not there are no matter."""
    rows = [(n,) for n in ns]
    offer_text.remove(connection, (n for (n,) in rows))
    if rows:
        for name in ("offer_term", "offer_sort"):
            connection.exec_driver_sql(f"DELETE FROM {name} WHERE n = ?", rows)  # noqa: S608 - names of ours


def forget(connection: Connection) -> None:
    """Leaves no trace of removed offers in the index; slow, for erasures."""
    connection.exec_driver_sql("DELETE FROM offer_word WHERE w NOT IN (SELECT w FROM offer_term)")
    offer_text.forget(connection)


def find(connection: Connection, query: Query) -> Hits:
    """Every offer the query meets, best first: all words in the title, then the rest.

    Without words, and among hits too many to rank, the freshest come first.
    """
    terms = parse(query.text)
    if not terms:
        return _worth(_newest(connection, query), 0.0)
    anywhere, in_title = fts(terms), fts(terms, IN_TITLE)
    best = _newest(connection, query, in_title)
    rest = _newest(connection, query, f"({anywhere}) NOT ({in_title})")
    if len(best) + len(rest) <= _RANKED:
        return _ranked(connection, query, anywhere, frozenset(best))
    first = (
        _ranked(connection, query, in_title, frozenset(best)) if len(best) <= _RANKED else _worth(best, 0.5)
    )
    return _joined(first, _worth(rest, 0.0))


def numbers(connection: Connection, text: str) -> frozenset[int]:
    """Every offer in whose text these words stand, whatever its status; none where there are no words."""
    terms = parse(text)
    return frozenset(connection.execute(matching(fts(terms))).scalars()) if terms else frozenset()


def count(connection: Connection, query: Query) -> int:
    """How many offers the query meets."""
    met = select(func.count()).select_from(_sort).where(*_conditions(query))
    return connection.execute(met).scalar_one()


def lights(connection: Connection, query: Query) -> dict[Light, int]:
    """How many of the offers the query meets stand under each light."""
    by = (_sort.c.fresh, _sort.c.unanswered)
    rows = connection.execute(select(*by, func.count()).where(*_conditions(query)).group_by(*by))
    found = dict.fromkeys(Light, 0)
    for fresh, unanswered, offers in rows:
        on = date.fromordinal(fresh) if fresh else None
        found[freshness(on, None, query.today, unanswered=unanswered).light] += offers
    return found


def facets(connection: Connection, query: Query) -> Facets:
    """For each filter how many offers have each word, while all the other filters hold."""
    unused = [name for name in _IN_TERMS if query.choice(name) == ANY]
    counted = {"statuses": _by_status(connection, query), **_by_word(connection, query, unused)}
    for name in set(_IN_TERMS).difference(unused):
        counted |= _by_word(connection, query, [name], but=name)
    return counted


def _newest(connection: Connection, query: Query, match: str = "") -> "array[int]":
    conditions = [_ROW.in_(matching(match))] if match else []
    found = select(_sort.c.n).where(*conditions, *_filters(query)).order_by(*_NEWEST).subquery()
    # As one row: fetching a row takes Python's lock, for which a busy import makes each one wait. SQLite
    # hands the aggregate its rows in the order of the subquery.
    whole = connection.execute(select(func.json_group_array(found.c.n))).scalar_one()
    return array("q", msgspec.json.decode(whole, type=list[int]))


def _ranked(connection: Connection, query: Query, match: str, titled: frozenset[int]) -> Hits:
    """The hits of an expression by bm25, the titled ones first."""
    rows = connection.execute(
        matching(match)
        .join(_sort, _sort.c.n == FTS.c.rowid)
        .where(*_filters(query))
        .add_columns(FTS.c.rank)
        .order_by(FTS.c.rank, *_NEWEST)
    )
    first, rest = Hits(), Hits()
    for n, rank in rows:
        tier, least = (first, 0.5) if n in titled else (rest, 0.0)
        tier.ns.append(n)
        tier.scores.append(least + _half(-rank))
    return _joined(first, rest)


def _half(worth: float) -> float:
    """0 to 0.5 for bm25's open scale, in the same order."""
    return 0.5 * worth / (1 + worth)


def _worth(ns: "array[int]", score: float) -> Hits:
    return Hits(ns, array("d", [score]) * len(ns))


def _joined(first: Hits, rest: Hits) -> Hits:
    return Hits(first.ns + rest.ns, first.scores + rest.scores)


def _by_word(
    connection: Connection, query: Query, names: Sequence[str], but: str = ""
) -> dict[str, dict[str, int]]:
    met = select(_sort.c.n).where(*_conditions(query, but))
    asked = select(_word.c.w).where(_word.c.facet.in_(names))
    number = func.count().label("number")
    counts = (
        select(_term.c.w, number)
        .where(_term.c.w.in_(asked), _TERM_ROW.in_(met))
        .group_by(_term.c.w)
        .subquery()
    )
    rows = connection.execute(
        select(_word.c.facet, _word.c.word, counts.c.number).join(counts, counts.c.w == _word.c.w)
    )
    counted: dict[str, dict[str, int]] = {name: {} for name in names}
    for name, word, offers in rows:
        counted[name][word] = offers
    return counted


def _by_status(connection: Connection, query: Query) -> dict[str, int]:
    conditions = _conditions(query, but="statuses")
    status = case((_is_paused(query.today), PAUSED), else_=_sort.c.status)
    grouped = select(status, func.count()).where(*conditions).group_by(status)
    return {row[0]: row[1] for row in connection.execute(grouped)}


def _conditions(query: Query, but: str = "") -> Iterator[ColumnElement[bool]]:
    if terms := parse(query.text):
        yield _ROW.in_(matching(fts(terms)))
    yield from _filters(query, but)


def _filters(query: Query, but: str = "") -> Iterator[ColumnElement[bool]]:
    if query.statuses and but != "statuses":
        yield _stands_so(query)
    if OPEN in query.choice("places").include:
        yield _sort.c.open_places > 0
    if fresh := query.choice("freshness").include:
        silent = [_unanswered] if UNANSWERED in fresh else []
        yield or_(_light(query.today).in_(fresh), *silent)
    for name in _IN_TERMS:
        choice = ANY if name == but else query.choice(name)
        if choice.include:
            yield _ROW.in_(_having(name, choice.include))
        if choice.exclude:
            yield _ROW.not_in(_having(name, choice.exclude))


def _stands_so(query: Query) -> ColumnElement[bool]:
    found = _sort.c.status.in_(_bindable(query.statuses - {PAUSED}))
    if {ACTIVE, PAUSED} <= query.statuses or not query.statuses & {ACTIVE, PAUSED}:
        return found
    is_paused = _is_paused(query.today)
    return or_(found, is_paused) if PAUSED in query.statuses else and_(found, not_(is_paused))


def _is_paused(today: date) -> ColumnElement[bool]:
    return and_(_sort.c.status == ACTIVE, _sort.c.paused > today.toordinal())


_unanswered = _sort.c.unanswered >= MOST_UNANSWERED


def _light(today: date) -> ColumnElement[str]:
    """An unknown day stands as 0."""

    def since(days: timedelta) -> ColumnElement[bool]:
        return _sort.c.fresh >= (today - days).toordinal()

    return case(
        (_sort.c.fresh == 0, Light.UNKNOWN.value),
        (and_(since(timedelta(90)), not_(_unanswered)), Light.GREEN.value),
        (and_(since(TRUSTED_FOR), not_(_unanswered)), Light.YELLOW.value),
        (since(OUTDATED_AFTER), Light.ORANGE.value),
        else_=Light.RED.value,
    )


def _having(name: str, words: Iterable[str]) -> Select[int]:
    wanted = select(_word.c.w).where(_word.c.facet == name, _word.c.word.in_(_bindable(words)))
    return select(_term.c.n).where(_term.c.w.in_(wanted))


def _bindable(words: Iterable[str]) -> list[str]:
    """Lone surrogates, as a shell may pass them, cannot be bound; the word is then none of ours."""
    return [word.encode(errors="replace").decode() for word in sorted(words)]


def _terms(offer: Record, places: Iterable[Record]) -> Iterator[tuple[str, str]]:
    for name in _IN_TERMS:
        value = offer.get(name)
        if isinstance(value, tuple):
            yield from ((name, word) for word in value)
    yield from (("districts", place.text("district")) for place in places if place.text("district"))


def _number(offer: Record, name: str) -> int:
    value = offer.get(name)
    return value if isinstance(value, int) else 0


def _paused(offer: Record) -> int:
    until = offer.text("paused_until")
    return date.fromisoformat(until).toordinal() if until else 0


def _fresh(offer: Record) -> int:
    days = (offer.text(name) for name in ("assured_on", "edited_on"))
    assured, edited = (date.fromisoformat(day) if day else None for day in days)
    on = freshness(assured, edited, date.max).on
    return on.toordinal() if on else 0
