"""The passage of an offer that has the words somebody looked for, where its line in a list has not."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import FullOffer
from kosidesk.search.terms import Term, spans
from kosidesk.services import offers
from kosidesk.services.desk import Desk

_BEFORE, _LONGEST = 24, 200
"""Characters of a passage before the word that was met, and altogether."""
_READ = 5_000
"""So far into a text a passage is looked for."""


def missing(terms: Iterable[Term], texts: Iterable[str]) -> tuple[Term, ...]:
    """The terms that none of these texts meets."""
    seen = tuple(texts)
    return tuple(term for term in terms if not any(spans(text, (term,)) for text in seen))


def passages(desk: Desk, wanted: Mapping[RecordId, Collection[Term]]) -> dict[RecordId, str]:
    """An offer's id → where it has one of these terms, "" if nowhere."""
    found = offers.by_ids(desk, tuple(id_ for id_, terms in wanted.items() if terms))
    return {full.offer.id: passage(_texts(full), wanted[full.offer.id]) for full in found}


def passage(texts: Iterable[str], terms: Collection[Term]) -> str:
    """The first stretch of these texts that meets one of the terms; "" if there is none."""
    for text in texts:
        plain = " ".join(text[:_READ].split())
        for start, _end in spans(plain, terms)[:1]:
            return _around(plain, start)
    return ""


def _around(text: str, start: int) -> str:
    """From the beginning of a word shortly before."""
    if start <= _BEFORE:
        return text[:_LONGEST]
    begin = text.find(" ", start - _BEFORE - 1, start) + 1 or start
    return f"… {text[begin : begin + _LONGEST]}"


def _texts(full: FullOffer) -> Iterator[str]:
    """What an offer is found by, as far as it is not in its line; what tells most comes first."""
    offer = full.offer
    yield from (offer.summary, offer.description)
    yield from (", ".join(words) for words in (offer.tasks, offer.fields, offer.target_groups, offer.skills))
    yield from (offer.requirements, offer.benefits)
    for place in full.places:
        town = " ".join(filter(None, (place.postcode, place.town)))
        yield ", ".join(filter(None, (place.street, town, place.district)))
    yield ", ".join(offer.districts)
