"""What is typed, taken apart into terms: for the index to find, and to mark where a text meets them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kosidesk.search.words import LONGEST, STOP_WORDS, WORD, fold, folded, stem

MOST_TERMS = 12
"""Words that are typed beyond so many are not looked for."""


@dataclass(frozen=True)
class Term:
    """One word that is looked for: met by the same stem, and by words that begin with it."""

    word: str
    stem: str

    @property
    def prefix(self) -> bool:
        """Whether longer words are met too; a single letter or digit would meet nearly everything."""
        return len(self.word) > 1

    def meets(self, folded: str) -> bool:
        """The same answer as the index gives to `fts`."""
        kept = (folded, stem(folded))
        return self.stem in kept or (self.prefix and any(form.startswith(self.word) for form in kept))


def parse(text: str) -> tuple[Term, ...]:
    """The words that are looked for, of any input. A single letter at the end is still being typed."""
    text = text[:LONGEST]
    found = list(WORD.finditer(text))
    if found and _is_begun(found[-1], text):
        found.pop()
    return tuple(Term(word, stem(word)) for word in dict.fromkeys(folded(m[0] for m in found)))[:MOST_TERMS]


def _is_begun(last: re.Match[str], text: str) -> bool:
    word, after = fold(last[0]), text[last.end() :]
    return len(word) == 1 and word.isalpha() and not any(sign.isspace() for sign in after)


def fts(terms: Iterable[Term], columns: Iterable[str] = ()) -> str:
    """An FTS5 expression that every term must meet, in these columns or in any.

    Each word stands in quotation marks, so nothing typed is ever read as an operator.
    """
    every = " AND ".join(_either(term) for term in terms)
    return f"{{{' '.join(columns)}}} : ({every})" if columns else every


def _either(term: Term) -> str:
    if not term.prefix:
        return f'"{term.stem}"'
    begun = f'"{term.word}"*'
    return begun if term.stem.startswith(term.word) else f'("{term.stem}" OR {begun})'


def spans(text: str, terms: Iterable[Term]) -> tuple[tuple[int, int], ...]:
    """Where in the original text words stand that meet a term: (start, end) in characters."""
    wanted = tuple(terms)
    return tuple(match.span() for match in WORD.finditer(text) if _meets(wanted, fold(match[0])))


def _meets(terms: Iterable[Term], folded: str) -> bool:
    return folded not in STOP_WORDS and any(term.meets(folded) for term in terms)
