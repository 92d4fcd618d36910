"""An offer of voluntary work, its organisation, contacts, places and translations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kosidesk.domain.freshness import Freshness, freshness
from kosidesk.domain.ids import NOBODY, RecordId, imported_id
from kosidesk.domain.record import Record, Typed

# Offer.kind
VOLUNTEERING, ONE_OFF, GROUP = "volunteering", "one_off", "group"
SIMPLE_JOB, TRAINING_PLACE, INTERNSHIP, BARTER = "simple_job", "training_place", "internship", "barter"
OFFER_KINDS = (VOLUNTEERING, ONE_OFF, GROUP, SIMPLE_JOB, TRAINING_PLACE, INTERNSHIP, BARTER)

# Offer.status; the words of HSDS 3.0, `vanished` for an offer its source no longer names, and `draft` for one
# that a talk with an organisation has begun and nobody has finished.
ACTIVE, INACTIVE, DEFUNCT, CLOSED, VANISHED, DRAFT = (
    "active",
    "inactive",
    "defunct",
    "temporarily closed",
    "vanished",
    "draft",
)
STATUSES = (ACTIVE, INACTIVE, DEFUNCT, CLOSED, VANISHED, DRAFT)

# Place.quality
EXACT, STREET, POSTCODE, TOWN = "exact", "street", "postcode", "town"
ANYWHERE, OUTSIDE, UNKNOWN = "anywhere", "outside", "none"
QUALITIES = (EXACT, STREET, POSTCODE, TOWN, ANYWHERE, OUTSIDE, UNKNOWN)

WHOLES = ("offer", "organisation")
"""Kinds of record that have parts, which are edited along with them."""

PARTS: Mapping[str, tuple[str, ...]] = {"place": WHOLES, "contact": WHOLES, "translation": ("offer",)}
"""Kinds of part, each with the kinds of what it can be a part of."""


def in_order(part: Record) -> tuple[int, str]:
    """Sorts places and contacts as they are numbered, translations by the code of their language."""
    value = part.get("ordinal")
    return (value if isinstance(value, int) else 0, part.text("language"))


def translation_id(offer: str, language: str) -> RecordId:
    """The same on every desk, so that whoever writes first makes the record everybody writes into."""
    return imported_id("desk", Translation.KIND, offer, language)


@dataclass(frozen=True)
class Organisation(Typed):
    """A body that needs help (Einsatzstelle)."""

    KIND: ClassVar[str] = "organisation"
    name: str = ""
    legal_form: str = ""
    parent: str = ""
    description: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    phone: str = ""
    mobile: str = ""
    mail: str = ""
    web: str = ""
    registry_number: str = ""
    status: str = ""
    assured_on: date | None = None
    assured_by: str = ""
    source: str = ""
    number: str = ""
    created_on: date | None = None
    edited_on: date | None = None
    notes: str = ""
    merged_into: RecordId = NOBODY


@dataclass(frozen=True)
class Contact(Typed):
    """Who to ask."""

    KIND: ClassVar[str] = "contact"
    organisation: str = ""
    offer: str = ""
    ordinal: int = 0
    name: str = ""
    function: str = ""
    phone: str = ""
    mobile: str = ""
    mail: str = ""
    private: bool = False
    source: str = ""


@dataclass(frozen=True)
class Place(Typed):
    """Where it happens. Coordinates are WGS 84 degrees and worth what `quality` says."""

    KIND: ClassVar[str] = "place"
    organisation: str = ""
    offer: str = ""
    ordinal: int = 0
    street: str = ""
    postcode: str = ""
    town: str = ""
    latitude: float | None = None
    longitude: float | None = None
    quality: str = ""
    district: str = ""
    stop: str = ""
    accessibility: str = ""
    source: str = ""


@dataclass(frozen=True)
class Translation(Typed):
    """An offer's summary in another language, typed by staff; `language` is one of `printing.languages`."""

    KIND: ClassVar[str] = "translation"
    offer: str = ""
    language: str = ""
    text: str = ""


@dataclass(frozen=True)
class Offer(Typed):
    """What can be done, where, when, and under which conditions."""

    KIND: ClassVar[str] = "offer"
    kind: str = VOLUNTEERING
    organisation: RecordId = NOBODY
    title: str = ""
    summary: str = ""
    description: str = ""
    tasks: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    time_text: str = ""
    flexible: bool | None = None
    hours_a_week: float | None = None
    week: int = 0
    extent: str = ""
    from_on: date | None = None
    until_on: date | None = None
    dates: tuple[str, ...] = ()
    open_places: int | None = None
    placements: int | None = None
    current_placements: int | None = None
    paused_until: date | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    requirements: str = ""
    documents: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    licence: str = ""
    benefits: str = ""
    training: str = ""
    expenses: str = ""
    insurance: str = ""
    certificate: str = ""
    remote: bool | None = None
    accessibility: str = ""
    open_to_minors: bool | None = None
    sdgs: tuple[str, ...] = ()
    web: str = ""
    contactable: int | None = None
    status: str = ACTIVE
    assured_on: date | None = None
    assured_by: str = ""
    source: str = ""
    number: str = ""
    created_on: date | None = None
    edited_on: date | None = None
    notes: str = ""
    unanswered: int = 0

    def freshness(self, today: date) -> Freshness:
        return freshness(self.assured_on, self.edited_on, today, unanswered=self.unanswered)

    def is_paused(self, today: date) -> bool:
        """On the day it is paused until, it is back."""
        return self.paused_until is not None and self.paused_until > today


@dataclass(frozen=True)
class FullOffer:
    """An offer with everything a counsellor or a sheet needs beside it."""

    offer: Offer
    organisation: Organisation
    places: tuple[Place, ...] = ()
    contacts: tuple[Contact, ...] = ()
    translations: tuple[Translation, ...] = ()
