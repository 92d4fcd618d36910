"""Words as people type them: folded, stemmed, and joined to a search for offers.

Offers and what is typed go through the same words, so "Müller", "Mueller" and "Muller" meet, and "Kindern"
finds "Kinder". Each word is kept twice: its stem, which meets other inflections, and its whole form, of which
any beginning is found while typing.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from threading import Lock

import Stemmer

from kosidesk.domain.offer import ACTIVE
from kosidesk.domain.record import Record

INDEX_VERSION = f"4 {Stemmer.version()} {unicodedata.unidata_version}"
"""Rises with every change of what is indexed; an index of another version is built anew."""

LONGEST, MOST_TERMS = 200, 12
"""What is typed beyond so many characters or words is not looked for."""

# Combining accents, soft hyphens and zero-width characters stand inside a word, not between two.
_LETTERS = r"[^\W_]+(?:[\u0300-\u036f\u00ad\u200b-\u200d\u2060]+[^\W_]*)*"
_WORD = re.compile(
    rf"""
      §+\s?\d+[a-z]?(?![^\W_])                                # § 8, §§ 45a
    | (?<![\d.,])\d+[.,]\d+(?![.,]?\d)                        # 3,5 but no date
    | (?<![^\W_])[^\W\d_](?:\.\s?[^\W\d_](?![^\W_]))+\.?      # e.V., z. B.
    | {_LETTERS}(?:['’`´]{_LETTERS})*                         # Haus, O'Brien
      (?:(?:[*:_]|/-?)in(?:nen)?(?![^\W_]) | \+\+ | \#)?      # Helfer*innen, C++, C#
    """,
    re.VERBOSE,
)
_NOT_FOLDED = frozenset("+#§,")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_SECTIONS = re.compile("§+")
# Lucene's GermanNormalizationFilter: ae, oe and ue are umlauts, but not the ue of "neue" and "Quelle".
_UMLAUT = re.compile(r"([ao])e|(?<![aeiouqy])(u)e")
_FEMININE = re.compile(r"(?<=\w{4})innen$|(?<=[eo]r)in$")

_snowball = Stemmer.Stemmer("german", 0)
_one_at_a_time = Lock()  # a stemmer must not be used by two threads at once

_FUNCTION_WORDS = """
    aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis da damit dann das dass
    dein deine dem den denen denn der deren des dessen die dies diese diesem diesen dieser dieses doch dort
    du durch ein eine einem einen einer eines er es etwa euch euer eure für gegen hat habe haben hier ich
    ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in indem ins ist ja je jede jedem jeden jeder jedes
    kann können man mein meine mich mir mit möchte möchten nach nicht noch nun nur ob oder ohne sehr sein
    seine seinem seinen seiner sich sie sind so sollte sollten sowie über um und uns unser unsere unserem
    unseren unserer unter vom von vor war waren was wenn werden wie wir wird wo wurde wurden zu zum zur
    zwischen
"""


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Without case, accents and umlauts: only letters and digits remain, and what makes C++ and § 8."""
    usual = _SECTIONS.sub("§", _POINT.sub(",", unicodedata.normalize("NFKC", word)))
    plain = unicodedata.normalize("NFKD", usual.casefold())
    bare = "".join(sign for sign in plain if sign.isalnum() or sign in _NOT_FOLDED)
    return _UMLAUT.sub(r"\1\2", bare)


@lru_cache(maxsize=50_000)
def stem(folded: str) -> str:
    """What the inflections of a word share, "Helferinnen" and "Helfer" too. "Hauptstr" is a "Hauptstraße"."""
    whole = f"{folded}asse" if folded.endswith("str") else folded
    with _one_at_a_time:
        return str(_snowball.stemWord(_FEMININE.sub("", whole)))


STOP_WORDS = frozenset(fold(word) for word in _FUNCTION_WORDS.split())


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
    found = list(_WORD.finditer(text))
    if found and _is_begun(found[-1], text):
        found.pop()
    return tuple(Term(word, stem(word)) for word in dict.fromkeys(_words(m[0] for m in found)))[:MOST_TERMS]


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
    return tuple(match.span() for match in _WORD.finditer(text) if _meets(wanted, fold(match[0])))


def _meets(terms: Iterable[Term], folded: str) -> bool:
    return folded not in STOP_WORDS and any(term.meets(folded) for term in terms)


@dataclass(frozen=True)
class Choice:
    """Words of one vocabulary: an offer has one of `include`, if there are any, and none of `exclude`."""

    include: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()

    def with_include(self, word: str, *, on: bool) -> "Choice":
        return Choice(self.include | {word} if on else self.include - {word}, self.exclude - {word})

    def with_exclude(self, word: str, *, on: bool) -> "Choice":
        return Choice(self.include - {word}, self.exclude | {word} if on else self.exclude - {word})


ANY = Choice()

PAUSED = "paused"
"""Stands among `Query.statuses` for active offers that rest until a day and come back by themselves."""

# Query.doubt: whom somebody should ask, what is outdated or was never assured, where nobody answers.
ASK, OUTDATED, UNANSWERED = "ask", "outdated", "unanswered"
DOUBTS = (ASK, OUTDATED, UNANSWERED)


@dataclass(frozen=True)
class Query:
    """What a counsellor looks for: typed words and filters, all of which must be met.

    `fresh_within` counts days back from `today` to the day an offer was assured, else edited; `doubt` is one
    of `DOUBTS`. No status at all means any; an active offer that is paused counts as `PAUSED` only.
    """

    today: date
    text: str = ""
    fields: Choice = ANY
    target_groups: Choice = ANY
    districts: Choice = ANY
    statuses: frozenset[str] = frozenset({ACTIVE})
    only_open: bool = False
    fresh_within: int | None = None
    doubt: str = ""


@dataclass(frozen=True)
class Hits:
    """Row numbers of offers, best first, and what each is worth: 0 to 1, from 0.5 by the title alone."""

    ns: "array[int]" = field(default_factory=lambda: array("q"))
    scores: "array[float]" = field(default_factory=lambda: array("d"))

    def __len__(self) -> int:
        return len(self.ns)


Facets = Mapping[str, Mapping[str, int]]
"""Name of a filter of `Query` → word → how many offers have it."""


@dataclass(frozen=True)
class IndexText:
    """An offer's words as the index keeps them, blanks between: stems, and forms that differ from them.

    Columns are apart by worth. `forms` has room for the parts of compounds.
    """

    title: str
    title_forms: str
    facts: str
    text: str
    forms: str


def index_text(offer: Record, organisation: Record | None, places: Iterable[Record]) -> IndexText:
    """What an offer is found by: its own words, its organisation's name, and where it happens."""
    title = _words(_WORD.findall(offer.text("title")))
    facts = _words(_WORD.findall("\n".join(_facts(offer, organisation, places))))
    text = _words(_WORD.findall("\n".join(_texts(offer))))
    return IndexText(
        title=_stems(title),
        title_forms=_forms(title),
        facts=_stems(facts),
        text=_stems(text),
        forms=_forms(facts + text),
    )


def _facts(offer: Record, organisation: Record | None, places: Iterable[Record]) -> Iterator[str]:
    yield offer.text("number")
    if organisation:
        yield organisation.text("name")
    for place in places:
        yield from (place.text(name) for name in ("street", "postcode", "town", "district"))
    yield from _members(offer, "districts")


def _texts(offer: Record) -> Iterator[str]:
    yield from (offer.text(name) for name in ("summary", "description"))
    for name in ("tasks", "fields", "target_groups", "skills"):
        yield from _members(offer, name)
    yield from (offer.text(name) for name in ("time_text", "requirements", "benefits"))


def _members(record: Record, name: str) -> tuple[str, ...]:
    value = record.get(name)
    return value if isinstance(value, tuple) else ()


def _words(found: Iterable[str]) -> list[str]:
    return [word for word in map(fold, found) if word and word not in STOP_WORDS]


def _stems(words: Iterable[str]) -> str:
    return " ".join(map(stem, words))


def _forms(words: Iterable[str]) -> str:
    return " ".join(word for word in dict.fromkeys(words) if stem(word) != word)


def sorting_key(text: str) -> str:
    """For alphabetical order as in DIN 5007-1: case, accents and punctuation do not count."""
    return " ".join(map(fold, _WORD.findall(text)))[:LONGEST]
