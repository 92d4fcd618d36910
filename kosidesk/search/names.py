"""Finds people and organisations by name, in the way offers are found: folded, stemmed, slips corrected.

They are few, so a search walks them all in memory. Names of people stand in no index on disk: what is not
written down twice need not be erased twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kosidesk.domain.ids import RecordId
from kosidesk.search.words import WORD, fold, stem

_LEAST_LETTERS = 4
"""A shorter word is too near to too many others to be a slip of one."""


@dataclass(frozen=True)
class Entry:
    """What one is called, folded, and what else it is found by."""

    id: RecordId
    name: str
    more: str = ""

    @classmethod
    def of(cls, id_: RecordId, name: str, more: Iterable[str] = ()) -> "Entry":
        return cls(id_, _folded(name), " ".join(filter(None, map(_folded, more))))

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(f"{self.name} {self.more}".split()))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(map(stem, self.words))


@dataclass(frozen=True)
class Names:
    """Which of them have every typed word; `corrected` says what was read for what was typed."""

    ids: tuple[RecordId, ...]
    corrected: tuple[tuple[str, str], ...] = field(default=())


def find(entries: Sequence[Entry], typed: str) -> Names:
    """Those that have every word, a part of it or another inflection of it; all if nothing is typed.

    First come the ones that begin with what is typed, then those that are called so. A word that nobody has
    is read as the nearest one somebody has.
    """
    words = _folded(typed).split()
    met = _met(entries, words)
    if met or not words:
        return Names(_sorted(met, words))
    corrected = {word: _nearest(word, entries) for word in words if not _met(entries, [word])}
    meant = [corrected.get(word, word) for word in words]
    slips = tuple((word, near) for word, near in corrected.items() if near != word)
    return Names(_sorted(_met(entries, meant), meant) if slips else (), slips)


def _folded(text: str) -> str:
    return " ".join(filter(None, (fold(match[0]) for match in WORD.finditer(text))))


def _met(entries: Iterable[Entry], words: Sequence[str]) -> list[Entry]:
    return [entry for entry in entries if all(_has(entry, word) for word in words)]


def _has(entry: Entry, word: str) -> bool:
    return word in entry.name or word in entry.more or stem(word) in entry.stems


def _sorted(met: Iterable[Entry], words: Sequence[str]) -> tuple[RecordId, ...]:
    typed = " ".join(words)

    def far(entry: Entry) -> tuple[bool, bool]:
        return not entry.name.startswith(typed), not all(word in entry.name for word in words)

    return tuple(entry.id for entry in sorted(met, key=far))


def _nearest(word: str, entries: Iterable[Entry]) -> str:
    """At most one slip, in long words two; the word itself where nothing is so near."""
    if len(word) < _LEAST_LETTERS or word.isdigit():
        return word
    known = dict.fromkeys(known for entry in entries for known in entry.words if len(known) >= _LEAST_LETTERS)
    slips = 1 if len(word) < 2 * _LEAST_LETTERS else 2
    near = process.extractOne(word, known.keys(), scorer=OSA.distance, score_cutoff=slips)
    return near[0] if near else word
