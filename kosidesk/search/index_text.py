"""The words of an offer as the index keeps them."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import Stemmer

from kosidesk.domain.record import Record
from kosidesk.search.compounds import split
from kosidesk.search.words import folded, stem, word_matches

INDEX_VERSION = f"10 {Stemmer.version()} {unicodedata.unidata_version}"
"""Rises with every change of what is indexed; an index of another version is built anew."""

_LISTED = ("•", "-", "–", "*")

_SHORTEST_NAMED = 4
"""Letters of a word that a mistyped one may be taken for."""


@dataclass(frozen=True)
class IndexText:
    """An offer's words as the index keeps them, blanks between, in columns apart by worth.

    Columns hold stems; those of `parts` what else a word is met by: its whole form, of which a beginning is
    found, and the parts of a compound. `spelt` are the words as they were written, each once.
    """

    title: str
    title_parts: str
    facts: str
    gist: str
    text: str
    parts: str
    spelt: str


def index_text(offer: Record, organisation: Record | None, places: Iterable[Record]) -> IndexText:
    """What an offer is found by: its own words, its organisation's name, and where it happens."""
    said = {
        "title": offer.text("title"),
        "facts": "\n".join(_facts(offer, organisation, places)),
        "gist": "\n".join(_gist(offer)),
        "text": "\n".join(_text(offer)),
    }
    written = {column: list(word_matches(text)) for column, text in said.items()}
    words = {column: folded(of_column) for column, of_column in written.items()}
    return IndexText(
        **{column: " ".join(map(stem, of_column)) for column, of_column in words.items()},
        title_parts=" ".join(_parts(words["title"])),
        parts=" ".join((*_forms(words["facts"]), *_parts((*words["gist"], *words["text"])))),
        spelt=" ".join(_spelt(chain(*written.values()))),
    )


def _facts(offer: Record, organisation: Record | None, places: Iterable[Record]) -> Iterator[str]:
    yield offer.text("number")
    if organisation:
        yield organisation.text("name")
    for place in places:
        yield from (place.text(name) for name in ("street", "postcode", "town", "district"))
    yield from _members(offer, "districts")


def _gist(offer: Record) -> Iterator[str]:
    """In few words what one does there, and with whom."""
    yield offer.text("summary")
    yield from _description(offer, telling=True)
    for name in ("tasks", "fields", "target_groups", "skills"):
        yield from _members(offer, name)


def _text(offer: Record) -> Iterator[str]:
    """The rest, in which much is said that many offers say."""
    yield from _description(offer, telling=False)
    yield from (offer.text(name) for name in ("time_text", "requirements", "benefits"))


def _description(offer: Record, *, telling: bool) -> Iterator[str]:
    """Its first paragraph and its lists tell what one does."""
    lines = offer.text("description").strip().splitlines()
    yield from (line for n, line in enumerate(lines) if (n == 0 or line.startswith(_LISTED)) == telling)


def _members(record: Record, name: str) -> tuple[str, ...]:
    value = record.get(name)
    return value if isinstance(value, tuple) else ()


def _parts(words: Iterable[str]) -> Iterator[str]:
    each = dict.fromkeys(words)
    yield from _forms(each)
    yield from dict.fromkeys(part for word in each for part in split(word))


def _forms(words: Iterable[str]) -> Iterator[str]:
    return (word for word in dict.fromkeys(words) if stem(word) != word)


def _spelt(written: Iterable[str]) -> Iterator[str]:
    return (word for word in dict.fromkeys(written) if len(word) >= _SHORTEST_NAMED and word.isalpha())
