"""What an answer to a conflict does to the records it is about."""

from collections.abc import Iterable, Iterator, Mapping

from kosidesk.domain.change import Edit
from kosidesk.domain.conflict import Answer
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import PARTS, WHOLES
from kosidesk.domain.record import Record, Values
from kosidesk.i18n import _, short_day
from kosidesk.services import records, words
from kosidesk.services.conflict_case import NOTES, Case, before_deletion, is_whole
from kosidesk.services.conflict_sides import words_of
from kosidesk.services.desk import Desk
from kosidesk.storage import read


def consequences(desk: Desk, case: Case, answer: Answer, values: Values) -> Iterator[Edit]:
    """What the answer does to records other than conflicts."""
    match answer:
        case Answer.THEIRS:
            yield Edit(case.subject, case.taken())
        case Answer.BOTH:
            yield from _noted(desk, case)
        case Answer.OTHER if case.subject:
            said = {name: values.get(name) for name in case.fields}
            yield Edit(case.subject, case.subject.with_values(**said))


def parts_along(desk: Desk, case: Case, waiting: Iterable[Record]) -> dict[RecordId, Case]:
    """Parts of a deleted record whose last state waits for a decision, too."""
    if case.kind not in WHOLES:
        return {}
    filed = (one for one in waiting if one.text("of_kind") in PARTS and is_whole(one))
    parts = (Case.of(desk, one) for one in filed)
    return {
        part.record: part
        for part in parts
        if part.subject is None and part.remains().get(case.kind) == case.record
    }


def parts_back(desk: Desk, case: Case, along: Mapping[RecordId, Case]) -> Iterator[Edit]:
    """These, and others that were deleted together with the record."""
    gone = {part.id: part for part in _deleted_parts(desk, case)}
    gone |= {id_: part.taken() for id_, part in along.items()}
    for kind in PARTS:
        ids = [id_ for id_, part in gone.items() if part.kind == kind]
        there = read.by_ids(desk.database, kind, ids)
        yield from (Edit(None, gone[id_]) for id_ in ids if id_ not in there)


def _deleted_parts(desk: Desk, case: Case) -> Iterator[Record]:
    """What one user action deletes has one author and one moment, on whichever desk it was."""
    if case.deletion is None:
        return
    for change in read.deletions_at(desk.database, case.deletion.at):
        if change.kind in PARTS and change.author == case.deletion.author:
            part = before_deletion(change)
            if part.get(case.kind) == case.record:
                yield part


def _noted(desk: Desk, case: Case) -> Iterator[Edit]:
    """What was not taken, as a dated and signed line."""
    holder = case.note_holder()
    if holder is None:
        return
    said = words_of(desk, case, case.value(case.theirs)).strip() or _("(leer)")
    line = _("{day}, {name}: {said}").format(
        day=short_day(desk.today()),
        name=desk.user.name,
        said=said if case.field == NOTES else _where_from(desk, case, said),
    )
    yield Edit(holder, holder.with_values(notes="\n".join(filter(None, (holder.text(NOTES), line)))))


def _where_from(desk: Desk, case: Case, said: str) -> str:
    who = records.name_of(desk, case.matter.text("by")) if case.is_from_sync else case.matter.text("source")
    field = words.unit_name(case.kind, case.field)
    if who:
        return _("{field} war bei {who} „{said}“.").format(field=field, who=who, said=said)
    return _("{field} war anderswo „{said}“.").format(field=field, said=said)
