"""Words that mean the same, as the search meets them: stem by stem."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from kosidesk.search.words import stem, words_of

Way = tuple[str, ...]
"""Stems that must all be met: "alte Menschen" is a way to say "Senioren"."""

Groups = tuple[tuple[str, ...], ...]
"""Each group's words as people write them; what belongs together may be several words."""

_LEAST_BEGUN = 4
"""Fewer letters begin too many words to mean one of them."""


class Synonyms:
    """Which other words find what somebody looks for."""

    def __init__(self, groups: Groups = ()) -> None:
        self._groups = tuple(tuple(dict.fromkeys(filter(None, map(_way, group)))) for group in groups)
        self._of: dict[Way, list[int]] = defaultdict(list)
        for number, group in enumerate(self._groups):
            for way in group:
                self._of[way].append(number)
        self._phrases: dict[str, list[Way]] = defaultdict(list)
        for way in self._of:
            if len(way) > 1:
                self._phrases[way[0]].append(way)
        self._words = sorted(
            {(word, _way(said)) for group in groups for said in group for word in _one(said)}
        )

    @property
    def words(self) -> tuple[str, ...]:
        """Those that stand alone, folded."""
        return tuple(word for word, _ in self._words)

    def phrases(self, stems: Collection[str]) -> Iterator[Way]:
        """The ways of several words that are among these stems."""
        begun = (way for first in stems for way in self._phrases.get(first, ()))
        return (way for way in begun if all(one in stems for one in way))

    def of(self, way: Way) -> tuple[Way, ...]:
        """The other ways to say this."""
        found = (other for number in self._of.get(way, ()) for other in self._groups[number])
        return tuple(dict.fromkeys(other for other in found if other != way))

    def begun(self, word: str) -> tuple[Way, ...]:
        """What begins so."""
        if len(word) < _LEAST_BEGUN:
            return ()
        return tuple(dict.fromkeys(way for known, way in self._words if known.startswith(word)))


@lru_cache(maxsize=2)
def synonyms(groups: Groups) -> Synonyms:
    """Made once for as long as nobody changes them."""
    return Synonyms(groups)


def _way(said: str) -> Way:
    return tuple(map(stem, words_of(said)))


def _one(said: str) -> Iterable[str]:
    words = words_of(said)
    return words if len(words) == 1 else ()
