"""Asks the index for what somebody looks for, word by word, and puts the offers that say it best first."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import chain, compress
from math import log2
from operator import and_, itemgetter

from sqlalchemy import Connection

from kosidesk.search.bitset import bits_of, flags, joined
from kosidesk.search.query import Hits
from kosidesk.search.rows import Rows
from kosidesk.search.wanted import TELLING, Wanted, levels
from kosidesk.storage import offer_text, offer_words
from kosidesk.storage.offer_meaning import Asked, meaning
from kosidesk.storage.offer_words import Mark

ENOUGH = 5
"""Where fewer offers are about every word, those follow that meet the more telling ones."""

_MORE = 0.1
"""What lesser meetings count beside the best one: who says it twice is more likely about it."""

_ALL_OF_IT = 1 / (1 - _MORE)
"""More can nobody meet of one word."""

_OF_A_FILLER = 0.2
"""What a word weighs that nobody would miss, of what its rareness gives it."""


@dataclass(frozen=True)
class Meeting:
    """Who says what is looked for: for each level of it, the least first, what it is worth and a set."""

    worths: tuple[float, ...]
    levels: tuple[int, ...]

    @classmethod
    def of(cls, connection: Connection, one: Wanted) -> "Meeting":
        worths, expressions = zip(*levels(one), strict=True)
        return cls(worths, tuple(map(bits_of, offer_text.matching(connection, *expressions))))

    @cached_property
    def bits(self) -> int:
        return joined(self.levels)

    @cached_property
    def telling(self) -> int:
        return joined(bits for worth, bits in zip(self.worths, self.levels, strict=True) if worth >= TELLING)

    @cached_property
    def ways(self) -> bytes:
        """For each row number in which way it is met: the levels of it as bits."""
        size, said = self.bits.bit_length(), filter(itemgetter(1), enumerate(self.levels))
        ways = sum(int.from_bytes(flags(bits, size)) << level for level, bits in said)
        return ways.to_bytes(size)

    def worth(self, way: int) -> float:
        worth = 0.0
        for level, of_level in enumerate(self.worths):
            if way >> level & 1:
                worth = of_level + _MORE * worth
        return worth


class Recent:
    """The last search, and what its words met: at the next key all but one of them are the same.

    Any thread may use it.
    """

    def __init__(self) -> None:
        self._last: tuple[Mark, object, _Search] | None = None

    def search(self, connection: Connection, asked: Asked, rows: Rows) -> "_Search":
        """The same one for as long as nothing changes."""
        mark, typed = offer_words.mark(connection), (list(map(vars, asked.terms)), asked.synonyms)
        was, before, last = self._last or (None, None, None)
        if last and last.rows is rows and (was, before) == (mark, typed):
            return last
        known = last.met if last and was == mark else {}
        meant = meaning(connection, asked)
        met = {one: known.get(one) or Meeting.of(connection, one) for one in meant.things}
        search = _Search(met, meant.corrected, rows)
        self._last = mark, typed, search
        return search


def find(connection: Connection, asked: Asked, rows: Rows, left: int, recent: Recent) -> Hits:
    """Those of a set that meet every word, best first, of equals the newest; all if no word is typed."""
    if not asked.terms:
        ns = rows.newest(left)
        return Hits(ns, array("d", [0.0]) * len(ns))
    search = recent.search(connection, asked, rows)
    found = search.found(left) & left
    return Hits(*search.ranked(found), search.corrected, search.lacks_words(found))


def met(connection: Connection, asked: Asked, rows: Rows, left: int, recent: Recent) -> int:
    """The set that `find` finds, before anything is left out of it."""
    return recent.search(connection, asked, rows).found(left) if asked.terms else rows.everything


class _Search:
    """What typed words met. What nobody would miss is not needed, unless nothing else was typed."""

    def __init__(
        self, met: Mapping[Wanted, Meeting], corrected: tuple[tuple[str, str], ...], rows: Rows
    ) -> None:
        self.met, self.corrected, self.rows = met, corrected, rows
        self._meetings = tuple(met.values())
        self._weights = [_weight(one, meeting, rows.everything.bit_count()) for one, meeting in met.items()]
        needed = [not one.is_filler for one in met]
        self._needed = needed if any(needed) else [True] * len(needed)
        self._every = reduce(and_, (one.bits for one in compress(self._meetings, self._needed)))

    def found(self, left: int) -> int:
        return self._every | self._most if self.is_fewer(left) else self._every

    def lacks_words(self, found: int) -> bool:
        """Whether some of them do not meet every word."""
        return bool(found & ~self._every)

    def is_fewer(self, left: int) -> bool:
        """Whether too few are about every word; one word alone cannot be left out."""
        telling = reduce(and_, (one.telling for one in compress(self._meetings, self._needed)))
        return sum(self._needed) > 1 and (telling & left).bit_count() < ENOUGH

    def ranked(self, found: int) -> tuple["array[int]", "array[float]"]:
        """The best first, of equals the newest, and what each is worth."""
        ns, piles = self.rows.newest(found), _Piles(self._meetings, self._weights)
        for n, pile in zip(ns, map(piles.__getitem__, self._ways(ns)), strict=False):
            pile(n)
        ranked, worths = array("q"), array("d")
        for worth in sorted(piles.alike, reverse=True):
            ranked.fromlist(piles.alike[worth])
            worths.extend(array("d", [worth]) * len(piles.alike[worth]))
        return ranked, worths

    def _ways(self, ns: "array[int]") -> Iterator[tuple[int, ...]]:
        """In which way each word is met, for each number; that of the last comes twice."""
        if not ns:
            return iter(())
        of_each, size = itemgetter(*ns, ns[-1]), max(ns) + 1
        return zip(*(of_each(meeting.ways.ljust(size, b"\0")) for meeting in self._meetings), strict=True)

    @cached_property
    def _most(self) -> int:
        """Those that meet at least half of what can be met at all, by what the words tell."""
        pairs = compress(zip(self._weights, self._meetings, strict=True), self._needed)
        met = [(weight, one.bits) for weight, one in pairs if one.bits]
        told = [(0.0, joined(bits for _, bits in met))]
        for weight, bits in met:
            halves = chain.from_iterable(
                ((before + weight, ns & bits), (before, ns & ~bits)) for before, ns in told
            )
            told = [(now, ns) for now, ns in halves if ns]
        least = sum(weight for weight, _ in met) / 2
        return joined(ns for now, ns in told if now >= least)


class _Piles(dict[tuple[int, ...], Callable[[int], None]]):
    """In which way each word is met → puts a number to those that are worth as much.

    Worth is 0 to 1: near 1 where the title says every word as it was typed.
    """

    def __init__(self, meetings: Sequence[Meeting], weights: Sequence[float]) -> None:
        self._meetings, self._weights = meetings, weights
        self.alike = defaultdict[float, list[int]](list)

    def __missing__(self, ways: tuple[int, ...]) -> Callable[[int], None]:
        total, worth = sum(self._weights) * _ALL_OF_IT, 0.0
        for weight, meeting, way in zip(self._weights, self._meetings, ways, strict=True):
            worth += weight / total * meeting.worth(way)
        pile = self[ways] = self.alike[worth].append
        return pile


def _weight(one: Wanted, meeting: Meeting, offers: int) -> float:
    """The fewer offers tell of it, the more it tells."""
    rareness = log2(2 + offers / (1 + meeting.telling.bit_count()))
    return rareness * (_OF_A_FILLER if one.is_filler else 1.0)
