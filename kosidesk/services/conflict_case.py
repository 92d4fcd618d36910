"""A conflict laid beside the record it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kosidesk.domain.change import EXTRA, Action, Change
from kosidesk.domain.client import Client
from kosidesk.domain.conflict import DUPLICATE, SYNC, WHOLE, Answer, Standing, answers
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import PARTS
from kosidesk.domain.record import Record, Value, Values, is_empty
from kosidesk.schema import REGISTRY, Field, Type
from kosidesk.services.desk import Desk
from kosidesk.storage import read
from kosidesk.storage.rows import decode, settled

NOTES = "notes"

# A client went with her consent to be kept, and comes back only with a new one.
_NEVER_BACK = frozenset({"conflict", Client.KIND})


@dataclass(frozen=True)
class Case:
    """`filed` is the conflict that waits, `subject` the record it is about, None if there is none.

    `matter` is the conflict that says what is disagreed about: `filed` itself, unless two people settled an
    earlier one differently at once; then it is that one. `whole` is the offer or organisation around the
    record, `deletion` the entry of the journal that took the record away.
    """

    filed: Record
    matter: Record
    subject: Record | None
    whole: Record | None = None
    deletion: Change | None = None

    @classmethod
    def of(cls, desk: Desk, filed: Record) -> "Case":
        matter = filed
        while matter.text("of_kind") == "conflict":
            settled_before = read.get(desk.database, "conflict", matter.text("of_record"))
            if settled_before is None:
                return cls(filed, filed, None)
            matter = settled_before
        if matter.text("of_kind") not in REGISTRY:
            return cls(filed, matter, None)
        subject = read.get(desk.database, matter.text("of_kind"), matter.text("of_record"))
        deletion = None if subject else _deletion(desk, matter.text("of_record"))
        case = cls(filed, matter, subject, None, deletion)
        return cls(filed, matter, subject, _whole(desk, case.kind, case.remains()), deletion)

    @property
    def kind(self) -> str:
        return self.matter.text("of_kind")

    @property
    def record(self) -> RecordId:
        return RecordId(self.matter.text("of_record"))

    @property
    def field(self) -> str:
        return self.matter.text("field")

    @property
    def reason(self) -> str:
        return self.matter.text("reason")

    @property
    def is_from_sync(self) -> bool:
        return self.matter.text("source") == SYNC

    @property
    def is_disputed(self) -> bool:
        """Whether two people settled the matter differently at once."""
        return self.filed is not self.matter

    @property
    def is_whole(self) -> bool:
        return is_whole(self.matter)

    @property
    def fields(self) -> tuple[str, ...]:
        """Those of the group that is named, or the one field; of a whole record, what the other side said."""
        if self.is_whole:
            return tuple(self._said("theirs"))
        known = REGISTRY.get(self.kind)
        return known.units().get(self.field, (self.field,)) if known else (self.field,)

    @cached_property
    def base(self) -> Values:
        return self._said("base")

    @cached_property
    def mine(self) -> Values:
        """What the record says now."""
        return self._now(self.fields)

    @cached_property
    def theirs(self) -> Values:
        """What was not taken."""
        said = self._said("theirs")
        if self.is_disputed and _same(said, self.mine, self.fields):
            return self._said("mine")
        return said

    def value(self, values: Values) -> Value:
        """As it is told: the value of a single field, a mapping of several."""
        single = not self.is_whole and self.fields == (self.field,)
        return values.get(self.field) if single else values

    def standing(self) -> Standing:
        if self.subject is None:
            return Standing.GONE
        if self.reason == DUPLICATE:
            return Standing.OPEN
        if not self.is_disputed and _same(self.theirs, self.mine, self.fields):
            return Standing.AGREED
        then = self._said("mine")
        if self.is_whole or self.is_disputed or _same(then, self.mine, self.fields):
            return Standing.OPEN
        return Standing.MOVED

    def answers(self) -> tuple[Answer, ...]:
        if self.kind not in REGISTRY:
            # An older program leaves to newer ones what it cannot judge.
            return () if self.kind != "conflict" else (Answer.MINE,)
        if self.reason == DUPLICATE:
            return (Answer.DISTINCT,)
        return answers(
            self.standing(),
            is_whole=self.is_whole or not self._can_be_typed(),
            can_note=self.note_holder() is not None,
            can_return=bool(self.remains().values) and self.kind not in _NEVER_BACK,
        )

    def taken(self) -> Record:
        """The record once the other side is taken; one that was deleted comes back so."""
        return with_said(self.remains(), {name: self.theirs.get(name) for name in self.fields})

    def remains(self) -> Record:
        """The record as it is, or as far as it is known how it was."""
        if self.subject:
            return self.subject
        if self.deletion:
            return with_said(before_deletion(self.deletion), self.theirs)
        said = {**self.base, **self.theirs} if self.is_whole else self.theirs
        return with_said(Record(self.kind, self.record, {}), said)

    def note_holder(self) -> Record | None:
        """The record whose notes can take up what the other side said.

        What is personal stays where an erasure finds it.
        """
        fields = REGISTRY[self.kind].fields if self.kind in REGISTRY else ()
        if any(one.personal for one in fields if one.name in self.fields and one.name != NOTES):
            return None
        holders = (self.subject, self.whole)
        return next((one for one in holders if one and NOTES in REGISTRY[one.kind].names()), None)

    def other(self) -> RecordId:
        """Of a suspected duplicate, the second record."""
        return RecordId(str(value_of(self.matter.text("theirs")) or ""))

    def _can_be_typed(self) -> bool:
        """A reference is chosen, and a newer version's field only newer versions understand."""
        typed = {one.name for one in REGISTRY[self.kind].fields if _is_typed(one)}
        return typed.issuperset(self.fields)

    def _now(self, names: Iterable[str]) -> Values:
        if self.subject is None:
            return {}
        said = {**self.subject.extra, **self.subject.values}
        return {name: said[name] for name in names if not is_empty(said.get(name))}

    def _said(self, side: str) -> Values:
        said = value_of(self.matter.text(side))
        if self.is_whole or self.fields != (self.field,):
            return _told(said) if isinstance(said, Mapping) else {}
        return _told({self.field: said})


def is_whole(conflict: Record) -> bool:
    return conflict.text("field") in (WHOLE, "")


def _is_typed(field: Field) -> bool:
    return not field.refers_to and field.type not in (Type.INSTANT, Type.VALUES)


def value_of(told: str) -> Value:
    """The value a side of a conflict was kept as."""
    return settled(decode(told)) if told else None


def with_said(record: Record, said: Values) -> Record:
    """What this version does not know goes where it is kept for newer ones."""
    known = set(REGISTRY[record.kind].names()) if record.kind in REGISTRY else set()
    values = {name: value for name, value in said.items() if name in known}
    extra = {name: value for name, value in said.items() if name not in known and not is_empty(value)}
    kept = {name: value for name, value in record.extra.items() if name not in said}
    return Record(record.kind, record.id, {**record.values, **values}, {**kept, **extra})


def before_deletion(change: Change) -> Record:
    """The record as it was when it was deleted."""
    said = {name: old for name, (old, _new) in change.differences.items()}
    unknown = said.pop(EXTRA, None)
    more = unknown if isinstance(unknown, Mapping) else {}
    return with_said(Record(change.kind, change.record, {}), {**said, **more})


def _same(one: Values, other: Values, names: Iterable[str]) -> bool:
    return all(one.get(name) == other.get(name) for name in names)


def _told(values: Values) -> Values:
    return {name: value for name, value in values.items() if not is_empty(value)}


def _deletion(desk: Desk, record: str) -> Change | None:
    changes = reversed(read.history(desk.database, record))
    return next((change for change in changes if change.action is Action.DELETE), None)


def _whole(desk: Desk, kind: str, record: Record) -> Record | None:
    """What a place, a contact or a translation is part of."""
    for name in PARTS.get(kind, ()):
        if record.text(name):
            return read.get(desk.database, name, record.text(name))
    return None
