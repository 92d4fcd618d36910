"""All offers of a desk in memory, as lists and filters ask for them; kept up to date from the index."""

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from kosidesk.domain.city import DISTRICTS, City
from kosidesk.search.query import FRESHNESS, Query
from kosidesk.search.stock import Change, Rows, Said, Stock
from kosidesk.services.candidates import Words
from kosidesk.services.desk import Desk
from kosidesk.storage import offer_words
from kosidesk.storage.database import Database
from kosidesk.storage.offer_words import Mark

_SPELT = ("fields", "target_groups", "districts")


@dataclass(frozen=True)
class _Known:
    """The stock at one place of the index; `said_at` is where what the offers say was read."""

    city: "_City"
    mark: Mark
    rows: Rows
    said_at: Mark
    said: Said


_stocks: WeakKeyDictionary[Database, _Known] = WeakKeyDictionary()
_at_stocks = Lock()


def stock(desk: Desk, query: Query | None = None) -> Stock:
    """As the desk is now, for any thread. For a query that chooses no words, no words are read.

    The first call that needs the words of a large desk takes its time, and no key cancels it.
    """
    needs_words = query is None or query.near is not None or bool(query.choices.keys() - {FRESHNESS})
    with _at_stocks:
        with desk.database.reading() as connection:
            now = _brought_up_to_date(
                connection, desk.city, _stocks.get(desk.database), needs_words=needs_words
            )
        _stocks[desk.database] = now
    return Stock(now.rows, now.said)


def _brought_up_to_date(
    connection: Connection, city: City, known: _Known | None, *, needs_words: bool
) -> _Known:
    mark = offer_words.mark(connection)
    if known is None or known.city.city is not city or known.mark.making != mark.making:
        nothing = Mark(mark.making, 0)
        known = _Known(_City(city), nothing, Rows(), nothing, Said())
    rows = known.rows if known.mark == mark else offer_words.rows(connection)
    if not needs_words or known.said_at == mark:
        return _Known(known.city, mark, rows, known.said_at, known.said)
    said = known.said
    for changes in offer_words.news(connection, known.said_at.stamp):
        said = said.after(known.city.spelt(change) for change in changes)
    return _Known(known.city, mark, rows, mark, said)


class _City:
    """Words as the city writes them, and the middles of its districts."""

    def __init__(self, city: City) -> None:
        self.city = city
        self._words = Words(city)
        self._middles = {
            district.name: (district.latitude, district.longitude) for district in city.districts
        }

    def spelt(self, change: Change) -> Change:
        """An offer that names only its district happens in the middle of it."""
        if change.words is None:
            return change
        words = {facet: tuple(self._spelt(facet, said)) for facet, said in change.words.items()}
        middles = (self._middles[name] for name in words.get(DISTRICTS, ()) if name in self._middles)
        return Change(change.n, words, change.points or tuple(middles))

    def _spelt(self, facet: str, said: Iterable[str]) -> Iterable[str]:
        return self._words.spelt(facet, said) if facet in _SPELT else said
