"""What other engines index: the title of an offer, and all its other words in one text."""

from collections.abc import Iterator
from typing import NamedTuple

from kosidesk.exchange.feed import Entry
from tests.bench.search.relevance import stock

_OF_OFFER = (
    *("summary", "description", "requirements", "benefits", "tasks", "fields", "target_groups"),
    *("districts", "time_text"),
)
_OF_PLACE = ("street", "postcode", "town", "district")


class Document(NamedTuple):
    number: int
    title: str
    text: str


def documents(size: int) -> tuple[Document, ...]:
    return tuple(map(_document, stock(size)))


def _document(entry: Entry) -> Document:
    return Document(int(entry.number), str(entry.offer["title"]), " ".join(_words(entry)))


def _words(entry: Entry) -> Iterator[str]:
    place, body = entry.places[0], entry.organisation
    said = [entry.offer.get(name) for name in _OF_OFFER] + [place.get(name) for name in _OF_PLACE]
    for value in (entry.number, body["name"], *said):
        if isinstance(value, tuple):
            yield from value
        elif value:
            yield str(value)
