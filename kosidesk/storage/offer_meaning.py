"""What typed words may mean among the words of this stock."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection

from kosidesk.search.compounds import is_word, pairs, split, taken_apart
from kosidesk.search.nearness import nearest
from kosidesk.search.synonyms import Synonyms, Way
from kosidesk.search.terms import Term
from kosidesk.search.wanted import Wanted, typed, wanted
from kosidesk.search.words import FILLER_STEMS, STOP_WORDS, stem
from kosidesk.storage import offer_text

_MOST_MEANT = 3
"""So many words a mistyped one is taken for at most."""

_A_WORD = 5_000
"""The place of any word of the stock, as `taken_apart` asks for it: short ones are no parts."""


_LITTLE = FILLER_STEMS - {stem("aufgaben")}
"""Parts of compounds that tell little; "Hausaufgaben" have little to do with a "Haus"."""

_SMALL = (3, 4)
"""Letters of small words that are typed together with the next; parts need more to be mistyped."""

_LONGEST = 30
"""Letters of a compound whose parts are looked at for slips."""

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
    things = tuple(map(reader.read, reader.put_together(wanted(asked.terms, asked.synonyms))))
    return Meaning(things, tuple(reader.corrected))


class _Reader:
    """Reads one word after the other."""

    def __init__(self, connection: Connection, asked: Asked) -> None:
        self._connection, self._asked = connection, asked
        self.corrected: list[tuple[str, str]] = []

    def put_together(self, things: Iterable[Wanted]) -> Iterator[Wanted]:
        """Two words that are one here, of which one says little, are also looked for as one."""
        last: Wanted | None = None
        for one in things:
            word = last.typed[-1].word + one.typed[0].word if last else ""
            if last and self._says_little(last, one) and self._place(stem(word)):
                synonyms = self._asked.synonyms.of((stem(word),))
                last = Wanted((*last.typed, *one.typed), ((stem(word),),), synonyms)
                continue
            yield from [last] if last else []
            last = one
        yield from [last] if last else []

    def _says_little(self, *things: Wanted) -> bool:
        alone = all(len(one.typed) == 1 for one in things)
        return alone and any(one.is_filler or not self._place(one.typed[0].stem) for one in things)

    def read(self, one: Wanted) -> Wanted:
        if len(one.typed) > 1:
            return one
        (term,) = one.typed
        is_met, halves = offer_text.known(self._connection, typed(one), term.word)
        if is_met:
            return self._of_parts(one, halves)
        if halves := taken_apart(term.word, cache(self._place))[:2]:
            return self._of_any_part(one, halves)
        return one if one.synonyms else self._unknown(one, term)

    def _unknown(self, one: Wanted, term: Term) -> Wanted:
        """Begun, mistyped, or made of words of which at least one says something here."""
        if term.begun and (begun := self._asked.synonyms.begun(term.word)):
            return one.widened(begun, self._asked.synonyms)
        corrected = self._corrected(one, term)
        return self._of_any_part(one, split(term.word)[:2]) if corrected is one else corrected

    def _parted(self, word: str) -> str:
        """What is left without a small word that was typed together with it: "mitkindern"."""
        rests = (word[length:] for length in _SMALL if word[:length] in STOP_WORDS)
        return next((rest for rest in rests if len(rest) > _SMALL[-1] and self._place(stem(rest))), "")

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
        if is_word(term.stem):
            return one
        if parted := self._parted(term.word):
            return one.widened([(stem(parted),)], self._asked.synonyms)
        meant = self._meant(term)
        if not meant:
            in_part = self._corrected_in_part(one, term)
            return in_part if in_part is not one else self._as_synonym(one, term)
        self.corrected.append((term.typed, offer_text.spelt(self._connection, meant[0])))
        return one.widened([(stem(word),) for word in meant], self._asked.synonyms)

    def _corrected_in_part(self, one: Wanted, term: Term) -> Wanted:
        """Of a compound that nobody here uses, one part is known and the other was mistyped."""
        whole = term.typed if len(term.typed) == len(term.word) else term.word
        mended = self._mended(term.word, whole) if len(term.word) <= _LONGEST else iter(())
        meant, halves = next(mended, ("", ()))
        if not halves:
            return one
        self.corrected.append((term.typed, meant))
        return self._of_any_part(one, halves)

    def _mended(self, word: str, whole: str) -> Iterator[tuple[str, Way]]:
        halves = (both for both in pairs(word) if min(map(len, both)) >= _SMALL[-1])
        for first, second in sorted(halves, key=lambda both: -min(map(len, both))):
            if self._place(stem(first)) and (near := self._near(second)):
                yield whole[: -len(second)] + self._spelt(near), (stem(first), stem(near))
            if self._place(stem(second)) and (near := self._near(first)):
                yield self._spelt(near).title() + whole[len(first) :], (stem(near), stem(second))

    def _near(self, part: str) -> str:
        near = nearest(part, self._asked.known(), begun=False) if len(part) > _SMALL[-1] else ()
        return max(near, key=lambda word: offer_text.offers_with(self._connection, stem(word)), default="")

    def _spelt(self, word: str) -> str:
        return offer_text.spelt(self._connection, word).lower()

    def _meant(self, term: Term) -> tuple[str, ...]:
        """The likeliest first: those that begin alike, and of these the most frequent."""
        near = nearest(term.word, self._asked.known(), begun=term.begun)
        often = {word: offer_text.offers_with(self._connection, stem(word)) for word in near}
        found = (word for word in near if often[word])
        return tuple(sorted(found, key=lambda word: (word[0] != term.word[0], -often[word])))[:_MOST_MEANT]

    def _as_synonym(self, one: Wanted, term: Term) -> Wanted:
        """Nobody here says what was meant, but perhaps what means the same."""
        near = nearest(term.word, self._asked.synonyms.words, begun=False)[:_MOST_MEANT]
        return one.widened([(stem(word),) for word in near], self._asked.synonyms) if near else one

    def _place(self, part: str) -> int | None:
        return _A_WORD if offer_text.offers_with(self._connection, part) else None


def _telling(parts: Way) -> Way:
    return tuple(part for part in parts if part not in _LITTLE) or parts
