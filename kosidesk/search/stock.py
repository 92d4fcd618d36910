"""All offers in memory, laid against a query: who meets its filters, and how many per word."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kosidesk.domain.freshness import Light
from kosidesk.search.bitset import joined
from kosidesk.search.query import ANY, FACETS, FRESHNESS, UNSAID, Facets, Query
from kosidesk.search.rows import Rows
from kosidesk.search.said import Said

_STATUSES, _NEAR = "statuses", "near"


@dataclass(frozen=True)
class Stock:
    """What the filters of a query leave; `said` may be empty for a query that chooses nothing."""

    rows: Rows
    said: Said = field(default_factory=Said)

    def met(self, query: Query, but: str = "") -> int:
        """Everyone whom the filters leave, whatever the text; one filter may be set aside."""
        left = self.rows.everything
        if query.statuses and but != _STATUSES:
            left &= joined(
                bits for status, bits in self.rows.by_status(query.today).items() if status in query.statuses
            )
        for facet, choice in query.choices.items():
            if facet != but:
                values = self._values(facet, query.today)
                if choice.include:
                    left &= joined(values.get(word, 0) for word in choice.include)
                left &= ~joined(values.get(word, 0) for word in choice.exclude)
        if query.near and but != _NEAR:
            left &= self.said.near(query.near)
        return left

    def facets(self, query: Query, found: int) -> Facets:
        """For each word how many of those the text finds are left under all other filters."""
        left = found & self.met(query)
        counted = {_STATUSES: _counts(self.rows.by_status(query.today), found & self.met(query, _STATUSES))}
        for facet in FACETS:
            under = left if query.choice(facet) == ANY else found & self.met(query, facet)
            counted[facet] = _counts(self._values(facet, query.today), under)
        without = self.said.without_place() & found & self.met(query, _NEAR)
        return {**counted, _NEAR: {UNSAID: without.bit_count()}}

    def lights(self, query: Query) -> dict[Light, int]:
        """How many of those the filters leave stand under each light."""
        left, lights = self.met(query), self.rows.by_light(query.today)
        return {light: (lights[light.value] & left).bit_count() for light in Light}

    def _values(self, facet: str, today: date) -> Mapping[str, int]:
        return self.rows.by_light(today) if facet == FRESHNESS else self.said.values(facet)


def _counts(values: Mapping[str, int], left: int) -> dict[str, int]:
    return {word: count for word, bits in values.items() if (count := (bits & left).bit_count())}
