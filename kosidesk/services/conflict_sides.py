"""A conflict as people read it: three sides in plain words, with who and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kosidesk.domain.change import Change
from kosidesk.domain.conflict import DUPLICATE, WHOLE, Answer, Box, Standing, box
from kosidesk.domain.difference import Piece, pieces
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.domain.record import Record, Value, is_empty
from kosidesk.i18n import _, moment
from kosidesk.schema import REGISTRY, Field, Type
from kosidesk.services import history, records, words
from kosidesk.services.conflict_case import Case
from kosidesk.services.desk import Desk
from kosidesk.storage import read


@dataclass(frozen=True)
class Side:
    """What one side says, who said it and when, as far as that is known.

    `pieces` is `value` in words; where it differs from the other side it is marked.
    """

    value: Value = None
    pieces: tuple[Piece, ...] = ()
    by: str = ""
    at: datetime | None = None

    def said(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Conflict:
    """`mine` is what stands here now, `theirs` what was not taken, `base` what both began from.

    `field` may name a group, and values are then mappings of its fields, or the whole record. `title` and
    `number` are those of the record, or of the offer or organisation it is part of; that one is `root`.
    `other` is the second record of a suspected duplicate. `deciders` are the two who decided at once, and
    differently. `language` is that of a translation. No `answers` means that only a newer version can judge.
    """

    id: RecordId
    kind: str
    record: RecordId
    root_kind: str
    root: RecordId
    number: str
    title: str
    field: str
    reason: str
    source: str
    standing: Standing
    base: Side
    mine: Side
    theirs: Side
    answers: tuple[Answer, ...]
    other: RecordId = NOBODY
    deciders: tuple[str, ...] = ()
    language: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it is about the record itself, not one of its fields."""
        return self.field in (WHOLE, "")

    @property
    def box(self) -> Box:
        return box(self.reason, self.source)


# What tells one record from another at a glance.
_TELLING: Mapping[str, tuple[str, ...]] = {
    "organisation": ("name", "street", "postcode", "town", "phone", "mail"),
    "offer": ("title", "organisation", "time_text", "summary"),
}


def told(desk: Desk, filed: Record) -> Conflict:
    case = Case.of(desk, filed)
    root = case.whole or case.remains()
    base, mine, theirs = _summaries(desk, case) if case.reason == DUPLICATE else _sides(desk, case)
    return Conflict(
        id=filed.id,
        kind=case.kind,
        record=case.record,
        root_kind=root.kind,
        root=root.id,
        number=root.text("number"),
        title=root.text("title") or root.text("name") or root.text("code"),
        field=case.field,
        reason=case.reason,
        source=case.matter.text("source"),
        standing=case.standing(),
        base=base,
        mine=mine,
        theirs=theirs,
        answers=case.answers(),
        other=case.other() if case.reason == DUPLICATE else NOBODY,
        deciders=_deciders(desk, case),
        language=case.remains().text("language"),
    )


def words_of(desk: Desk, case: Case, value: Value) -> str:
    """A side in words, uncut; of several fields a line each."""
    if not isinstance(value, Mapping):
        return _told_field(desk, case.kind, case.field, value)
    lines = (
        _("{field}: ").format(field=words.field_name(name)) + _told_field(desk, case.kind, name, value[name])
        for name in _in_order(case.kind, value)
    )
    return "\n".join(lines)


def _sides(desk: Desk, case: Case) -> tuple[Side, Side, Side]:
    base, mine, theirs = map(case.value, (case.base, case.mine, case.theirs))
    written = case.deletion or history.last_change(desk, case.record, case.fields)
    return (
        Side(base, _pieces(desk, case, base, mine)),
        _by(desk, written, Side(mine, _pieces(desk, case, mine, theirs))),
        _by_filer(desk, case, Side(theirs, _pieces(desk, case, theirs, mine))),
    )


def _pieces(desk: Desk, case: Case, value: Value, other: Value) -> tuple[Piece, ...]:
    """In words, with what the other side does not say marked; whole records only where they differ."""
    if not isinstance(value, Mapping):
        other = None if isinstance(other, Mapping) else other
        in_words = (_told_field(desk, case.kind, case.field, one) for one in (value, other))
        return pieces(*in_words)
    against = other if isinstance(other, Mapping) else {}
    found: list[Piece] = []
    for name in _in_order(case.kind, value):
        if not case.is_whole or value[name] != against.get(name):
            said, unlike = (_told_field(desk, case.kind, name, one.get(name)) for one in (value, against))
            head = _("{field}: ").format(field=words.field_name(name))
            found += (Piece("\n" * bool(found) + head), *pieces(said, unlike))
    return tuple(found)


def _by(desk: Desk, change: Change | None, side: Side) -> Side:
    if change is None:
        return side
    return Side(side.value, side.pieces, records.name_of(desk, change.author), change.at)


def _by_filer(desk: Desk, case: Case, side: Side) -> Side:
    """A file says nothing in anybody's name."""
    name = records.name_of(desk, case.matter.text("by")) if case.is_from_sync else ""
    at = case.matter.text("at")
    return Side(side.value, side.pieces, name, datetime.fromisoformat(at) if at else None)


def _summaries(desk: Desk, case: Case) -> tuple[Side, Side, Side]:
    one, other = (_summary(desk, case.kind, id_) for id_ in (case.record, case.other()))
    return Side(), one, other


def _summary(desk: Desk, kind: str, id_: RecordId) -> Side:
    found = read.get(desk.database, kind, id_)
    if found is None:
        return Side(pieces=(Piece(_("Diesen Eintrag gibt es nicht mehr.")),))
    told_fields = ((name, _told_field(desk, kind, name, found.get(name))) for name in _TELLING.get(kind, ()))
    lines = "\n".join(
        _("{field}: {said}").format(field=words.field_name(name), said=said)
        for name, said in told_fields
        if said
    )
    entered = next(iter(read.history(desk.database, id_)), None)
    return _by(desk, entered, Side(id_, (Piece(lines),)))


def _deciders(desk: Desk, case: Case) -> tuple[str, ...]:
    if not case.is_disputed:
        return ()
    change = history.last_change(desk, case.matter.id, ("resolution", "status"))
    authors = (change.author if change else NOBODY, case.filed.text("by"))
    return tuple(records.name_of(desk, author) for author in authors)


def _in_order(kind: str, said: Mapping[str, Value]) -> list[str]:
    """As the registry has them, what it does not know last."""
    known = REGISTRY[kind].names() if kind in REGISTRY else ()
    return [*(name for name in known if name in said), *(name for name in said if name not in known)]


def _told_field(desk: Desk, kind: str, name: str, value: Value) -> str:
    field = _field(kind, name)
    if field and field.refers_to and isinstance(value, str) and value:
        return _name(desk, field.refers_to, value)
    if field and field.type is Type.INSTANT and isinstance(value, str) and value:
        return moment(datetime.fromisoformat(value).astimezone())
    return "" if is_empty(value) else words.told(kind, name, value)


def _field(kind: str, name: str) -> Field | None:
    fields = REGISTRY[kind].fields if kind in REGISTRY else ()
    return next((field for field in fields if field.name == name), None)


def _name(desk: Desk, kind: str, id_: str) -> str:
    found = read.get(desk.database, kind, id_)
    named = found.text("title") or found.text("name") or found.text("code") if found else ""
    return named or _("{kind}, hier nicht vorhanden").format(kind=words.kind_name(kind))
