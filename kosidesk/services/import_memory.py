"""What a source said before: the images every import leaves behind."""

from collections.abc import Mapping
from dataclasses import dataclass

from kosidesk.domain.change import Edit
from kosidesk.domain.ids import RecordId, imported_id
from kosidesk.domain.offer import UNKNOWN
from kosidesk.domain.record import Record, Value, Values, is_empty
from kosidesk.schema import REGISTRY
from kosidesk.services.desk import Desk
from kosidesk.services.feed_records import Said
from kosidesk.storage import read


@dataclass(frozen=True)
class Memory:
    """The images of one source, by record and format, seen from one of its formats."""

    source: str
    format: str
    images: Mapping[RecordId, Mapping[str, Record]]

    @classmethod
    def of(cls, desk: Desk, source: str, format_: str) -> "Memory":
        images: dict[RecordId, dict[str, Record]] = {}
        for image in read.by(desk.database, "image", "source", (source,)):
            images.setdefault(RecordId(image.text("of_record")), {})[image.text("format")] = image
        return cls(source, format_, images)

    def own(self, record: RecordId) -> Record | None:
        """What this format said of the record."""
        return self.images.get(record, {}).get(self.format)

    def present_offers(self) -> dict[RecordId, Record]:
        """The offers this format named last time, with their images."""
        own = {
            record: formats[self.format] for record, formats in self.images.items() if self.format in formats
        }
        return {
            record: image
            for record, image in own.items()
            if image.text("of_kind") == "offer" and image.get("present")
        }

    def learned(self, said: Said) -> Edit:
        """The image after this import."""
        values: dict[str, Value] = {
            "of_kind": said.kind,
            "of_record": said.known_as,
            "source": self.source,
            "format": self.format,
            "present": True,
            "said": _statements(said.values),
        }
        image = imported_id(self.source, "image", said.known_as, self.format)
        return Edit(self.own(said.known_as), Record("image", image, values))

    def sides(self, said: Said, mine: Values) -> tuple[Values, Values]:
        """Base and theirs of a three-way merge: what the source said before, and what it says now.

        What stands here as one of the source's formats said it, nobody here has changed: then it is the base
        of whatever else the source says.
        """
        told = self._told(said)
        base: dict[str, Value] = {}
        theirs: dict[str, Value] = {}
        for fields in REGISTRY[said.kind].units().values():
            before = {name: told.before(name, mine.get(name)) for name in fields}
            after = {name: told.after(name, before[name]) for name in fields}
            if after != before and all(told.holds(name, mine.get(name)) for name in fields):
                before = {name: mine.get(name) for name in fields}
                after = {name: told.after(name, before[name]) for name in fields}
            base |= before
            theirs |= after
        if "quality" not in told.own and _position(theirs) == _position(base):
            # The same coordinates, judged by a format that knows less of the place.
            theirs["quality"] = base.get("quality") or theirs.get("quality")
        return base, theirs

    def _told(self, said: Said) -> "_Told":
        formats = sorted(self.images.get(said.known_as, {}).items())
        others = tuple(_said(image) for name, image in formats if name != self.format)
        return _Told(said.values, _said(self.own(said.known_as)), others)


@dataclass(frozen=True)
class _Told:
    """What a format says of one record now, what it said before, and what the source's other formats said."""

    now: Values
    own: Values
    others: tuple[Values, ...]

    def before(self, name: str, mine: Value) -> Value:
        """Where this format never spoke, of other formats' values the one that makes the least difference."""
        if self._is_set(name):
            return _union(self.own.get(name), *self._elsewhere(name))
        return (
            self.own[name] if name in self.own else _nearest(self._elsewhere(name), self.now.get(name), mine)
        )

    def after(self, name: str, before: Value) -> Value:
        """Where this format is silent nothing changes, so that nothing is cleared; except for a value it
        alone had given and now leaves empty. Of a set, each format may take back only its own members.
        """
        now, elsewhere = self.now.get(name), self._elsewhere(name)
        if self._is_set(name):
            return _union(now if name in self.now else self.own.get(name), *elsewhere)
        withdrawn = name in self.own and name in self.now and not elsewhere
        return before if _is_silent(name, now) and not withdrawn else now

    def holds(self, name: str, value: Value) -> bool:
        """Whether a format said this last. A set is made of what all of them said."""
        said = [told[name] for told in (self.own, *self.others) if name in told]
        return not self._is_set(name) and (value in said if said else is_empty(value))

    def _elsewhere(self, name: str) -> list[Value]:
        return [other[name] for other in self.others if name in other]

    def _is_set(self, name: str) -> bool:
        said = (self.now.get(name), self.own.get(name), *self._elsewhere(name))
        return any(isinstance(value, tuple) for value in said)


def _said(image: Record | None) -> Values:
    said = image.get("said") if image else None
    return said if isinstance(said, Mapping) else {}


def _statements(values: Values) -> Values:
    return {name: value for name, value in values.items() if not _is_silent(name, value)}


def _is_silent(name: str, value: Value) -> bool:
    """A place of unknown quality says nothing about a position another format knows."""
    return is_empty(value) or (name == "quality" and value == UNKNOWN)


def _union(*sets: Value) -> Value:
    members = [member for one in sets if isinstance(one, tuple) for member in one]
    return tuple(dict.fromkeys(members))


def _position(place: Values) -> tuple[Value, Value]:
    return place.get("latitude"), place.get("longitude")


def _nearest(elsewhere: list[Value], now: Value, mine: Value) -> Value:
    """Of several formats' values the one that makes the least of a difference."""
    for wanted in (now, mine):
        if wanted in elsewhere:
            return wanted
    return elsewhere[0] if elsewhere else None
