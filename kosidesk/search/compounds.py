"""Takes German compounds apart, so that "Hausaufgabenhilfe" is found by "Hilfe bei den Hausaufgaben".

Words come folded and parts are stems, both as in `words`.
"""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from kosidesk.paths import RESOURCES
from kosidesk.search.words import STOP_WORDS, stem

Rank = Callable[[str], int | None]
"""The place of a stem among all words, the most frequent one first; None where it is no word."""

_Known = dict[str, tuple[str, ...]]
"""The halves of each piece that was looked at: in words run together, the same pieces come up endlessly."""

_LONGEST = 60
"""Nothing longer is a word somebody wrote."""

_TELLING = 4_000
"""So frequent a word has a meaning of its own: nobody who types "Hof" looks for a "Bahnhof"."""

_USUAL = 25_000

# Short words are parts only where they are frequent: rare ones are abbreviations, names and chance.
_SHORT = {3: 3_000, 4: 20_000}
_SHORTEST = min(_SHORT)

# Between two parts: Arbeit-s-platz, Blume-n-beet, Held-en-tat, Kind-er-garten, Freund-es-kreis,
# Schwein-e-stall.
_JOINTS = ("", "s", "n", "en", "er", "es", "e")

# After these an s is always a joint: "Ausbildungs-pate", never "Ausbildung-spate".
_S_FOLLOWS = ("ung", "heit", "keit", "schaft", "ion", "tat", "tum", "ling")

# What makes words of words is none itself.
_ENDINGS = {"schaft", "heit", "keit", "tum", "ling", "lich", "isch", "chen", "lein", "sam", "tatig"}
_NO_PARTS = STOP_WORDS | _ENDINGS


@lru_cache(maxsize=20_000)
def split(word: str) -> tuple[str, ...]:
    """The parts of a German compound, and what those are made of; none of what is no compound.

    "schwimmbadaufsicht" is "schwimmbad" and "aufsicht", and also "schwimm" and "bad".
    """
    return taken_apart(word, _frequency().get)


def is_word(stem: str) -> bool:
    """Whether it is a word of the language; among the rarest are misspelt ones."""
    return _frequency().get(stem, _USUAL) < _USUAL


def taken_apart(word: str, rank: Rank) -> tuple[str, ...]:
    """The same with other words than those of the language."""
    return _taken_apart(word, rank, {})


def _taken_apart(word: str, rank: Rank, known: _Known) -> tuple[str, ...]:
    if len(word) > _LONGEST or _is_telling(rank(stem(word))):
        return ()
    halves = _halves(word, rank, known)
    deeper = (part for half in halves for part in _taken_apart(half, rank, known))
    return tuple(dict.fromkeys((*map(stem, halves), *deeper)))


@cache
def _frequency() -> dict[str, int]:
    stems = (RESOURCES / "words" / "german.txt").read_text("ascii").split()
    return {one: place for place, one in enumerate(stems)}


def _is_telling(place: int | None) -> bool:
    return place is not None and place < _TELLING


def _halves(word: str, rank: Rank, known: _Known) -> tuple[str, ...]:
    if word not in known:
        known[word] = _direct(word, rank) or _nested(word, rank, known)
    return known[word]


def _direct(word: str, rank: Rank) -> tuple[str, ...]:
    """Two words of the language, the most frequent ones."""
    found = []
    for first, second in pairs(word):
        place = _place(second, rank)
        before = None if place is None else _place(first, rank)
        if place is not None and before is not None:
            found.append((place + before, (first, second)))
    return min(found)[1] if found else ()


def _nested(word: str, rank: Rank, known: _Known) -> tuple[str, ...]:
    """A word of the language and a compound, the longer the better."""
    found = []
    for first, second in pairs(word):
        for one, other in ((first, second), (second, first)):
            if _place(one, rank) is not None and _halves(other, rank, known):
                found.append((len(one), (first, second)))
    return max(found)[1] if found else ()


def _place(part: str, rank: Rank) -> int | None:
    known = stem(part)
    place = None if part in _NO_PARTS or known in _NO_PARTS else rank(known)
    return None if place is None or place > _SHORT.get(len(part), place) else place


def pairs(word: str) -> Iterator[tuple[str, str]]:
    """Every way to cut it in two, be the halves words or not."""
    for end in range(_SHORTEST, len(word) - _SHORTEST + 1):
        begun, second = word[:end], word[end:]
        for joint in _JOINTS:
            first = begun.removesuffix(joint)
            if len(first) >= _SHORTEST and begun.endswith(joint) and _may_join(first, joint, second):
                yield first, second


def _may_join(first: str, joint: str, second: str) -> bool:
    return joint == "s" or not (first.endswith(_S_FOLLOWS) and second.startswith("s"))
