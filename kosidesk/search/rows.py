"""Every offer in memory, the newest first: how it stands, and how fresh it is on a day."""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import compress
from operator import itemgetter

from kosidesk.domain.freshness import MOST_UNANSWERED, Light, freshness
from kosidesk.domain.offer import ACTIVE
from kosidesk.search.bitset import bits_of, flags, joined
from kosidesk.search.query import PAUSED, UNANSWERED


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
        return joined(self.stands.values())

    def newest(self, bits: int) -> "array[int]":
        """Those of a set that exist, the newest first."""
        if not self.order:
            return array("q")
        marked = flags(bits, self.everything.bit_length())
        return array("q", list(compress(self.order, self._in_order(marked))))

    @cached_property
    def _in_order(self) -> Callable[[bytes], Iterable[int]]:
        """Quicker than one after the other. The last comes twice: of one alone it would make no tuple."""
        return itemgetter(*self.order, self.order[-1])

    def by_status(self, today: date) -> Mapping[str, int]:
        found: dict[str, int] = defaultdict(int)
        for (status, until), bits in self.stands.items():
            found[PAUSED if status == ACTIVE and until > today.toordinal() else status] |= bits
        return found

    def by_light(self, today: date) -> Mapping[str, int]:
        """The name of each light → who stands under it on a day; and where nobody answers."""
        known = self._by_day.get(today)
        if known is None:
            lights = dict.fromkeys((light.value for light in Light), 0)
            for light, bits in self._lit(today):
                lights[light.value] |= bits
            known = {**lights, UNANSWERED: self.silent}
            self._by_day.clear()
            self._by_day[today] = known
        return known

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
