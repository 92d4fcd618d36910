"""Turns the entries of a feed into records: which record an entry speaks of, and what it says of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kosidesk.domain.ids import RecordId, imported_id, normalised
from kosidesk.domain.record import Record, Values, is_empty
from kosidesk.exchange.feed import LISTS, Entry, Feed, Refused
from kosidesk.schema import REGISTRY, Owner
from kosidesk.services.desk import Desk
from kosidesk.services.merged import Merged
from kosidesk.storage import read

REPEATED = "repeated_number"
"""Refused: a second entry with the number of an earlier one."""


@dataclass(frozen=True)
class Said:
    """What one entry says of one record. `offer` is the offer it stands with; number and title name it.

    `known_as` is what the source means by it: the record itself, or an organisation that was merged into it.
    """

    kind: str
    id: RecordId
    values: Values
    offer: RecordId
    number: str
    title: str
    known_as: RecordId


def records_of(desk: Desk, feed: Feed, source: str) -> tuple[tuple[Said, ...], tuple[Refused, ...]]:
    """Every record the feed speaks of, each once, organisations first; and entries that came twice."""
    naming = _Naming(desk, feed, source)
    said: dict[RecordId, Said] = {}
    refused = []
    for entry in feed.entries:
        offer = naming.offer(entry)
        if offer in said:
            refused.append(Refused(entry.line, REPEATED, entry.number, entry.number))
            continue
        for one in _of_entry(entry, offer, naming):
            said[one.id] = _joined(said.get(one.id), one)
    in_order = sorted(said.values(), key=lambda one: one.kind != "organisation")
    return tuple(in_order), tuple(refused)


def _of_entry(entry: Entry, offer: RecordId, naming: "_Naming") -> Iterator[Said]:
    number, title = entry.number, str(entry.offer.get("title") or "")
    meant = naming.organisation(entry, offer)
    origin: dict[str, str] = {"source": naming.source}

    def said(kind: str, id_: RecordId, values: Values, known_as: RecordId | None = None) -> Said:
        return Said(kind, id_, _of_source(kind, values), offer, number, title, known_as or id_)

    of_offer: dict[str, str] = {"number": number, **origin}
    if meant:
        organisation = of_offer["organisation"] = naming.merged.now(meant)
        if naming.may_speak_of(organisation, meant):
            yield said("organisation", organisation, {**entry.organisation, **origin}, meant)
    yield said("offer", offer, {**entry.offer, **of_offer})
    for kind, parts in (("place", entry.places), ("contact", entry.contacts)):
        for ordinal, values in enumerate(parts):
            if not all(is_empty(value) for value in values.values()):
                part = imported_id(naming.source, kind, offer, ordinal)
                yield said(kind, part, {**values, **origin, "offer": offer, "ordinal": ordinal})


def _of_source(kind: str, values: Values) -> Values:
    """A feed has no say in what belongs to the desk."""
    desk_owned = {f.name for f in REGISTRY[kind].fields if f.owner is Owner.DESK}
    return {name: value for name, value in values.items() if name not in desk_owned}


def _joined(before: Said | None, now: Said) -> Said:
    """Several offers describe one organisation; the first statement of each field counts.

    Of several that were merged into one, only the first is heard.
    """
    if before is None:
        return now
    if before.known_as != now.known_as:
        return before
    first = {name: value for name, value in before.values.items() if not is_empty(value)}
    return replace(before, values={**now.values, **first})


@dataclass
class _Naming:
    """Gives the records of one feed their ids, the same on every desk."""

    desk: Desk
    feed: Feed
    source: str
    _numbered: Mapping[str, str] = field(init=False)
    _stored: Mapping[RecordId, Record] = field(init=False)
    _names: Mapping[str, set[str]] = field(init=False)
    _equals: dict[tuple[str, str], int] = field(init=False, default_factory=dict)
    merged: Merged = field(init=False)

    def __post_init__(self) -> None:
        self.merged = Merged.of(self.desk)
        self._numbered = _numbers_by_name(self.feed)
        ids = [imported_id(self.source, "offer", e.number) for e in self.feed.entries if e.number]
        self._stored = read.by_ids(self.desk.database, "offer", ids)
        named = {one.text("organisation") for one in self._stored.values()}
        self._names = _names(self.desk, {meant for one in named for meant in self.merged.meanings(one)})

    def offer(self, entry: Entry) -> RecordId:
        """By number; without one by organisation, title, and place among equals."""
        if entry.number:
            return imported_id(self.source, "offer", entry.number)
        names = _name(entry), normalised(str(entry.offer.get("title") or ""))
        ordinal = self._equals.get(names, 0)
        self._equals[names] = ordinal + 1
        return imported_id(self.source, "offer", *names, ordinal)

    def organisation(self, entry: Entry, offer: RecordId) -> RecordId | None:
        """By its number; else the offer's known one; else by its name, or the number that name has here."""
        name, number = _name(entry), str(entry.organisation.get("number") or "")
        if not number and (known := self._known(offer, name)):
            return known
        number = number or self._numbered.get(name, "")
        if number:
            return imported_id(self.source, "organisation", number)
        return imported_id(self.source, "organisation", "", name) if name else None

    def _known(self, offer: RecordId, name: str) -> RecordId | None:
        """The organisation the offer belongs to here, unless a list names another one: then it has moved.

        Formats that only enrich never number organisations; one of theirs may be spelt as nowhere else.
        """
        stored = self._stored.get(offer)
        meanings = self.merged.meanings(stored.text("organisation")) if stored else ()
        if not meanings:
            return None
        called_so = [meant for meant in meanings if name in self._names.get(meant, ())]
        moved = self.feed.format in LISTS and name and not called_so
        return None if moved else self.merged.meant_by(self.source, called_so or meanings)

    def may_speak_of(self, organisation: RecordId, meant: RecordId) -> bool:
        """Where the source has an organisation of its own in that place, the merged one no longer counts."""
        return organisation == meant or self.merged.source_of(organisation) != self.source


def _names(desk: Desk, organisations: Iterable[str]) -> Mapping[str, set[str]]:
    """What each of these is called here, and what any format of its source has called it."""
    wanted = set(organisations)
    names: dict[str, set[str]] = {}
    for record in read.by_ids(desk.database, "organisation", wanted).values():
        names.setdefault(record.id, set()).add(normalised(record.text("name")))
    for image in read.by(desk.database, "image", "of_record", wanted):
        said = image.get("said")
        name = said.get("name") if isinstance(said, Mapping) else ""
        names.setdefault(image.text("of_record"), set()).add(normalised(str(name or "")))
    return names


def _numbers_by_name(feed: Feed) -> Mapping[str, str]:
    """The number of each organisation name that has exactly one in this feed."""
    numbers: dict[str, set[str]] = {}
    for entry in feed.entries:
        if entry.organisation.get("number"):
            numbers.setdefault(_name(entry), set()).add(str(entry.organisation["number"]))
    return {name: next(iter(found)) for name, found in numbers.items() if name and len(found) == 1}


def _name(entry: Entry) -> str:
    return normalised(str(entry.organisation.get("name") or ""))
