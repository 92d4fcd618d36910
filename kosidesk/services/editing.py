"""Offers, organisations and contacts by hand: drafts, checks that explain, saving."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.errors import Invalid
from kosidesk.domain.fault import Fault
from kosidesk.domain.ids import RecordId, imported_id, new_code
from kosidesk.domain.offer import ACTIVE, OFFER_KINDS, STATUSES, VOLUNTEERING
from kosidesk.domain.record import Record, Value, Values, is_empty
from kosidesk.schema import REGISTRY, Type
from kosidesk.services.desk import Desk
from kosidesk.storage import read

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "offer": ("title", "organisation"),
    "organisation": ("name",),
    "contact": ("name",),
    "place": (),
}
_ONE_OF = {("offer", "kind"): OFFER_KINDS, ("offer", "status"): STATUSES}
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_PHONE = re.compile(r"[+0-9][0-9 ()/.\-]{3,}")
_POSTCODE = re.compile(r"\d{5}")
_SHAPES = {"mail": _MAIL, "phone": _PHONE, "mobile": _PHONE, "postcode": _POSTCODE}
_LONGEST = {"title": 255, "name": 255}


def new_record(desk: Desk, kind: str, **values: Value) -> Record:
    """A record born on this desk, not yet saved; an offer gets a number people can say."""
    start: dict[str, Value] = dict(values)
    if kind == "offer":
        start = {"kind": VOLUNTEERING, "status": ACTIVE, "number": new_code(), **start}
    return Record(kind, desk.born_id(), start)


def faults(kind: str, values: Values) -> tuple[Fault, ...]:
    """Everything that speaks against keeping these values, in the order of the registry."""
    return tuple(_faults(kind, values))


def _faults(kind: str, values: Values) -> Iterator[Fault]:
    for field in REGISTRY[kind].fields:
        value = values.get(field.name)
        if is_empty(value):
            if field.name in REQUIRED.get(kind, ()):
                yield Fault(field.name, "missing")
            continue
        yield from _faults_of(kind, field.name, field.type, value)
    yield from _faults_between(values)


def _faults_of(kind: str, name: str, type_: Type, value: Value) -> Iterator[Fault]:
    given = str(value)
    if name in _SHAPES and not _SHAPES[name].fullmatch(given):
        yield Fault(name, name, given)
    if len(given) > _LONGEST.get(name, len(given)):
        yield Fault(name, "long", given)
    if type_ is Type.DATE and not _is_day(given):
        yield Fault(name, "day", given)
    if type_ is Type.INTEGER and isinstance(value, int) and value < 0 and name != "contactable":
        yield Fault(name, "negative", given)
    if given not in _ONE_OF.get((kind, name), (given,)):
        yield Fault(name, "choice", given)


def _faults_between(values: Values) -> Iterator[Fault]:
    low, high = values.get("minimum_age"), values.get("maximum_age")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        yield Fault("maximum_age", "age_order", str(high))
    begin, end = values.get("from_on"), values.get("until_on")
    if isinstance(begin, str) and isinstance(end, str) and begin > end:
        yield Fault("until_on", "day_order", end)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def save(desk: Desk, *edits: Edit) -> Changes:
    """Keeps what was typed and drops its drafts, as one user action. Raises Invalid, ChangedMeanwhile."""
    found = [fault for edit in edits if edit.new for fault in _faults(edit.kind, edit.new.values)]
    if found:
        raise Invalid(tuple(found))
    drafts = read.by_ids(desk.database, "draft", (_draft_id(desk, edit.id) for edit in edits))
    return desk.write(*edits, *(Edit(draft, None) for draft in drafts.values()))


def keep_draft(desk: Desk, of: Record, typed: Values) -> None:
    """Unsaved typing of this counsellor, for after a crash."""
    id_ = _draft_id(desk, of.id)
    values: dict[str, Value] = {
        "author": desk.user.id,
        "of_kind": of.kind,
        "of_record": of.id,
        "said": dict(typed),
        "at": desk.clock().isoformat(),
    }
    desk.write(Edit(read.get(desk.database, "draft", id_), Record("draft", id_, values)))


def drop_draft(desk: Desk, of: RecordId) -> None:
    old = read.get(desk.database, "draft", _draft_id(desk, of))
    if old is not None:
        desk.write(Edit(old, None))


def drafts(desk: Desk) -> tuple[Record, ...]:
    """What this counsellor typed and did not save, the oldest first."""
    return read.by(desk.database, "draft", "author", (desk.user.id,))


def _draft_id(desk: Desk, of: str) -> RecordId:
    """One draft a record and counsellor."""
    return imported_id("draft", "draft", desk.user.id, of)
