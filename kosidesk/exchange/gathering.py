"""What a file has said so far: entries are judged one by one and handed on, oddities are counted."""

from collections.abc import Callable
from dataclasses import dataclass, field

from kosidesk.domain.ids import normalised
from kosidesk.domain.record import Value, Values
from kosidesk.exchange import limits
from kosidesk.exchange.feed import LISTS, Entry, Feed, Refused
from kosidesk.exchange.notices import (
    NO_NUMBER,
    NO_OPEN_PLACES,
    NO_ORGANISATION,
    NO_ORGANISATION_NUMBER,
    NO_TITLE,
    NUMBER_TWICE,
    SAME_TITLE,
    SPELLINGS,
    TEXT_TOO_LONG,
    TITLE_LONG,
    Notices,
    Spot,
)

Take = Callable[[Entry], None]
"""Where entries go, one by one, as soon as they are read."""

_LONG_TITLE = 80
_SHOWN = 80
_SIGNS = str.maketrans("", "", " .,-–/\"'")


@dataclass
class Gathering:
    """One reading of one file in one format."""

    format: str
    take: Take
    notices: Notices = field(default_factory=Notices)
    seen: int = 0
    _refused: list[Refused] = field(default_factory=list)
    _numbers: set[str] = field(default_factory=set)
    _titles: set[tuple[str, str]] = field(default_factory=set)
    _spellings: dict[str, str] = field(default_factory=dict)
    _misspelt: set[str] = field(default_factory=set)

    def spot(self, line: int) -> Spot:
        return Spot(line, self.notices)

    def add(self, entry: Entry) -> None:
        """Hands an entry on, or refuses it. Raises Unreadable (rows) when there are too many."""
        self._count()
        if code := self._fault(entry):
            given = entry.number or str(entry.offer.get("title", ""))
            self._refused.append(Refused(entry.line, code, given[:_SHOWN], entry.number))
            return
        self._numbers.add(entry.number)
        self._look_at_offer(entry)
        self._look_at_organisation(entry)
        self.take(entry)

    def refuse(self, line: int, code: str, given: str = "", number: str = "") -> None:
        self._count()
        self._refused.append(Refused(line, code, given[:_SHOWN], number))

    def feed(self, *, source: str = "", columns: tuple[str, ...] = ()) -> Feed:
        """Everything but the entries, which were handed on."""
        return Feed(self.format, (), tuple(self._refused), tuple(self.notices), source, columns)

    def _count(self) -> None:
        self.seen += 1
        if self.seen > limits.ROWS:
            raise limits.unreadable(limits.TOO_MANY_ROWS, detail=str(limits.ROWS))

    def _fault(self, entry: Entry) -> str:
        if not entry.number and self.format not in LISTS:
            return NO_NUMBER
        if not entry.offer.get("title") and (self.format in LISTS or not entry.number):
            return NO_TITLE
        if entry.number and entry.number in self._numbers:
            return NUMBER_TWICE
        parts = ({"number": entry.number}, entry.offer, entry.organisation, *entry.places, *entry.contacts)
        return TEXT_TOO_LONG if any(_is_too_long(part) for part in parts) else ""

    def _look_at_offer(self, entry: Entry) -> None:
        spot = self.spot(entry.line)
        title = str(entry.offer.get("title", ""))
        if len(title) > _LONG_TITLE:
            spot.note(TITLE_LONG, title)
        if entry.offer.get("open_places") == 0:
            spot.note(NO_OPEN_PLACES)
        if entry.organisation.get("name"):
            both = (normalised(str(entry.organisation["name"])), normalised(title))
            if both in self._titles:
                spot.note(SAME_TITLE, title)
            self._titles.add(both)

    def _look_at_organisation(self, entry: Entry) -> None:
        spot = self.spot(entry.line)
        name, number = str(entry.organisation.get("name", "")), entry.organisation.get("number")
        if "name" in entry.organisation and not name:
            spot.note(NO_ORGANISATION, str(entry.offer.get("title", "")))
        elif number == "":
            spot.note(NO_ORGANISATION_NUMBER, name)
        key = normalised(name).translate(_SIGNS)
        first = self._spellings.setdefault(key, name)
        if first != name and key not in self._misspelt:
            self._misspelt.add(key)
            spot.note(SPELLINGS, f"{first} / {name}")


def _is_too_long(values: Values) -> bool:
    return any(_length(value) > limits.TEXT for value in values.values())


def _length(value: Value) -> int:
    if isinstance(value, tuple):
        return sum(map(len, value))
    return len(value) if isinstance(value, str) else 0
