"""What an offer says in each facet, as words to filter by."""

from collections.abc import Iterable, Iterator, Mapping

from kosidesk.domain import availability, conditions, time_reading
from kosidesk.domain.ids import normalised
from kosidesk.domain.offer import ANYWHERE as ANY_PLACE
from kosidesk.domain.offer import EXACT, ONE_OFF, POSTCODE, STREET, Offer, Place
from kosidesk.domain.time_reading import TimeReading
from kosidesk.search.query import (
    AGES,
    ANYWHERE,
    CERTIFICATE,
    FLEXIBLE,
    FULL,
    NO,
    NONE,
    OLDER,
    OPEN,
    YES,
)

_OF_AGE = 18
_BOXES = availability.DAYS * availability.PARTS
_NOWHERE = frozenset({"ortsunabhängig", "ortsunabhaengig"})
_POSITIONED = frozenset({EXACT, STREET, POSTCODE})

Point = tuple[float, float]
"""Degrees of latitude and longitude."""


def facet_words(offer: Offer, places: tuple[Place, ...]) -> Mapping[str, tuple[str, ...]]:
    """Facet → words, each once; a facet an offer says nothing of is missing, and so is freshness."""
    remote, read = _is_remote(offer, places), time_reading.read(offer.time_text)
    said: dict[str, Iterable[str]] = {
        "fields": offer.fields,
        "target_groups": offer.target_groups,
        "tasks": offer.tasks,
        "districts": _districts(offer, places, remote=remote),
        "week": _week(offer, read),
        "extent": _extents(offer, read, remote=remote),
        "languages": offer.languages,
        "accessibility": _accessibility(offer, places),
        "age": _ages(offer),
        "documents": _documents(offer),
        "places": () if offer.open_places is None else (OPEN if offer.open_places > 0 else FULL,),
    }
    return {facet: once for facet, words in said.items() if (once := tuple(dict.fromkeys(words)))}


def points(places: Iterable[Place]) -> tuple[Point, ...]:
    """Where it happens, as far as that is known more closely than the town."""
    return tuple(
        (place.latitude, place.longitude)
        for place in places
        if place.quality in _POSITIONED and place.latitude is not None and place.longitude is not None
    )


def _is_remote(offer: Offer, places: tuple[Place, ...]) -> bool:
    return offer.remote is True or any(place.quality == ANY_PLACE for place in places)


def _districts(offer: Offer, places: tuple[Place, ...], *, remote: bool) -> Iterator[str]:
    for name in (*offer.districts, *(place.district for place in places if place.district)):
        nowhere = normalised(name.lstrip("0123456789 ")) in _NOWHERE
        yield ANYWHERE if nowhere else name
    if remote:
        yield ANYWHERE


def _week(offer: Offer, read: TimeReading) -> Iterator[str]:
    """What somebody confirmed; where that is nothing, what the running text says."""
    week = offer.week or read.week
    yield from (str(box) for box in range(_BOXES) if week >> box & 1)
    if read.flexible if offer.flexible is None else offer.flexible:
        yield FLEXIBLE


def _extents(offer: Offer, read: TimeReading, *, remote: bool) -> Iterator[str]:
    if extent := offer.extent or read.extent:
        yield extent
    if offer.kind == ONE_OFF:
        yield "one_off"
    if remote:
        yield "digital"


def _accessibility(offer: Offer, places: tuple[Place, ...]) -> Iterator[str]:
    free = conditions.step_free(offer.accessibility, *(place.accessibility for place in places))
    if free is not None:
        yield YES if free else NO


def _ages(offer: Offer) -> Iterable[str]:
    if (offer.minimum_age, offer.maximum_age, offer.open_to_minors) == (None, None, None):
        return ()
    return tuple(str(age) for age in AGES if _is_open_to(age, offer)) or (OLDER,)


def _is_open_to(age: int, offer: Offer) -> bool:
    """Minors only where that is said."""
    if offer.maximum_age is not None and age > offer.maximum_age:
        return False
    if age < _OF_AGE and offer.open_to_minors is False:
        return False
    if offer.minimum_age is not None:
        return age >= offer.minimum_age
    return age >= _OF_AGE or offer.open_to_minors is True


def _documents(offer: Offer) -> Iterator[str]:
    certificate = conditions.certificate(
        *offer.documents, offer.requirements, offer.summary, offer.description
    )
    named = [name for name in offer.documents if conditions.certificate(name) is None]
    yield from named
    if certificate:
        yield CERTIFICATE
    elif certificate is False and not named:
        yield NONE
