"""All offers of a desk in memory, as lists and filters ask for them; kept up to date from the index."""

from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from weakref import WeakKeyDictionary

from kosidesk.domain.city import DISTRICTS, FIELDS, TARGET_GROUPS
from kosidesk.search.query import FRESHNESS, Query
from kosidesk.search.rows import Rows
from kosidesk.search.said import Said
from kosidesk.search.stock import Stock
from kosidesk.services.candidates import Words
from kosidesk.services.desk import Desk
from kosidesk.storage import offer_words
from kosidesk.storage.database import Database
from kosidesk.storage.index_damage import noticed
from kosidesk.storage.offer_words import Mark

_SPELT = frozenset({FIELDS, TARGET_GROUPS, DISTRICTS})


@dataclass(frozen=True)
class _Known:
    """The stock at one place of the index, in the words of a city.

    What the offers say is read later than the rows, up to `read`; `raw` is in their own words.
    """

    words: Words
    mark: Mark
    rows: Rows
    read: Mark
    raw: Said
    said: Said


_stocks: WeakKeyDictionary[Database, _Known] = WeakKeyDictionary()
_at_stocks = Lock()


@noticed()
def stock(desk: Desk, query: Query | None = None) -> Stock:
    """As the desk is now, for any thread. For a query that chooses no words, no words are read.

    The first call that needs the words of a large desk takes its time, and no key cancels it. Raises
    IndexDamaged.
    """
    needs_words = query is None or query.near is not None or bool(query.choices.keys() - {FRESHNESS})
    with _at_stocks:
        known = _brought_up_to_date(desk, _stocks.get(desk.database))
        now = _stocks[desk.database] = _with_words(desk, known) if needs_words else known
    return Stock(now.rows, now.said)


def _brought_up_to_date(desk: Desk, known: _Known | None) -> _Known:
    with desk.database.reading() as connection:
        mark = offer_words.mark(connection)
        if known and known.mark == mark and known.words.city is desk.city:
            return known
        rows = offer_words.rows(connection)
    if known and known.mark.making == mark.making and known.words.city is desk.city:
        return replace(known, mark=mark, rows=rows)
    return _Known(Words(desk.city), mark, rows, Mark(mark.making, 0), Said(), Said())


def _with_words(desk: Desk, known: _Known) -> _Known:
    """What is read beyond the mark is read again, and says the same."""
    if known.read == known.mark:
        return known
    raw = known.raw
    with desk.database.reading() as connection:
        for changes in offer_words.news(connection, known.read.stamp):
            raw = raw.after(changes)
    middles = {one.name: (one.latitude, one.longitude) for one in desk.city.districts}
    return replace(known, read=known.mark, raw=raw, said=raw.spelt(partial(_spelt, known.words), middles))


def _spelt(words: Words, facet: str, word: str) -> str:
    return next(words.spelt(facet, (word,))) if facet in _SPELT else word
