"""Disagreements between a feed and the desk, and how a person settles them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.errors import NotPossibleNow
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record, Value
from kosidesk.schema import REGISTRY
from kosidesk.services import history, records
from kosidesk.services.desk import Desk
from kosidesk.services.import_plan import UNDECIDED
from kosidesk.storage import read
from kosidesk.storage.rows import decode, settled

DECIDED = "decided"
"""Status of a conflict a person has settled; its `resolution` says how."""


class Take(Enum):
    """Whose value shall stand."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True)
class Conflict:
    """A field that feed and desk both changed. `mine` is what stands on the desk now, since `by` wrote it.

    `field` may be the name of a group, and both values are then mappings of its fields. `title` and `number`
    are those of the record, or of the offer it belongs to.
    """

    id: RecordId
    kind: str
    record: RecordId
    number: str
    title: str
    field: str
    mine: Value
    theirs: Value
    source: str
    found_at: datetime
    by: str = ""
    at: datetime | None = None


def undecided(desk: Desk) -> tuple[Conflict, ...]:
    """The oldest first. Of several about one field only the newest: the feed has spoken again since."""
    newest = {(c.text("of_record"), c.text("field")): c for c in _open(desk)}
    return tuple(
        _told(desk, conflict, subject)
        for conflict in newest.values()
        if (subject := read.get(desk.database, conflict.text("of_kind"), conflict.text("of_record")))
    )


def count(desk: Desk) -> int:
    """How many `undecided` would tell of, deleted records among them."""
    return len({(c.text("of_record"), c.text("field")) for c in _open(desk)})


def decide(desk: Desk, id_: RecordId, take: Take) -> Changes:
    """Settles the conflict, and older ones about the same field with it, as one user action.

    Raises NotFound, NotPossibleNow for one that was settled before, ChangedMeanwhile.
    """
    conflict = records.record(desk, "conflict", id_)
    if conflict.text("status") != UNDECIDED:
        raise NotPossibleNow("decide", conflict.text("status"))
    subject = records.record(desk, conflict.text("of_kind"), conflict.text("of_record"))
    edits = [
        Edit(one, one.with_values(status=DECIDED, resolution=take.value)) for one in _same(desk, conflict)
    ]
    if take is Take.THEIRS:
        edits.append(Edit(subject, subject.with_values(**_theirs(conflict))))
    return desk.write(*edits)


def _open(desk: Desk) -> list[Record]:
    return sorted(read.by(desk.database, "conflict", "status", (UNDECIDED,)), key=_found_at)


def _found_at(conflict: Record) -> str:
    return conflict.text("at")


def _same(desk: Desk, conflict: Record) -> Iterator[Record]:
    for other in read.by(desk.database, "conflict", "of_record", (conflict.text("of_record"),)):
        if other.get("field") == conflict.get("field") and other.get("status") == UNDECIDED:
            yield other


def _told(desk: Desk, conflict: Record, subject: Record) -> Conflict:
    number, title = _name(desk, subject)
    written = history.last_change(desk, subject.id, _fields(conflict))
    return Conflict(
        conflict.id,
        subject.kind,
        subject.id,
        number,
        title,
        conflict.text("field"),
        _mine(conflict, subject),
        _value(conflict.text("theirs")),
        conflict.text("source"),
        datetime.fromisoformat(conflict.text("at")),
        records.name_of(desk, written.author) if written else "",
        written.at if written else None,
    )


def _name(desk: Desk, subject: Record) -> tuple[str, str]:
    offer = read.get(desk.database, "offer", subject.text("offer")) if subject.get("offer") else None
    named = offer or subject
    return named.text("number"), named.text("title") or named.text("name")


def _mine(conflict: Record, subject: Record) -> Value:
    fields = _fields(conflict)
    if fields == (conflict.text("field"),):
        return subject.get(fields[0])
    return {name: subject.values[name] for name in fields if name in subject.values}


def _theirs(conflict: Record) -> dict[str, Value]:
    """Field → value; of a group, a field the feed left empty becomes empty."""
    fields, said = _fields(conflict), _value(conflict.text("theirs"))
    if fields == (conflict.text("field"),):
        return {fields[0]: said}
    members = said if isinstance(said, dict) else {}
    return {name: members.get(name) for name in fields}


def _fields(conflict: Record) -> tuple[str, ...]:
    """The fields of the group a conflict names, or the one field."""
    name = conflict.text("field")
    return REGISTRY[conflict.text("of_kind")].units().get(name, (name,))


def _value(told: str) -> Value:
    return settled(decode(told)) if told else None
