"""What a source said before: the images every import leaves behind."""

from collections.abc import Mapping
from dataclasses import dataclass

from kosidesk.domain.change import Edit
from kosidesk.domain.ids import RecordId, imported_id
from kosidesk.domain.offer import UNKNOWN
from kosidesk.domain.record import Record, Value, Values, is_empty
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
            "of_record": said.id,
            "source": self.source,
            "format": self.format,
            "present": True,
            "said": _statements(said.values),
        }
        image = imported_id(self.source, "image", said.id, self.format)
        return Edit(self.own(said.id), Record("image", image, values))

    def sides(self, said: Said, mine: Values) -> tuple[Values, Values]:
        """Base and theirs of a three-way merge: what the source said before, and what it says now.

        Where this format is silent, theirs repeats the base, so that nothing is cleared; except for a value
        this format alone had given and now leaves empty. Of a set, each format may take back only its own
        members.
        """
        own = _said(self.own(said.id))
        others = [
            _said(image)
            for name, image in sorted(self.images.get(said.id, {}).items())
            if name != self.format
        ]
        base: dict[str, Value] = {}
        theirs: dict[str, Value] = {}
        for name in said.values.keys() | own.keys() | {name for other in others for name in other}:
            elsewhere = [other[name] for other in others if name in other]
            now = said.values.get(name)
            if any(isinstance(value, tuple) for value in (now, own.get(name), *elsewhere)):
                base[name] = _union(own.get(name), *elsewhere)
                theirs[name] = _union(now if name in said.values else own.get(name), *elsewhere)
                continue
            base[name] = own[name] if name in own else _nearest(elsewhere, now, mine.get(name))
            withdrawn = name in own and name in said.values and not elsewhere
            theirs[name] = base[name] if _is_silent(name, now) and not withdrawn else now
        if "quality" not in own and _position(theirs) == _position(base):
            # The same coordinates, judged by a format that knows less of the place.
            theirs["quality"] = base.get("quality") or theirs.get("quality")
        return base, theirs


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
