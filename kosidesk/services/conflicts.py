"""Disagreements between desks, or between a file and the desk, and how a person settles them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.conflict import DECIDED, DUPLICATE, SYNC, UNDECIDED, WHOLE, Answer
from kosidesk.domain.errors import ChangedMeanwhile, Invalid, NotPossibleNow
from kosidesk.domain.ids import NOBODY, RecordId, imported_id
from kosidesk.domain.offer import WHOLES
from kosidesk.domain.record import Record, Value, Values
from kosidesk.services import duplicates, editing, records
from kosidesk.services.conflict_answers import consequences, parts_along, parts_back
from kosidesk.services.conflict_case import Case, is_whole
from kosidesk.services.conflict_sides import Conflict, Side, told
from kosidesk.services.desk import Desk
from kosidesk.storage import read
from kosidesk.storage.rows import json_text

__all__ = ["Conflict", "Side", "count", "decide", "of", "suspect_duplicates", "undecided"]


def undecided(desk: Desk) -> tuple[Conflict, ...]:
    """What waits for a decision, the oldest first."""
    return tuple(told(desk, conflict) for conflict in _waiting(desk))


def count(desk: Desk) -> int:
    """How many `undecided` tells of."""
    return len(_waiting(desk))


def of(desk: Desk, record_ids: Collection[RecordId]) -> Mapping[RecordId, int]:
    """How many wait about each of these offers and organisations, and about their places and contacts."""
    waiting = [_about(desk, conflict) for conflict in _waiting(desk)] if record_ids else []
    counts = Counter(id_ for about in waiting for id_ in about)
    return {id_: counts[id_] for id_ in record_ids if counts[id_]}


def decide(desk: Desk, seen: Conflict, answer: Answer, values: Values | None = None) -> Changes:
    """Settles what was seen, and what the same side said earlier of the field, as one user action.

    `values` is the third value of `Answer.OTHER`: field → value. Raises NotFound, NotPossibleNow for what
    was settled before or cannot be answered so, ChangedMeanwhile if the record says something else by now
    than what was seen, Invalid.
    """
    filed = records.record(desk, "conflict", seen.id)
    case = Case.of(desk, filed)
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
        _suspicion(kind, pair)
        for kind in WHOLES
        for pair in duplicates.suspected(desk, kind, changes.touched.get(kind, frozenset()))
    ]
    known = read.by_ids(desk.database, "conflict", (one.id for one in suspicions))
    return desk.write(*(Edit(None, one) for one in suspicions if one.id not in known))


# What somebody typed just now, or what becomes longer by it.
_TYPED = (Answer.OTHER, Answer.BOTH)


def _waiting(desk: Desk) -> list[Record]:
    """Of several things one side said of a field only the newest: it has spoken again since."""
    found = sorted(read.by(desk.database, "conflict", "status", (UNDECIDED,)), key=_at)
    newest = {_voice(conflict): conflict for conflict in found}
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


def _about(desk: Desk, conflict: Record) -> set[RecordId]:
    """The offers and organisations whose people will want to know."""
    case = Case.of(desk, conflict)
    about = {case.whole.id if case.whole else case.record}
    return about | {case.other()} if case.reason == DUPLICATE else about


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


def _suspicion(kind: str, pair: tuple[RecordId, RecordId]) -> Record:
    """Neither author nor time: desks that file it at once must not disagree."""
    first, second = pair
    values: dict[str, Value] = {
        "of_kind": kind,
        "of_record": first,
        "field": WHOLE,
        "theirs": json_text(second),
        "source": SYNC,
        "status": UNDECIDED,
        "reason": DUPLICATE,
    }
    return Record("conflict", imported_id(SYNC, "conflict", DUPLICATE, kind, *pair), values)
