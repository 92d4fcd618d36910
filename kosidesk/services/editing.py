"""Offers, organisations and their parts by hand: drafts, checks that explain, saving."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kosidesk.domain.change import Action, Changes, Edit
from kosidesk.domain.errors import Invalid
from kosidesk.domain.fault import Fault
from kosidesk.domain.ids import RecordId, imported_id, new_code
from kosidesk.domain.offer import (
    ACTIVE,
    OFFER_KINDS,
    STATUSES,
    VOLUNTEERING,
    Translation,
    translation_id,
)
from kosidesk.domain.record import Record, Value, Values, is_empty
from kosidesk.exchange import limits
from kosidesk.protocol.merge import Clash, merge
from kosidesk.schema import REGISTRY, Field, Merge, Type
from kosidesk.services.desk import Desk
from kosidesk.storage import read

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "offer": ("title", "organisation"),
    "organisation": ("name",),
    "contact": ("name",),
    "place": (),
    "translation": ("text",),
}
_ONE_OF = {("offer", "kind"): OFFER_KINDS, ("offer", "status"): STATUSES}
_NUMBER_LENGTH = 6
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_PHONE = re.compile(r"[+0-9][0-9 ()/.\-]{3,}")
_POSTCODE = re.compile(r"\d{5}")
_SHAPES = {"mail": _MAIL, "phone": _PHONE, "mobile": _PHONE, "postcode": _POSTCODE}
_LONGEST_LINE = 255
_NUMBERS = (Type.INTEGER, Type.REAL)
_BELOW_ZERO = ("contactable", "latitude", "longitude")


def new_record(desk: Desk, kind: str, **values: Value) -> Record:
    """A record born on this desk, not yet saved; an offer gets a number people can say."""
    start: dict[str, Value] = dict(values)
    if kind == "offer":
        start = {"kind": VOLUNTEERING, "status": ACTIVE, "number": new_code(_NUMBER_LENGTH), **start}
    if kind == Translation.KIND:
        return Record(kind, translation_id(str(start["offer"]), str(start["language"])), start)
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
        yield from _too_long(field, value)
    yield from _faults_between(values)


def _faults_of(kind: str, name: str, type_: Type, value: Value) -> Iterator[Fault]:
    given = str(value)
    if name in _SHAPES and not _SHAPES[name].fullmatch(given):
        yield Fault(name, name, given)
    if type_ is Type.DATE and not _is_day(given):
        yield Fault(name, "day", given)
    if type_ in _NUMBERS and isinstance(value, str):
        yield Fault(name, "number", given)
    if type_ in _NUMBERS and isinstance(value, int | float) and value < 0 and name not in _BELOW_ZERO:
        yield Fault(name, "negative", given)
    if given not in _ONE_OF.get((kind, name), (given,)):
        yield Fault(name, "choice", given)


def _too_long(field: Field, value: Value) -> Iterator[Fault]:
    """A text may have as many characters as an import takes; what is one line, or a word of a set, fewer."""
    texts = value if isinstance(value, tuple) else (value,)
    is_text = field.merge is Merge.TEXT
    longest, code = (limits.TEXT, "long_text") if is_text else (_LONGEST_LINE, "long")
    for text in texts:
        if isinstance(text, str) and len(text) > longest:
            yield Fault(field.name, code, text)


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


def new_faults(edit: Edit) -> tuple[Fault, ...]:
    """What this edit would make wrong. A phone number that was odd before does not forbid a new title."""
    before = faults(edit.kind, edit.old.values) if edit.old else ()
    after = faults(edit.kind, edit.new.values) if edit.new else ()
    return tuple(fault for fault in after if fault not in before)


def save(desk: Desk, *edits: Edit) -> Changes:
    """Keeps what was typed and drops its drafts, as one user action. Raises Invalid, ChangedMeanwhile."""
    found = [fault for edit in edits for fault in new_faults(edit)]
    if found:
        raise Invalid(tuple(found))
    drafts = read.by_ids(desk.database, "draft", (_draft_id(desk, edit.id) for edit in edits))
    return desk.write(*edits, *(Edit(draft, None) for draft in drafts.values()))


def join(desk: Desk, edit: Edit) -> tuple[Edit, tuple[Clash, ...]]:
    """The edit laid anew over what stands on the desk now, after ChangedMeanwhile.

    Where both changed the same field, the edit's value stays and the clash is told. A record that was
    deleted meanwhile is made anew; one that somebody else made meanwhile, too, is joined like any other.
    """
    now = read.get(desk.database, edit.kind, edit.id)
    if edit.new is None or now is None:
        return Edit(now, edit.new), ()
    base = edit.old.values if edit.old else {}
    merged = merge(REGISTRY[edit.kind], base, now.values, edit.new.values)
    return Edit(now, Record(now.kind, now.id, merged.values, now.extra)), merged.clashes


def keep_drafts(desk: Desk, typed: Iterable[Edit], *, given_up: Iterable[str] = ()) -> None:
    """Unsaved typing of this counsellor, for after a crash: what differs from the stored records.

    Drafts of the records that were given up go. Of whom somebody erased meanwhile, nothing is kept.
    """
    drafts: dict[RecordId, Record | None] = {_draft_id(desk, id_): None for id_ in given_up}
    drafts |= {
        _draft_id(desk, edit.id): _draft(desk, edit) for edit in typed if not _is_erased(desk, edit.id)
    }
    stored = read.by_ids(desk.database, "draft", drafts)
    desk.write(
        *(Edit(stored.get(id_), draft) for id_, draft in drafts.items() if draft or id_ in stored),
    )


def _is_erased(desk: Desk, id_: str) -> bool:
    return any(change.action is Action.ERASE for change in read.history(desk.database, id_))


def drop_drafts(desk: Desk, of: Iterable[str]) -> None:
    stored = read.by_ids(desk.database, "draft", (_draft_id(desk, id_) for id_ in of))
    desk.write(*(Edit(draft, None) for draft in stored.values()))


def drafts(desk: Desk) -> tuple[Record, ...]:
    """What this counsellor typed of records and did not save, the oldest first.

    What she typed into a talk's checklist waits there.
    """
    found = read.by(desk.database, "draft", "author", (desk.user.id,))
    return tuple(one for one in found if one.text("of_kind") in desk.database.registry)


def _draft(desk: Desk, edit: Edit) -> Record | None:
    if edit.new is None or not edit.differences():
        return None
    values: dict[str, Value] = {
        "author": desk.user.id,
        "of_kind": edit.kind,
        "of_record": edit.id,
        "said": {name: new for name, (_, new) in edit.differences().items()},
        "at": desk.clock().isoformat(),
    }
    return Record("draft", _draft_id(desk, edit.id), values)


def _draft_id(desk: Desk, of: str) -> RecordId:
    """One draft a record and counsellor."""
    return imported_id("draft", "draft", desk.user.id, of)
