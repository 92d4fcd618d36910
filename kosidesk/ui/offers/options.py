"""Which words each filter offers, in which order."""

from collections.abc import Mapping

from kosidesk.domain.freshness import Light
from kosidesk.domain.wish import EXTENTS
from kosidesk.search.query import (
    AGES,
    ANYWHERE,
    CERTIFICATE,
    FACETS,
    FLEXIBLE,
    FULL,
    NO,
    NONE,
    OLDER,
    OPEN,
    UNANSWERED,
    UNSAID,
    YES,
    Facets,
)
from kosidesk.services.desk import Desk
from kosidesk.services.words import facet_word
from kosidesk.ui.kit.filters import Option

_OTHER_WORDS = 40
"""Words outside the city's vocabulary that are offered, the most frequent ones."""

# Before the words of the city and of the offers.
_FIRST: Mapping[str, tuple[str, ...]] = {
    "districts": (ANYWHERE,),
    "week": (*map(str, range(21)), FLEXIBLE),
    "extent": EXTENTS,
    "accessibility": (YES, NO),
    "age": (*map(str, AGES), OLDER),
    "documents": (CERTIFICATE, NONE),
    "places": (OPEN, FULL),
    "freshness": (*(light.value for light in Light), UNANSWERED),
}
_ALWAYS_SAID = frozenset({"freshness"})


class Options:
    """No word that was offered goes away again while a search is narrowed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._others: dict[str, tuple[str, ...]] = dict.fromkeys(FACETS, ())

    def of(self, counts: Facets) -> dict[str, tuple[Option, ...]]:
        return {facet: self._of(facet, counts.get(facet, {})) for facet in FACETS}

    def _of(self, facet: str, counts: Mapping[str, int]) -> tuple[Option, ...]:
        city = self._desk.city.choices(facet, self._desk.today())
        known = (*_FIRST.get(facet, ()), *city)
        fresh = counts.keys() - {*known, *self._others[facet], UNSAID}
        more = sorted(fresh, key=lambda word: (-counts[word], word))
        self._others[facet] = (*self._others[facet], *more)[:_OTHER_WORDS]
        last = () if facet in _ALWAYS_SAID else (UNSAID,)
        offered = (*known, *self._others[facet], *last)
        return tuple(Option(word, facet_word(facet, word), counts.get(word, 0)) for word in offered)
