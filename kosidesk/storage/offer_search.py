"""Asks the index for what somebody looks for, word by word, and puts the offers that say it best first."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain, compress, repeat
from math import log2
from operator import and_

from sqlalchemy import Connection

from kosidesk.search.bitset import bits_of
from kosidesk.search.query import Hits
from kosidesk.search.rows import Rows
from kosidesk.search.wanted import TELLING, Wanted, levels
from kosidesk.storage import offer_text, offer_words
from kosidesk.storage.offer_meaning import Asked, meaning
from kosidesk.storage.offer_words import Mark

ENOUGH = 5
"""Where fewer offers meet every word, those follow that meet the more telling ones."""

_MORE = 0.1
"""What lesser meetings count beside the best one: who says it twice is more likely about it."""

_ALL_OF_IT = 1 / (1 - _MORE)
"""More can nobody meet of one word."""

_OF_A_FILLER = 0.2
"""What a word weighs that nobody would miss, of what its rareness gives it."""


@dataclass(frozen=True)
class Meeting:
    """Who says what is looked for: how well, as a set, and how many tell of it."""

    how: dict[int, float]
    bits: int
    telling: int

    @classmethod
    def of(cls, connection: Connection, one: Wanted) -> "Meeting":
        worths, expressions = zip(*levels(one), strict=True)
        how: dict[int, float] = {}
        for worth, ns in zip(worths, offer_text.matching(connection, *expressions), strict=True):
            how.update({n: worth + _MORE * how.get(n, 0.0) for n in ns})
        telling = bits_of([n for n, worth in how.items() if worth >= TELLING])
        return cls(how, bits_of(how), telling)


class Recent:
    """What the words of the last query met: at the next key all but one of them are the same.

    Any thread may use it.
    """

    def __init__(self) -> None:
        self._last: tuple[Mark | None, dict[Wanted, Meeting]] = None, {}

    def meetings(self, connection: Connection, things: Sequence[Wanted]) -> list[Meeting]:
        mark, (was, last) = offer_words.mark(connection), self._last
        known = last if was == mark else {}
        now = {one: known.get(one) or Meeting.of(connection, one) for one in things}
        self._last = mark, now
        return [now[one] for one in things]


def find(connection: Connection, asked: Asked, rows: Rows, left: int, recent: Recent) -> Hits:
    """Those of a set that meet every word, best first, of equals the newest; all if no word is typed."""
    if not asked.terms:
        ns = rows.newest(left)
        return Hits(ns, array("d", [0.0]) * len(ns))
    search = _Search(connection, asked, rows, recent)
    ns = rows.newest(search.found(left) & left)
    worth = search.worth(ns)
    order = sorted(range(len(ns)), key=worth.__getitem__, reverse=True)
    return Hits(
        array("q", map(ns.__getitem__, order)),
        array("d", map(worth.__getitem__, order)),
        search.corrected,
        search.is_fewer(left),
    )


def met(connection: Connection, asked: Asked, rows: Rows, left: int, recent: Recent) -> int:
    """The set that `find` finds, before anything is left out of it."""
    return _Search(connection, asked, rows, recent).found(left) if asked.terms else rows.everything


class _Search:
    """One search under way. What nobody would miss is not needed, unless nothing else was typed."""

    def __init__(self, connection: Connection, asked: Asked, rows: Rows, recent: Recent) -> None:
        meant = meaning(connection, asked)
        self.corrected = meant.corrected
        self._meetings = recent.meetings(connection, meant.things)
        self._weights = [
            _weight(one, meeting, rows.everything.bit_count())
            for one, meeting in zip(meant.things, self._meetings, strict=True)
        ]
        needed = [not one.is_filler for one in meant.things]
        self._needed = needed if any(needed) else [True] * len(needed)
        self._every = reduce(and_, (one.bits for one in compress(self._meetings, self._needed)))

    def found(self, left: int) -> int:
        return self._every | self._most() if self.is_fewer(left) else self._every

    def is_fewer(self, left: int) -> bool:
        """Whether too few meet every word; one word alone cannot be left out."""
        telling = reduce(and_, (one.telling for one in compress(self._meetings, self._needed)))
        return sum(self._needed) > 1 and (telling & left).bit_count() < ENOUGH

    def worth(self, ns: Sequence[int]) -> list[float]:
        """Of each 0 to 1: near 1 where the title says every word as it was typed."""
        total, worth = sum(self._weights) * _ALL_OF_IT, [0.0] * len(ns)
        for weight, meeting in zip(self._weights, self._meetings, strict=True):
            how, part = map(meeting.how.get, ns, repeat(0.0)), weight / total
            worth = [before + part * now for before, now in zip(worth, how, strict=True)]
        return worth

    def _most(self) -> int:
        """Those that meet at least half of what can be met at all, by what the words tell."""
        pairs = compress(zip(self._weights, self._meetings, strict=True), self._needed)
        met = [(weight, one) for weight, one in pairs if one.bits]
        ns = list(dict.fromkeys(chain.from_iterable(one.how for _, one in met)))
        told = [0.0] * len(ns)
        for weight, one in met:
            told = [before + weight * (n in one.how) for before, n in zip(told, ns, strict=True)]
        least = sum(weight for weight, _ in met) / 2
        return bits_of(list(compress(ns, map(least.__le__, told))))


def _weight(one: Wanted, meeting: Meeting, offers: int) -> float:
    """The fewer offers tell of it, the more it tells."""
    rareness = log2(2 + offers / (1 + meeting.telling.bit_count()))
    return rareness * (_OF_A_FILLER if one.is_filler else 1.0)
