"""What a file says, as values: offers, and what in it was refused or repaired."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kosidesk.domain.record import Values

# Feed.format. Absence counts only between two imports of the same source and format, and only for LISTS.
LIST_XML, DETAIL_XML, FREINET_CSV, MAP_JSON, TABLE = (
    "list_xml",
    "detail_xml",
    "freinet_csv",
    "map_json",
    "table",
)
LISTS = frozenset({LIST_XML, FREINET_CSV, TABLE})


@dataclass(frozen=True)
class Entry:
    """One offer as a feed tells it. Each mapping holds registry fields of its kind, plain values only.

    A field the format has no word for is missing; a field it leaves empty stands with an empty value.
    `number` is the source's own number, "" where the source has none. `organisation` holds "number" where
    the source numbers its organisations. References between the records are set by the importer.
    """

    number: str
    line: int
    offer: Values
    organisation: Values
    places: tuple[Values, ...] = ()
    contacts: tuple[Values, ...] = ()


@dataclass(frozen=True)
class Refused:
    """An entry that could not be taken, and why; the others are. `number` is "" where it is not known."""

    line: int
    code: str
    given: str = ""
    number: str = ""


@dataclass(frozen=True)
class Notice:
    """Something odd that was repaired or kept as it is: how often, and where first (up to ten lines)."""

    code: str
    count: int
    lines: tuple[int, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feed:
    """Everything one file says. `source` is what the file itself names as its source, if it does."""

    format: str
    entries: tuple[Entry, ...]
    refused: tuple[Refused, ...] = ()
    notices: tuple[Notice, ...] = ()
    source: str = ""
    columns: tuple[str, ...] = field(default=())


Meaning = Mapping[str, str]
"""Column → "offer.title", "place.street", "contact.mail", "number" …; columns not named are skipped."""
