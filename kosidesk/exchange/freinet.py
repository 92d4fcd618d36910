"""What the fields of Freinet's exports mean, whatever shape they come in.

Freinet-online is the system of the German volunteer agencies; the names are those of its list, its details
and the cities' public maps, which draw on it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kosidesk.domain.record import Value
from kosidesk.exchange import text, values
from kosidesk.exchange.feed import Entry
from kosidesk.exchange.html import to_text
from kosidesk.exchange.notices import SINGLE_NOT_LIST, Spot
from kosidesk.exchange.places import whereabouts
from kosidesk.exchange.town import Town

Said = Mapping[str, str]
Sets = Mapping[str, Sequence[str]]
Convert = Callable[[str, Spot], Value]
Meanings = tuple[tuple[str, str, Convert], ...]


def _contactable(given: str, spot: Spot) -> Value:
    value = values.integer(given, spot)
    return value if value in {1, 0, -1} else None


def _rows(given: str, spot: Spot) -> Value:
    return tuple(row for row in to_text(given, spot).split("\n") if row)


_LIST_OFFER: Meanings = (
    ("angebotsname", "title", text.line),
    ("kurz_beschreibung", "summary", to_text),
    ("beschreibung", "description", to_text),
    ("termine", "dates", _rows),
    ("kontaktierbar", "contactable", _contactable),
    ("anzahl_gesuche", "open_places", values.count),
    ("anzahl_vermittlungen", "placements", values.count),
    ("anzahl_aktueller_vermittlungen", "current_placements", values.count),
    ("bearbeitet", "edited_on", values.day),
    ("erstellt", "created_on", values.day),
)
_LIST_ORGANISATION: Meanings = (
    ("einrichtungsname", "name", text.line),
    ("einrichtungs_id", "number", text.line),
)
_LIST_PLACE = {
    "strasse": "street",
    "plz": "postcode",
    "ort": "town",
    "geo_breite": "latitude",
    "geo_laenge": "longitude",
}
_DETAIL_OFFER: Meanings = (
    ("angebotsname", "title", text.line),
    ("beschreibung", "description", to_text),
    ("homepage", "web", values.web),
    ("anforderungen", "requirements", to_text),
    ("leistungen", "benefits", to_text),
    ("barrierefreiheit", "accessibility", to_text),
)
_DETAIL_CONTACT: Meanings = (
    ("funktion_der_person", "function", text.line),
    ("telefon", "phone", text.line),
    ("mobil", "mobile", text.line),
    ("email", "mail", values.mail),
)
_DETAIL_ORGANISATION: Meanings = (
    ("name", "name", text.line),
    ("strasse", "street", text.line),
    ("plz", "postcode", text.line),
    ("ort", "town", text.line),
    ("beschreibung", "description", to_text),
    ("email", "mail", values.mail),
    ("telefon", "phone", text.line),
    ("homepage", "web", values.web),
)
# The names say x and y, but x is the latitude.
_DETAIL_PLACE = {
    "strasse": "street",
    "plz": "postcode",
    "ort": "town",
    "geo_x": "latitude",
    "geo_y": "longitude",
}
_SETS = {
    "handlungsfelder": "fields",
    "globalbereiche": "fields",
    "zielgruppen": "target_groups",
    "kenntnisse": "skills",
}


def list_entry(number: str, said: Said, town: Town, spot: Spot) -> Entry:
    """An offer of the list, XML or CSV."""
    districts = said["ortsteil"].split(",") if "ortsteil" in said else None
    where = whereabouts(_renamed(said, _LIST_PLACE), districts, town, spot)
    offer = _read(_LIST_OFFER, said, spot)
    if where.districts is not None:
        offer["districts"] = where.districts
    organisation = _read(_LIST_ORGANISATION, said, spot)
    return Entry(text.line(number, spot), spot.line, offer, organisation, (where.place,))


@dataclass(frozen=True)
class Details:
    """The three parts of an offer in detail: its texts, its vocabularies, and the organisation's texts."""

    offer: Said
    sets: Sets
    organisation: Said


def detail_entry(number: str, details: Details, town: Town, spot: Spot) -> Entry:
    """An offer in detail."""
    said, sets = details.offer, details.sets
    districts = list(sets["stadtteile"]) if "stadtteile" in sets else None
    where = whereabouts(_renamed(said, _DETAIL_PLACE), districts, town, spot)
    offer = _read(_DETAIL_OFFER, said, spot) | _vocabularies(sets, spot)
    times = [to_text(said[name], spot) for name in ("zeitlicherrahmen", "zeitspenden") if name in said]
    if times:
        offer["time_text"] = "\n".join(filter(None, times))
    if where.districts is not None:
        offer["districts"] = where.districts
    organisation = _read(_DETAIL_ORGANISATION, details.organisation, spot)
    number = text.line(number, spot)
    return Entry(number, spot.line, offer, organisation, (where.place,), _contacts(said, spot))


def map_entry(number: str, said: Said, sets: Sets, town: Town, spot: Spot) -> Entry:
    """A point of the city's public map."""
    where = whereabouts(_renamed(said, _DETAIL_PLACE), None, town, spot)
    offer = _read((("text", "title", text.line),), said, spot) | _vocabularies(sets, spot)
    places = (where.place,) if where.place else ()
    return Entry(text.line(number, spot), spot.line, offer, {}, places)


def _vocabularies(sets: Sets, spot: Spot) -> dict[str, Value]:
    """The sets of an offer, each word once; "Handlungsfelder" and "Globalbereiche" are one vocabulary."""
    found: dict[str, Value] = {}
    for name, field in _SETS.items():
        if name in sets:
            before = found.get(field)
            said = (text.line(word, spot) for word in sets[name])
            found[field] = _distinct((*(before if isinstance(before, tuple) else ()), *said))
    return found


def as_list(given: str, spot: Spot) -> list[str]:
    """The one value that stands where a list belongs."""
    if not given.strip():
        return []
    spot.note(SINGLE_NOT_LIST, given.strip())
    return [given]


def _contacts(said: Said, spot: Spot) -> tuple[Mapping[str, Value], ...]:
    contact = _read(_DETAIL_CONTACT, said, spot)
    names = [text.line(said[part], spot) for part in ("vorname", "nachname") if part in said]
    if names:
        contact["name"] = " ".join(filter(None, names))
    return (contact,) if any(contact.values()) else ()


def _read(meanings: Meanings, said: Said, spot: Spot) -> dict[str, Value]:
    return {field: convert(said[name], spot) for name, field, convert in meanings if name in said}


def _renamed(said: Said, names: Mapping[str, str]) -> dict[str, str]:
    return {field: said[name] for name, field in names.items() if name in said}


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
