"""The words of an offer as the index keeps them."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import Stemmer

from kosidesk.domain.record import Record
from kosidesk.search.words import stem, words_of

INDEX_VERSION = f"6 {Stemmer.version()} {unicodedata.unidata_version}"
"""Rises with every change of what is indexed; an index of another version is built anew."""


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
    title = words_of(offer.text("title"))
    facts = words_of("\n".join(_facts(offer, organisation, places)))
    text = words_of("\n".join(_texts(offer)))
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


def _stems(words: Iterable[str]) -> str:
    return " ".join(map(stem, words))


def _forms(words: Iterable[str]) -> str:
    return " ".join(word for word in dict.fromkeys(words) if stem(word) != word)
