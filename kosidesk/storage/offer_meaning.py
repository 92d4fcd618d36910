"""What typed words may mean among the words of this stock."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from kosidesk.search.compounds import is_word, split, taken_apart
from kosidesk.search.nearness import nearest
from kosidesk.search.synonyms import Synonyms, Way
from kosidesk.search.terms import Term
from kosidesk.search.wanted import Wanted, typed, wanted
from kosidesk.search.words import FILLER_STEMS, stem
from kosidesk.storage import offer_text

_MOST_MEANT = 3
"""So many words a mistyped one is taken for at most."""

_A_WORD = 5_000
"""The place of any word of the stock, as `taken_apart` asks for it: short ones are no parts."""


_LITTLE = FILLER_STEMS - {stem("aufgaben")}
"""Parts of compounds that tell little; "Hausaufgaben" have little to do with a "Haus"."""

_DOINGS = frozenset(map(stem, ("betreuung", "begleitung", "dienst", "gruppe", "leitung", "helfer")))
"""Parts that alone do not say with whom: who types "Kinderbetreuung" looks for children first."""


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; `known` gives every word of the stock, for a word that is not found."""

    terms: tuple[Term, ...] = ()
    synonyms: Synonyms = Synonyms()  # noqa: RUF009 - it never changes
    known: Callable[[], Collection[str]] = tuple


@dataclass(frozen=True)
class Meaning:
    """What is looked for, in all the ways it may be said; `corrected` are words as typed and as meant."""

    things: tuple[Wanted, ...]
    corrected: tuple[tuple[str, str], ...] = ()


def meaning(connection: Connection, asked: Asked) -> Meaning:
    """Compounds are also taken apart; a word nobody uses here is two that are used, or was mistyped."""
    reader = _Reader(connection, asked)
    return Meaning(tuple(map(reader.read, wanted(asked.terms, asked.synonyms))), tuple(reader.corrected))


class _Reader:
    """Reads one word after the other."""

    def __init__(self, connection: Connection, asked: Asked) -> None:
        self._connection, self._asked = connection, asked
        self.corrected: list[tuple[str, str]] = []

    def read(self, one: Wanted) -> Wanted:
        if len(one.typed) > 1:
            return one
        (term,) = one.typed
        is_met, halves = offer_text.known(self._connection, typed(one), term.word)
        if is_met:
            return self._of_parts(one, halves)
        if halves := taken_apart(term.word, self._place)[:2]:
            return self._of_any_part(one, halves)
        return one if one.synonyms else self._unknown(one, term)

    def _unknown(self, one: Wanted, term: Term) -> Wanted:
        """Begun, mistyped, or made of words of which at least one says something here."""
        if term.begun and (begun := self._asked.synonyms.begun(term.word)):
            return one.widened(begun, self._asked.synonyms)
        corrected = self._corrected(one, term)
        return self._of_any_part(one, split(term.word)[:2]) if corrected is one else corrected

    def _of_parts(self, one: Wanted, halves: Way) -> Wanted:
        """Parts that tell nothing need not be met: "Hausaufgabenhilfe" is about "Hausaufgaben"."""
        parts = _telling(halves)
        return one.widened([parts], self._asked.synonyms) if parts else one

    def _of_any_part(self, one: Wanted, halves: Way) -> Wanted:
        """Nobody here uses the word itself, so that one of its parts may have to do."""
        alone = tuple(part for part in _telling(halves) if part not in _DOINGS) or halves
        return self._of_parts(one, halves).loosened(alone, self._asked.synonyms)

    def _corrected(self, one: Wanted, term: Term) -> Wanted:
        """A word of the language was hardly mistyped, though nobody here says it."""
        meant = () if is_word(term.stem) else self._meant(term)
        if not meant:
            return one
        self.corrected.append((term.typed, offer_text.spelt(self._connection, meant[0])))
        return one.widened([(stem(word),) for word in meant], self._asked.synonyms)

    def _meant(self, term: Term) -> tuple[str, ...]:
        """The likeliest first: those that begin alike, and of these the most frequent."""
        near = nearest(term.word, self._asked.known(), begun=term.begun)
        often = {word: offer_text.offers_with(self._connection, stem(word)) for word in near}
        found = (word for word in near if often[word])
        return tuple(sorted(found, key=lambda word: (word[0] != term.word[0], -often[word])))[:_MOST_MEANT]

    def _place(self, part: str) -> int | None:
        return _A_WORD if offer_text.offers_with(self._connection, part) else None


def _telling(parts: Way) -> Way:
    return tuple(part for part in parts if part not in _LITTLE) or parts
