"""Disagreements between desks, or between a file and the desk, and how a person settles them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.conflict import DECIDED, DUPLICATE, SYNC, UNDECIDED, Answer, Box, box
from kosidesk.domain.errors import ChangedMeanwhile, Invalid, NotPossibleNow
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.domain.offer import PARTS, WHOLES
from kosidesk.domain.record import Record, Value, Values
from kosidesk.schema import REGISTRY, Scope
from kosidesk.services import duplicates, editing, lease, records
from kosidesk.services.conflict_answers import consequences, parts_along, parts_back
from kosidesk.services.conflict_case import Case, is_whole
from kosidesk.services.conflict_sides import Conflict, Side, told
from kosidesk.services.desk import Desk
from kosidesk.storage import read
from kosidesk.storage.rows import json_text

__all__ = ["Conflict", "Inbox", "Side", "count", "decide", "inbox", "of", "suspect_duplicates", "undecided"]


@dataclass(frozen=True)
class Inbox:
    """`shown` are the first of those that were asked for; the counts are of all about the same records."""

    shown: tuple[Conflict, ...]
    counts: Mapping[Box, int]
    total: int


def inbox(desk: Desk, only: Box | None = None, about: Collection[RecordId] = (), most: int = 30) -> Inbox:
    """What waits for a decision, the oldest first, on request only about some offers and organisations."""
    waiting = list({one.id: one for one, _root in _about(desk, about)}.values()) if about else _waiting(desk)
    boxes = [box(one.text("reason"), one.text("source")) for one in waiting]
    asked = [one for one, in_box in zip(waiting, boxes, strict=True) if only in (None, in_box)]
    return Inbox(tuple(told(desk, one) for one in asked[:most]), Counter(boxes), len(boxes))


def undecided(desk: Desk) -> tuple[Conflict, ...]:
    """Everything that waits for a decision, the oldest first."""
    return tuple(told(desk, conflict) for conflict in _waiting(desk))


def count(desk: Desk) -> int:
    """How many `undecided` tells of."""
    return len(_waiting(desk))


def of(desk: Desk, record_ids: Collection[RecordId]) -> Mapping[RecordId, int]:
    """How many wait about each of these offers and organisations, and about their parts."""
    return Counter(root for _conflict, root in _about(desk, record_ids))


def decide(desk: Desk, seen: Conflict, answer: Answer, values: Values | None = None) -> Changes:
    """Settles what was seen, and what the same side said earlier of the field, as one user action.

    `values` is the third value of `Answer.OTHER`: field → value. Raises NotFound, NotPossibleNow for what
    was settled before or cannot be answered so, ChangedMeanwhile if the record says something else by now
    than what was seen, Invalid.
    """
    filed = records.record(desk, "conflict", seen.id)
    case = Case.of(desk, filed)
    if _is_personal(case):
        lease.require(desk)
    if filed.text("status") != UNDECIDED or answer not in seen.answers:
        raise NotPossibleNow("decide", filed.text("status"))
    if seen.answers != case.answers() or (seen.reason != DUPLICATE and _mine(case) != seen.mine.value):
        raise ChangedMeanwhile(case.kind, case.record, NOBODY)
    comes_back = answer is Answer.THEIRS and case.subject is None
    along = parts_along(desk, case, _waiting(desk)) if comes_back else {}
    parts = parts_back(desk, case, along) if comes_back else ()
    changed = (*consequences(desk, case, answer, values or {}), *parts)
    faults = [fault for edit in changed if answer in _TYPED for fault in editing.new_faults(edit)]
    if faults:
        raise Invalid(tuple(faults))
    return desk.write(*_closed(desk, case, answer, along.values()), *changed)


def suspect_duplicates(desk: Desk, changes: Changes) -> Changes:
    """Files what was entered on two desks; to be called with what a sync has brought.

    Every desk gives the same suspicion the same id and the same content, and none files it twice.
    """
    suspicions = [
        duplicates.suspicion(kind, pair)
        for kind in WHOLES
        for pair in duplicates.suspected(desk, kind, changes.touched.get(kind, frozenset()))
    ]
    known = read.by_ids(desk.database, "conflict", (one.id for one in suspicions))
    return desk.note(*(Edit(None, one) for one in suspicions if one.id not in known))


# What somebody typed just now, or what becomes longer by it.
_TYPED = (Answer.OTHER, Answer.BOTH)


def _waiting(desk: Desk) -> list[Record]:
    found = read.by(desk.database, "conflict", "status", (UNDECIDED,))
    if lease.is_over(desk):
        found = tuple(one for one in found if not _is_personal(Case.of(desk, one)))
    return _last_words(found)


def _is_personal(case: Case) -> bool:
    """Whether it tells what no desk may show once its lease is over; of newer kinds nobody knows."""
    return case.kind not in REGISTRY or REGISTRY[case.kind].scope is Scope.CASE


def _last_words(found: Iterable[Record]) -> list[Record]:
    """Of several things one side said of a field only the newest: it has spoken again since."""
    newest = {_voice(conflict): conflict for conflict in sorted(found, key=_at)}
    return sorted(newest.values(), key=_at)


def _voice(conflict: Record) -> tuple[str, ...]:
    """Who speaks about what. Of a whole record each says something of its own."""
    if conflict.text("of_kind") == "conflict":
        return (conflict.text("of_record"),)
    if is_whole(conflict):
        return (conflict.id,)
    speaker = conflict.text("by") if conflict.text("source") == SYNC else ""
    return (conflict.text("of_record"), conflict.text("field"), conflict.text("source"), speaker)


def _at(conflict: Record) -> str:
    return conflict.text("at")


def _about(desk: Desk, record_ids: Collection[RecordId]) -> list[tuple[Record, RecordId]]:
    """What waits about these offers and organisations, each with the one it is about."""
    if not read.count(desk.database, "conflict"):
        return []  # most desks, and lists ask for every page
    roots = _with_parts(desk, record_ids)
    seconds = {json_text(id_): id_ for id_ in record_ids}
    found = [(one, roots[one.text("of_record")]) for one in _naming(desk, "of_record", roots)]
    suspicions = [one for one in _naming(desk, "theirs", seconds) if one.text("reason") == DUPLICATE]
    found += [(one, seconds[one.text("theirs")]) for one in suspicions]
    settled_before: dict[str, RecordId] = {one.id: root for one, root in found}
    disputes = _naming(desk, "of_record", settled_before)
    found += [(one, settled_before[one.text("of_record")]) for one in disputes]
    waiting = _last_words(one for one, _root in found if one.text("status") == UNDECIDED)
    ids = {one.id for one in waiting}
    return [(one, root) for one, root in found if one.id in ids]


def _naming(desk: Desk, column: str, wanted: Iterable[str]) -> tuple[Record, ...]:
    return read.by(desk.database, "conflict", column, wanted)


def _with_parts(desk: Desk, record_ids: Collection[RecordId]) -> dict[str, RecordId]:
    """The ids of these records, and of their parts, each with the record it belongs to."""
    roots: dict[str, RecordId] = {}
    for part, wholes in PARTS.items():
        for whole in wholes:
            for one in read.by(desk.database, part, whole, record_ids):
                # An offer's contact may name the organisation too.
                if whole == "offer" or not one.text("offer"):
                    roots[one.id] = RecordId(one.text(whole))
    return roots | {id_: id_ for id_ in record_ids}


def _mine(case: Case) -> Value:
    return case.value(case.mine)


def _closed(desk: Desk, case: Case, answer: Answer, along: Iterable[Case]) -> Iterator[Edit]:
    """The conflict, what the same voice said before, and what is answered along with it."""
    for one in read.by(desk.database, "conflict", "of_record", (case.filed.text("of_record"),)):
        if _voice(one) == _voice(case.filed) and one.text("status") == UNDECIDED:
            yield _settled(one, answer)
    if case.is_disputed:
        yield _settled(case.matter, answer)
    for part in along:
        yield _settled(part.filed, answer)


def _settled(conflict: Record, answer: Answer) -> Edit:
    return Edit(conflict, conflict.with_values(status=DECIDED, resolution=answer.value))
