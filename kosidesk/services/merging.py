"""Two records for one thing: the warning before, the suspicion after, and how they become one.

Organisations that are merged stay as hidden records, so that whatever comes to name them finds the one they
have become. Of two contacts one is deleted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.conflict import DECIDED, OVERTAKEN, UNDECIDED, Answer
from kosidesk.domain.errors import NotPossibleNow
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Contact, Organisation
from kosidesk.domain.record import Record, Value, is_empty
from kosidesk.i18n import _, short_day
from kosidesk.schema import REGISTRY
from kosidesk.services import duplicates, likeness, records, words
from kosidesk.services.desk import Desk
from kosidesk.services.likeness import Pair, Traits
from kosidesk.services.merged import Merged
from kosidesk.storage import read

KINDS = (Organisation.KIND, Contact.KIND)

# What a source says of itself belongs to the record it made; where it went is nobody's to inherit.
_ITS_OWN = frozenset({"source", "merged_into", "ordinal", "organisation", "offer", "private"})
_NOTED = (
    "name",
    "legal_form",
    "description",
    "address",
    "phone",
    "mobile",
    "mail",
    "web",
    "registry_number",
    "number",
)


@dataclass(frozen=True)
class Like:
    """One that is here already and may be what somebody types."""

    kind: str
    id: RecordId
    name: str
    town: str
    reasons: tuple[str, ...]


def suspects(desk: Desk, kind: str) -> tuple[Pair, ...]:
    """Pairs that may be one, the likeliest first; none that somebody has called two things."""
    found = likeness.pairs(_traits(desk, kind))
    filed = {duplicates.suspicion(kind, (pair.first, pair.second)).id: pair for pair in found}
    known = read.by_ids(desk.database, "conflict", filed)
    return tuple(
        pair for id_, pair in filed.items() if id_ not in known or known[id_].text("status") != DECIDED
    )


def like(desk: Desk, typed: Record) -> tuple[Like, ...]:
    """The warning while somebody types a new organisation or contact."""
    found = likeness.alike(likeness.traits(typed), _others(desk, typed))
    there = read.by_ids(desk.database, typed.kind, (pair.second for pair in found))
    named = ((there[pair.second], pair.reasons) for pair in found if pair.second in there)
    return tuple(
        Like(one.kind, one.id, one.text("name"), one.text("town"), reasons) for one, reasons in named
    )


def distinct(desk: Desk, kind: str, first: RecordId, second: RecordId) -> Changes:
    """Somebody says that they are two things; they are suspected no more."""
    said = duplicates.suspicion(kind, (first, second))
    old = read.get(desk.database, "conflict", said.id)
    decided = (old or said).with_values(status=DECIDED, resolution=Answer.DISTINCT.value)
    return desk.write(Edit(old, decided))


def merge(desk: Desk, kind: str, keep: RecordId, gone: RecordId) -> Changes:
    """Makes one of both, as one user action. Raises NotFound, NotPossibleNow, ChangedMeanwhile.

    What the kept one leaves empty the other fills; where both say something, the other's goes into the notes.
    Everything that names the other names the kept one. A second number of a contact is her mobile one; what
    else differs between two contacts, the history keeps.
    """
    kept, other = records.record(desk, kind, keep), records.record(desk, kind, gone)
    _require_mergeable(desk, kept, other)
    edits = _contacts(kept, other) if kind == Contact.KIND else _organisations(desk, kept, other)
    return desk.write(*edits, *_settled(desk, gone))


def _require_mergeable(desk: Desk, kept: Record, other: Record) -> None:
    if kept.kind not in KINDS or kept.id == other.id:
        raise NotPossibleNow("merge", kept.kind)
    if likeness.traits(kept).owner != likeness.traits(other).owner:
        raise NotPossibleNow("merge", "elsewhere")
    merged = Merged.of(desk)
    if merged.is_hidden(kept.id) or merged.is_hidden(other.id):
        raise NotPossibleNow("merge", "merged")


def _contacts(kept: Record, other: Record) -> Iterator[Edit]:
    filled = _filled(kept, other)
    if other.text("phone") not in (filled.text("phone"), "") and not filled.text("mobile"):
        filled = filled.with_values(mobile=other.text("phone"))
    yield Edit(kept, filled)
    yield Edit(other, None)


def _organisations(desk: Desk, kept: Record, other: Record) -> Iterator[Edit]:
    notes = "\n".join(filter(None, (kept.text("notes"), *_noted(desk, kept, other))))
    after = {
        kept.id: _filled(kept, other).with_values(notes=notes),
        other.id: other.with_values(merged_into=kept.id),
    }
    before = {kept.id: kept, other.id: other}
    for name, record in _naming(desk, other.id):
        before.setdefault(record.id, record)
        now = after.get(record.id, record)
        after[record.id] = now.with_values(**{name: kept.id})
    if after[kept.id].text("parent") == kept.id:
        after[kept.id] = after[kept.id].with_values(parent=None)
    return (Edit(before[id_], after[id_]) for id_ in after)


def _naming(desk: Desk, organisation: RecordId) -> Iterator[tuple[str, Record]]:
    """Every record that names it, and in which field."""
    for kind in desk.database.registry.values():
        for field in kind.fields:
            if field.refers_to == Organisation.KIND:
                found = read.by(desk.database, kind.name, field.name, (organisation,))
                yield from ((field.name, record) for record in found)


def _filled(kept: Record, other: Record) -> Record:
    """A group such as an address is taken whole or not at all."""
    taken: dict[str, Value] = {}
    for names in REGISTRY[kept.kind].units().values():
        if _ITS_OWN.isdisjoint(names) and all(is_empty(kept.get(name)) for name in names):
            taken |= {name: other.get(name) for name in names}
    return kept.with_values(**taken)


def _noted(desk: Desk, kept: Record, other: Record) -> Iterator[str]:
    """What would be lost: the other's words where the kept one has its own."""
    head = _("{day}, {name}: mit „{other}“ zusammengelegt.")
    yield head.format(day=short_day(desk.today()), name=desk.user.name, other=other.text("name"))
    units = REGISTRY[kept.kind].units()
    for unit in _NOTED:
        said, there = (_said(one, units[unit]) for one in (other, kept))
        if said and there and said != there:
            yield _("{field}: {said}").format(field=words.unit_name(kept.kind, unit), said=said)
    yield other.text("notes")


def _said(record: Record, names: Sequence[str]) -> str:
    return ", ".join(filter(None, map(record.text, names)))


def _settled(desk: Desk, gone: RecordId) -> Iterator[Edit]:
    """Nobody need decide any more whether it was entered twice."""
    for one in duplicates.filed(desk, gone):
        if one.text("status") == UNDECIDED:
            yield Edit(one, one.with_values(status=OVERTAKEN))


# Of all a record is recognised by, what a contact has.
_OF_A_CONTACT = ("name", "phone", "mobile", "mail")


def _traits(desk: Desk, kind: str) -> tuple[Traits, ...]:
    if kind == Contact.KIND:
        told = read.excerpts(desk.database, kind, ("offer", "organisation", *_OF_A_CONTACT))
        return tuple(
            likeness.told(id_, offer or organisation, *said, web="", street="", postcode="", town="")
            for id_, (offer, organisation, *said) in told
        )
    merged = Merged.of(desk)
    shown = read.excerpts(desk.database, kind, likeness.FIELDS)
    return tuple(likeness.told(id_, "", *said) for id_, said in shown if not merged.is_hidden(id_))


def _others(desk: Desk, typed: Record) -> tuple[Traits, ...]:
    """Those it could be; of contacts, the ones of its owner."""
    if typed.kind != Contact.KIND:
        return _traits(desk, typed.kind)
    owned_by = "offer" if typed.text("offer") else "organisation"
    return tuple(map(likeness.traits, read.by(desk.database, typed.kind, owned_by, (typed.text(owned_by),))))
