"""What the columns of a foreign table mean: guessed from their names and confirmed, or read from a file."""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kosidesk.domain.errors import Unreadable
from kosidesk.domain.ids import normalised
from kosidesk.exchange import limits
from kosidesk.exchange.feed import Meaning
from kosidesk.exchange.files import decoded
from kosidesk.schema import CONTACT, OFFER, ORGANISATION, PLACE, Owner

NUMBER = "number"
ORGANISATION_NUMBER = "organisation.number"
TITLE = "offer.title"
LOCALITY = "place.locality_dict"

# A table that named these would say who a record is, to whom it belongs, or what its coordinates are worth.
_NOT_SAID = frozenset({"source", "number", "ordinal", "quality", "status"})
# Closed lists and codes of this program, which no foreign table speaks.
_CODES = frozenset({"kind", "extent", "week", "contactable"})

TARGETS: tuple[str, ...] = (
    NUMBER,
    ORGANISATION_NUMBER,
    *(
        f"{kind.name}.{field.name}"
        for kind in (OFFER, ORGANISATION, PLACE, CONTACT)
        for field in kind.fields
        if field.owner is Owner.SOURCE and not field.refers_to and field.name not in _NOT_SAID | _CODES
    ),
    LOCALITY,
)
"""Everything a column can mean. LOCALITY is an address with coordinates written as a dict into one cell."""

# German and English column names in lower case without blanks and signs.
_NAMES = {
    NUMBER: "nummer nr id angebotsid angebotsnummer angebotsnr opportunityid offerid",
    TITLE: "titel title angebot angebotsname bezeichnung aufgabe name",
    "offer.summary": "kurzbeschreibung kurztext",
    "offer.description": "beschreibung description summary text details",
    "offer.tasks": "aufgaben tätigkeiten tasks",
    "offer.fields": "handlungsfeld handlungsfelder bereich bereiche globalbereiche kategorie kategorien "
    "category categories categorydesc field fields topic topics thema themen",
    "offer.target_groups": "zielgruppe zielgruppen targetgroup targetgroups audience",
    "offer.skills": "kenntnisse fähigkeiten skills",
    "offer.districts": "stadtteil stadtteile bezirk bezirke stadtbezirk ortsteil district districts borough",
    "offer.time_text": "zeit zeiten zeitlicherrahmen zeitaufwand wann time schedule recurrencetype",
    "offer.from_on": "von beginn start startdatum startdate startdatedate",
    "offer.until_on": "bis ende enddatum enddate enddatedate",
    "offer.open_places": "plätze freieplätze offeneplätze anzahlgesuche openplaces volrequests capacity",
    "offer.minimum_age": "mindestalter minimumage minage",
    "offer.maximum_age": "höchstalter maximumage maxage",
    "offer.requirements": "anforderungen voraussetzungen requirements",
    "offer.languages": "sprachen sprache languages language",
    "offer.benefits": "leistungen wirbieten benefits",
    "offer.accessibility": "barrierefreiheit barrierefrei accessibility",
    "offer.web": "homepage web website webseite internet link url",
    "offer.created_on": "erstellt angelegt createddate created",
    "offer.edited_on": "bearbeitet geändert stand lastmodifieddate lastmodified modified updated",
    ORGANISATION_NUMBER: "einrichtungsid organisationsid orgid orgcontentid organizationid",
    "organisation.name": "einrichtung einrichtungsname organisation träger verein orgtitle orgname "
    "organization organizationname",
    "place.street": "straße strasse adresse anschrift street address",
    "place.postcode": "plz postleitzahl postcode zip zipcode",
    "place.town": "ort stadt town city",
    "place.latitude": "breite breitengrad geobreite latitude lat",
    "place.longitude": "länge längengrad geolänge geolaenge longitude lon lng",
    "place.stop": "haltestelle stop",
    LOCALITY: "locality location",
    "contact.name": "ansprechpartner ansprechpartnerin ansprechperson kontakt kontaktperson contact "
    "contactname",
    "contact.function": "funktion position function",
    "contact.phone": "telefon telefonnummer tel phone",
    "contact.mobile": "mobil handy mobile",
    "contact.mail": "email mail emailadresse",
}
_TARGET_OF = {name: target for target, names in _NAMES.items() for name in names.split()}


@dataclass(frozen=True)
class Explanation:
    """What a mapping file says: the source its tables come from, and their columns."""

    source: str
    columns: Meaning


def suggest(columns: Iterable[str]) -> Meaning:
    """A guess for a person to confirm; of two columns that seem to mean the same, the first is taken."""
    guessed: dict[str, str] = {}
    for column in columns:
        bare = "".join(sign for sign in normalised(column) if sign.isalnum())
        target = _TARGET_OF.get(bare)
        if target and target not in guessed.values():
            guessed[column] = target
    return guessed


def fingerprint(columns: Iterable[str]) -> str:
    """The same for every table with these columns, in whatever order."""
    names = sorted(normalised(column) for column in columns)
    return sha256("\x1f".join(names).encode()).hexdigest()


def spelt(meaning: Meaning, columns: tuple[str, ...]) -> Meaning | None:
    """The meaning with its columns as this table writes them; None for a table that lacks one of them."""
    known = {normalised(column): column for column in columns}
    if not all(normalised(column) in known for column in meaning):
        return None
    return {column if column in columns else known[normalised(column)]: meaning[column] for column in meaning}


def check(meaning: Meaning) -> None:
    """Raises Unreadable (mapping) with the first target that is unknown, stands twice, or is missing."""
    targets = list(meaning.values())
    for target in targets:
        if target not in TARGETS or targets.count(target) > 1:
            raise limits.unreadable(limits.MAPPING, detail=target)
    if TITLE not in targets:
        raise limits.unreadable(limits.MAPPING, detail=TITLE)


def read_mapping(path: Path) -> Explanation:
    """A file in TOML or JSON: `source` and a table `columns`, column → target. Raises Unreadable."""
    try:
        said = _parsed(_small(path))
        if not isinstance(said, dict):
            raise limits.unreadable(limits.MAPPING, detail="columns")
        explained = _explanation(said)
        check(explained.columns)
    except Unreadable as refusal:
        raise Unreadable(path.name, *refusal.facts[1:]) from refusal
    return explained


def _small(path: Path) -> str:
    if not path.is_file():
        raise limits.unreadable(limits.NO_FILE)
    try:
        if path.stat().st_size > limits.MAPPING_BYTES:
            raise limits.unreadable(limits.TOO_LARGE, detail=str(path.stat().st_size))
        return decoded(path, ("utf-8",))
    except OSError as error:
        raise limits.unreadable(limits.DENIED, detail=error.strerror or "") from error


def _parsed(text: str) -> object:
    try:
        return json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except json.JSONDecodeError as error:
        raise limits.unreadable(limits.MAPPING, error.lineno, error.msg) from error
    except (ValueError, RecursionError) as error:
        raise limits.unreadable(limits.MAPPING, detail=str(error)) from error


def _explanation(said: dict[str, object]) -> Explanation:
    source, columns = said.get("source"), said.get("columns")
    if not isinstance(source, str) or not source.strip():
        raise limits.unreadable(limits.MAPPING, detail="source")
    if not isinstance(columns, dict) or not all(isinstance(target, str) for target in columns.values()):
        raise limits.unreadable(limits.MAPPING, detail="columns")
    return Explanation(source.strip(), columns)
