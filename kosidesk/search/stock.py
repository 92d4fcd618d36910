"""All offers in memory, as far as lists and filters ask for them: who meets a query, and how many per word.

Every word of a facet is a set of row numbers (`bitset`), so that all of them are counted anew at each key.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial, reduce
from itertools import compress
from operator import or_

import msgspec

from kosidesk.domain.city import DISTRICTS
from kosidesk.domain.city_map import metres
from kosidesk.domain.freshness import MOST_UNANSWERED, Light, freshness
from kosidesk.domain.offer import ACTIVE
from kosidesk.search.bitset import bits_of, flags
from kosidesk.search.facet_words import Point
from kosidesk.search.query import (
    ANY,
    ANYWHERE,
    FACETS,
    FRESHNESS,
    PAUSED,
    UNANSWERED,
    UNSAID,
    Facets,
    Near,
    Query,
)

_STATUSES, _NEAR = "statuses", "near"


@dataclass(frozen=True)
class Rows:
    """Every offer, the newest first, and on which day each was assured or else edited.

    Days are those of `date.toordinal`, 0 for none. `stands` says which have which status, paused until which
    day; `silent` is where nobody answers.
    """

    order: "array[int]" = field(default_factory=lambda: array("q"))
    days: "array[int]" = field(default_factory=lambda: array("q"))
    stands: Mapping[tuple[str, int], int] = field(default_factory=dict)
    silent: int = 0
    _by_day: dict[date, Mapping[str, int]] = field(default_factory=dict, compare=False)

    @cached_property
    def everything(self) -> int:
        return _joined(self.stands.values())

    def newest(self, bits: int) -> "array[int]":
        """Those of a set that exist, the newest first."""
        marked = flags(bits, self.everything.bit_length())
        return array("q", compress(self.order, map(marked.__getitem__, self.order)))

    def by_status(self, today: date) -> Mapping[str, int]:
        found: dict[str, int] = defaultdict(int)
        for (status, until), bits in self.stands.items():
            found[PAUSED if status == ACTIVE and until > today.toordinal() else status] |= bits
        return found

    def by_light(self, today: date) -> Mapping[str, int]:
        """The name of each light → who stands under it on a day; and where nobody answers."""
        if today not in self._by_day:
            self._by_day.clear()
            lights = dict.fromkeys((light.value for light in Light), 0)
            for light, bits in self._lit(today):
                lights[light.value] |= bits
            self._by_day[today] = {**lights, UNANSWERED: self.silent}
        return self._by_day[today]

    def _lit(self, today: date) -> Iterator[tuple[Light, int]]:
        """The older, the worse: whoever stands under one light stands side by side."""
        end = 0
        while end < len(self.order):
            start, day = end, self.days[end]
            light = _light(day, today)
            end = bisect_right(self.days, 0, start, key=lambda day: int(_light(day, today) is not light))
            bits = bits_of(self.order[start:end])
            yield light, bits & ~self.silent
            yield _light(day, today, unanswered=MOST_UNANSWERED), bits & self.silent


def _light(day: int, today: date, *, unanswered: int = 0) -> Light:
    return freshness(date.fromordinal(day) if day else None, None, today, unanswered=unanswered).light


class Change(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What the offer of a row number says now; no words at all for one that is gone."""

    n: int
    words: Mapping[str, tuple[str, ...]] | None
    points: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Said:
    """What the offers say: facet → word → who says it; and where they are.

    Who names only a district is in the middle of it, as `middles` tell.
    """

    rows: int = 0
    words: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    points: Mapping[int, tuple[Point, ...]] = field(default_factory=dict)
    middles: Mapping[str, Point] = field(default_factory=dict)
    _by_point: dict[Near, int] = field(default_factory=dict, compare=False)

    def after(self, changes: Iterable[Change]) -> "Said":
        changed = tuple(changes)
        kept = ~bits_of([one.n for one in changed])
        fresh: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        points = dict(self.points)
        for one in changed:
            points.pop(one.n, None)
            if one.points:
                points[one.n] = one.points
            for facet, said in (one.words or {}).items():
                for word in said:
                    fresh[facet][word].append(one.n)
        joined = {
            facet: _changed(self.words.get(facet, {}), kept, fresh[facet])
            for facet in self.words.keys() | fresh.keys()
        }
        there = bits_of([one.n for one in changed if one.words is not None])
        return Said(self.rows & kept | there, joined, points)

    def spelt(self, spelt: Callable[[str, str], str], middles: Mapping[str, Point]) -> "Said":
        """In the words of a city: `spelt` says how it writes the word of a facet."""
        words = {facet: _merged(said, partial(spelt, facet)) for facet, said in self.words.items()}
        return Said(self.rows, words, self.points, middles)

    def values(self, facet: str) -> Mapping[str, int]:
        """Word → who says it; those who say nothing under `UNSAID`."""
        return self._values.get(facet, {UNSAID: self.rows})

    def near(self, near: Near) -> int:
        """Those that happen within reach, and those that can be done from any place."""
        if near not in self._by_point:
            self._by_point.clear()
            self._by_point[near] = self._at_points(near) | self._in_districts(near) | self._anywhere
        return self._by_point[near]

    def _at_points(self, near: Near) -> int:
        return bits_of([n for n, points in self.points.items() if _reaches(near, points)])

    def _in_districts(self, near: Near) -> int:
        reached = (name for name, middle in self.middles.items() if _reaches(near, (middle,)))
        return _joined(self._named.get(name, 0) for name in reached) & ~self._at_a_point

    def without_place(self) -> int:
        """Nobody knows where they happen: they are not near, and counted to be told."""
        placed = _joined(self._named.get(name, 0) for name in (*self.middles, ANYWHERE))
        return self.rows & ~(placed | self._at_a_point)

    @property
    def _named(self) -> Mapping[str, int]:
        return self.words.get(DISTRICTS, {})

    @property
    def _anywhere(self) -> int:
        return self._named.get(ANYWHERE, 0)

    @cached_property
    def _at_a_point(self) -> int:
        return bits_of(self.points)

    @cached_property
    def _values(self) -> Mapping[str, Mapping[str, int]]:
        return {
            facet: {**words, UNSAID: self.rows & ~_joined(words.values())}
            for facet, words in self.words.items()
        }


@dataclass(frozen=True)
class Stock:
    """What the filters of a query leave; `said` may be empty for a query that chooses nothing."""

    rows: Rows
    said: Said = field(default_factory=Said)

    def met(self, query: Query, but: str = "") -> int:
        """Everyone whom the filters leave, whatever the text; one filter may be set aside."""
        left = self.rows.everything
        if query.statuses and but != _STATUSES:
            left &= _joined(
                bits for status, bits in self.rows.by_status(query.today).items() if status in query.statuses
            )
        for facet, choice in query.choices.items():
            if facet != but:
                values = self._values(facet, query.today)
                if choice.include:
                    left &= _joined(values.get(word, 0) for word in choice.include)
                left &= ~_joined(values.get(word, 0) for word in choice.exclude)
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


def _changed(words: Mapping[str, int], kept: int, fresh: Mapping[str, list[int]]) -> dict[str, int]:
    """Words nobody says any more are left out."""
    new = {word: bits_of(ns) for word, ns in fresh.items()}
    joined = {word: words.get(word, 0) & kept | new.get(word, 0) for word in words.keys() | new.keys()}
    return {word: bits for word, bits in joined.items() if bits}


def _merged(words: Mapping[str, int], spelt: Callable[[str], str]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for word, bits in words.items():
        found[spelt(word)] |= bits
    return found


def _counts(values: Mapping[str, int], left: int) -> dict[str, int]:
    return {word: count for word, bits in values.items() if (count := (bits & left).bit_count())}


def _joined(sets: Iterable[int]) -> int:
    return reduce(or_, sets, 0)


def _reaches(near: Near, points: Iterable[Point]) -> bool:
    here = (near.longitude, near.latitude)
    return any(metres(here, (east, north)) <= near.km * 1000 for north, east in points)
