"""Everything there is to know of an offer, in the order in which a talk asks for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kosidesk.domain.freshness import Freshness
from kosidesk.domain.offer import Contact, FullOffer, Offer, Organisation, Place
from kosidesk.domain.record import Typed
from kosidesk.i18n import _, day, ngettext
from kosidesk.services import words
from kosidesk.services.time_suggestions import suggestion
from kosidesk.services.words.times import time_read


@dataclass(frozen=True)
class Fact:
    """A text and the word that says what it is; without a term it stands for itself."""

    text: str
    term: str = ""


@dataclass(frozen=True)
class Passage:
    """Facts under one heading."""

    title: str
    facts: tuple[Fact, ...]


def passages(full: FullOffer) -> tuple[Passage, ...]:
    """Of an offer and what is around it."""
    said = (
        (_("Worum es geht"), _what(full)),
        (_("Wann"), _when(full.offer)),
        (_("Wo"), _where(full)),
        (_("Wen man fragt"), _whom(full)),
        (_("Was man braucht"), _needs(full.offer)),
        (_("Was man bekommt"), _gains(full.offer)),
        (_("Über die Einrichtung"), _organisation(full.organisation)),
        (_("Notizen, nur für uns"), _notes(full)),
        (_("Herkunft"), _origin(full.offer)),
    )
    return telling(said)


def telling(said: Iterable[tuple[str, Iterable[Fact]]]) -> tuple[Passage, ...]:
    """Titles with their facts; only those that say something."""
    found = (Passage(title, tuple(fact for fact in facts if fact.text.strip())) for title, facts in said)
    return tuple(passage for passage in found if passage.facts)


def trusted(offer: Offer, today: date) -> str:
    """How far it can be trusted, and how often in a row nobody answered a client."""
    said = assured(offer.freshness(today), offer.assured_by)
    if offer.unanswered <= 0:
        return said
    silence = ngettext(
        "{assured}; seitdem blieb {count} Anfrage ohne Antwort",
        "{assured}; seitdem blieben {count} Anfragen ohne Antwort",
        offer.unanswered,
    )
    return silence.format(assured=said, count=offer.unanswered)


def assured(fresh: Freshness, by: str) -> str:
    """On which word it rests: "bestätigt am 3. November 2026 von Mara"."""
    if fresh.on is None:
        return _("noch nie bestätigt")
    if fresh.by_source:
        return _("laut Quelle geändert am {day}, noch nie bestätigt").format(day=day(fresh.on))
    if not by:
        return _("bestätigt am {day}").format(day=day(fresh.on))
    return _("bestätigt am {day} von {name}").format(day=day(fresh.on), name=by)


def _what(full: FullOffer) -> Iterator[Fact]:
    yield Fact(full.offer.summary)
    yield Fact(full.offer.description)
    yield from told(full.offer, "tasks", "fields", "target_groups", "skills", "sdgs")
    spoken = (words.language_name(one.language) for one in full.translations)
    yield Fact(", ".join(sorted(spoken)), _("Kurz auch auf"))


def _when(offer: Offer) -> Iterator[Fact]:
    yield Fact(offer.time_text)
    yield from told(
        offer, "flexible", "hours_a_week", "extent", "from_on", "until_on", "dates", "paused_until"
    )
    if offer.week:
        yield from told(offer, "week")
    read = suggestion(offer.record()).more
    yield Fact(time_read(read), _("Aus dem Text gelesen, nicht bestätigt"))


def _where(full: FullOffer) -> Iterator[Fact]:
    for place in full.places:
        yield Fact(located(place))
        yield from told(place, "accessibility")
    yield from told(full.offer, "districts", "remote", "accessibility")


def located(place: Place) -> str:
    """Where a place is, in one line."""
    town = " ".join(filter(None, (place.postcode, place.town)))
    stop = _("Haltestelle {stop}").format(stop=place.stop) if place.stop else ""
    return " · ".join(filter(None, (comma(place.street, town), place.district, stop)))


def _whom(full: FullOffer) -> Iterator[Fact]:
    for contact in full.contacts:
        yield Fact(reached(contact))
    yield from told(full.offer, "web")


def reached(contact: Contact) -> str:
    """Who a contact is and how to reach her, in one line."""
    private = _("privat, nicht weitergeben") if contact.private else ""
    named = comma(contact.name, contact.function)
    return " · ".join(filter(None, (named, contact.phone, contact.mobile, contact.mail, private)))


def _needs(offer: Offer) -> Iterator[Fact]:
    yield Fact(offer.requirements)
    yield from told(
        offer, "minimum_age", "maximum_age", "open_to_minors", "documents", "languages", "licence"
    )
    yield from told(offer, "open_places")


def _gains(offer: Offer) -> Iterator[Fact]:
    yield Fact(offer.benefits)
    yield from told(offer, "training", "expenses", "insurance", "certificate")


def _organisation(body: Organisation) -> Iterator[Fact]:
    yield Fact(body.description)
    yield Fact(comma(body.street, " ".join(filter(None, (body.postcode, body.town)))))
    yield from told(body, "phone", "mobile", "mail", "web")


def _notes(full: FullOffer) -> Iterator[Fact]:
    yield Fact(full.offer.notes)
    yield Fact(full.organisation.notes, _("Zur Einrichtung"))


def _origin(offer: Offer) -> Iterator[Fact]:
    yield from told(offer, "kind", "number", "source", "created_on", "edited_on")


def told(value: Typed, *names: str) -> Iterator[Fact]:
    """Fields with their names."""
    values = value.values()
    for name in names:
        yield Fact(words.told(value.KIND, name, values[name]), words.field_name(name))


def comma(*texts: str) -> str:
    """What is not empty, commas between."""
    return ", ".join(filter(None, texts))
