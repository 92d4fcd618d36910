"""What is typed, taken apart into terms, and where a text meets them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from kosidesk.search.inflections import forms, joined
from kosidesk.search.words import LONGEST, STOP_WORDS, WORD, fold, folded, stem

MOST_TERMS = 12
"""Words that are typed beyond so many are not looked for."""


@dataclass(frozen=True)
class Term:
    """One word that is looked for: met by the same stem, and by words that begin with it.

    `begun` tells the last word of what is typed: perhaps its end is still missing. `also` are words and stems
    that meet it, too: its other forms, what means the same, was meant, or is made of it; `together` are stems
    that do so only where all of one group stand. `typed` is as it was typed.
    """

    word: str
    stem: str
    begun: bool = field(default=False, compare=False)
    typed: str = field(default="", compare=False)
    also: frozenset[str] = frozenset()
    together: tuple[tuple[str, ...], ...] = ()

    @property
    def prefix(self) -> bool:
        """Whether longer words are met too; a single letter or digit would meet nearly everything."""
        return len(self.word) > 1

    def meets(self, folded: str) -> bool:
        kept = (folded, stem(folded))
        if self.stem in kept or (self.prefix and any(form.startswith(self.word) for form in kept)):
            return True
        return not self.also.isdisjoint(kept)


def parse(text: str) -> tuple[Term, ...]:
    """The words that are looked for, of any input. A single letter at the end is still being typed."""
    text = text[:LONGEST]
    found = list(WORD.finditer(text))
    if found and _is_letter(found[-1], text):
        found.pop()
    typed = {fold(match[0]): match[0] for match in reversed(found)}
    last = fold(found[-1][0]) if found and found[-1].end() == len(text) else ""
    words = dict.fromkeys(folded(match[0] for match in found))
    particle = fold(found[-1][0]) if found else ""
    terms = (
        Term(word, stem(word), word == last, typed[word], forms(word) | joined(word, particle))
        for word in words
    )
    return tuple(islice(terms, MOST_TERMS))


def _is_letter(last: re.Match[str], text: str) -> bool:
    word, after = fold(last[0]), text[last.end() :]
    return len(word) == 1 and word.isalpha() and not any(sign.isspace() for sign in after)


def spans(text: str, terms: Iterable[Term]) -> tuple[tuple[int, int], ...]:
    """Where in the original text words stand that meet a term: (start, end) in characters."""
    words = [(match.span(), fold(match[0])) for match in WORD.finditer(text)]
    there = frozenset(stem(word) for _, word in words)
    wanted = tuple(_within(there, term) for term in terms)
    return tuple(span for span, word in words if _meets(wanted, word))


def _within(there: frozenset[str], term: Term) -> Term:
    """What of a text with these stems meets a term."""
    whole = frozenset(chain.from_iterable(filter(there.issuperset, term.together)))
    return replace(term, also=term.also | whole) if whole else term


def _meets(terms: Iterable[Term], folded: str) -> bool:
    return folded not in STOP_WORDS and any(term.meets(folded) for term in terms)
