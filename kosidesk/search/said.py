"""What the offers say, in memory: each word of a facet is the set of those who say it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

import msgspec

from kosidesk.domain.city import DISTRICTS
from kosidesk.domain.city_map import metres
from kosidesk.search.bitset import bits_of, joined
from kosidesk.search.facet_words import Point
from kosidesk.search.query import ANYWHERE, UNSAID, Near


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
        kept, fresh = ~bits_of([one.n for one in changed]), _by_word(changed)
        there = bits_of([one.n for one in changed if one.words is not None])
        words = {
            facet: _changed(self.words.get(facet, {}), kept, fresh.get(facet, {}))
            for facet in self.words.keys() | fresh.keys()
        }
        points = {**self.points, **{one.n: one.points for one in changed if one.points}}
        for one in changed:
            if not one.points:
                points.pop(one.n, None)
        return Said(
            self.rows & kept | there,
            {facet: said for facet, said in words.items() if said},
            points,
        )

    def spelt(self, spelt: Callable[[str, str], str], middles: Mapping[str, Point]) -> "Said":
        """In the words of a city: `spelt` says how it writes the word of a facet."""
        words = {facet: _merged(said, partial(spelt, facet)) for facet, said in self.words.items()}
        return Said(self.rows, words, self.points, middles)

    def values(self, facet: str) -> Mapping[str, int]:
        """Word → who says it; those who say nothing under `UNSAID`."""
        return self._values.get(facet, {UNSAID: self.rows})

    def near(self, near: Near) -> int:
        """Those that happen within reach, and those that can be done from any place."""
        known = self._by_point.get(near)
        if known is None:
            known = self._at_points(near) | self._in_districts(near) | self._anywhere
            self._by_point.clear()
            self._by_point[near] = known
        return known

    def _at_points(self, near: Near) -> int:
        return bits_of([n for n, points in self.points.items() if _reaches(near, points)])

    def _in_districts(self, near: Near) -> int:
        reached = (name for name, middle in self.middles.items() if _reaches(near, (middle,)))
        return joined(self._named.get(name, 0) for name in reached) & ~self._at_a_point

    def without_place(self) -> int:
        """Nobody knows where they happen: they are not near, and counted to be told."""
        placed = joined(self._named.get(name, 0) for name in (*self.middles, ANYWHERE))
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
            facet: {**words, UNSAID: self.rows & ~joined(words.values())}
            for facet, words in self.words.items()
        }


def _by_word(changes: Iterable[Change]) -> Mapping[str, Mapping[str, list[int]]]:
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for one in changes:
        for facet, said in (one.words or {}).items():
            for word in said:
                found[facet][word].append(one.n)
    return found


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


def _reaches(near: Near, points: Iterable[Point]) -> bool:
    here = (near.longitude, near.latitude)
    return any(metres(here, (east, north)) <= near.km * 1000 for north, east in points)
