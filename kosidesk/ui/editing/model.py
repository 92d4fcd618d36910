"""What is being written by hand: typed values over stored ones, checked, drafted, saved; no widgets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.errors import ChangedMeanwhile, KosiError
from kosidesk.domain.fault import Fault
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Offer
from kosidesk.domain.record import Record, Value, Values
from kosidesk.i18n import _
from kosidesk.schema import REGISTRY
from kosidesk.services import bundles, conflicts, editing, records, words
from kosidesk.services.bundles import Bundle
from kosidesk.services.desk import Desk
from kosidesk.services.time_suggestions import Suggestion, suggestion
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.editing.alike import Watch
from kosidesk.ui.tasks import Lane, Tasks

_DRAFT_MS = 1000
_OF_PARTS = frozenset({"ordinal", "offer", "organisation"})
_GIVEN: Mapping[str, frozenset[str]] = {
    "offer": frozenset({"kind", "status", "number"}),
    "organisation": frozenset(),
    "place": _OF_PARTS,
    "contact": _OF_PARTS,
    "translation": frozenset({"offer", "language"}),
}
_NOTHING: Values = MappingProxyType({})

V = TypeVar("V")
Faults = Mapping[RecordId, tuple[Fault, ...]]


@dataclass(frozen=True)
class Overtaken:
    """Somebody saved the same records first. `edits` are ours, laid over theirs.

    `clashes` are (record, field, what they wrote): fields both changed, in which ours would stand.
    """

    who: str
    fields: tuple[str, ...]
    edits: tuple[Edit, ...]
    clashes: tuple[tuple[RecordId, str, str], ...]


class Editor(QObject):
    """One record with its parts at a time. `kind` and `id` name it, "" while nothing is edited."""

    opened = Signal(object)  # tuple[Record, ...], the record itself first
    joined = Signal(object)  # Record, a new part
    organisation_made = Signal(str, object)  # the field that names it, Record
    parted = Signal(object)  # RecordId of a part that was removed
    directed = Signal(object)  # tuple[Named, ...], all organisations
    draft_found = Signal(object)  # datetime
    judged = Signal(object)  # Faults
    alike = Signal(object, object)  # RecordId of what is typed, tuple[Like, ...] of what is here
    suggested = Signal(object)  # Suggestion, what the offer's text about time says beyond its fields
    filled = Signal(object)  # Values of the record itself that were taken over and not typed
    disputed = Signal(int)  # how many conflicts about the record wait for a decision
    held = Signal(bool)  # an answer is awaited, of the desk or of a person: nothing can be typed now
    refused_to_save = Signal()  # because of what `judged` says
    overtaken = Signal(object)  # Overtaken
    saved = Signal(str, object)  # kind, RecordId
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError
    left = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._bus = desk, tasks, bus
        self.kind, self.id = "", RecordId("")
        self._stored: dict[RecordId, Record] = {}
        self._typed: dict[RecordId, Record] = {}
        self._drafted: tuple[Record, ...] = ()
        self._parted: list[RecordId] = []
        self._begun: Record | None = None
        self._is_checked, self._is_held, self._is_saving = False, False, False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_DRAFT_MS)
        self._pause.timeout.connect(self._keep_draft)
        self._watch = Watch(desk, tasks, self)
        self._watch.found.connect(self.alike)
        self._watch.refused.connect(self.refused)
        bus.changed.connect(self._follow)

    def edit(self, kind: str, id_: RecordId) -> None:
        """Opens a stored record. What was being typed elsewhere stays as a draft."""
        self._put_away()
        self.kind, self.id = kind, id_
        work = partial(bundles.load, self._desk, kind, id_)
        # In the lane of the writers: what was put away or given up just now is written first.
        self._tasks.run(self, work, self._open, partial(self._lose, id_), lane=Lane.WRITE)
        self._direct()
        self._count_disputes()

    def begin(self, kind: str, **known: Value) -> None:
        """Begins a new record, with what is known of it already."""
        self._put_away()
        record = editing.new_record(self._desk, kind, **known)
        self.kind, self.id, self._begun = kind, record.id, record
        self._begin((), (record,))
        self._direct()

    def resume(self) -> None:
        """Opens what was being typed last, if anything was."""
        work = partial(bundles.last_draft, self._desk)
        self._tasks.run(self, work, self._resume, self.refused.emit, lane=Lane.WRITE)

    def type_in(self, id_: RecordId, field: str, value: Value) -> None:
        if id_ in self._typed:
            self._put(id_, {field: value})
            if id_ not in self._stored:
                self._watch.follow(self._typed[id_])

    @Slot()
    def take_times(self) -> None:
        """Puts what was read of the text about time into the fields that are empty."""
        values = self._suggestion().values
        if values and not self._is_held:
            self._put(self.id, values)
            self.filled.emit(values)

    def add(self, kind: str, known: Values = _NOTHING) -> None:
        """One more contact, place or translation, with what is known of it already."""
        born: dict[str, Value] = {self.kind: self.id, **known}
        if "ordinal" in REGISTRY[kind].names():
            born["ordinal"] = self._next_ordinal(kind)
        part = editing.new_record(self._desk, kind, **born)
        self._typed[part.id] = part
        self.joined.emit(part)

    def remove(self, id_: RecordId) -> None:
        """Takes a part out, once this is saved."""
        self._typed.pop(id_, None)
        self._parted.append(id_)
        self.parted.emit(id_)
        self._judge()
        self._change()

    def make_organisation(self, field: str, name: str) -> None:
        """A new organisation that is saved along with the offer that names it."""
        body = editing.new_record(self._desk, "organisation", name=name)
        self._typed[body.id] = body
        self.organisation_made.emit(field, body)
        self.type_in(self.id, field, body.id)
        self._watch.follow(body)

    @Slot()
    def take_draft(self) -> None:
        self._typed = {record.id: record for record in self._drafted}
        self._drafted = ()
        self._hold(is_held=False)
        self._show()

    @Slot()
    def drop_draft(self) -> None:
        self._forget()
        self._drafted = ()
        self._hold(is_held=False)

    def keep(self) -> None:
        """Keeps as a draft at once what was typed last; before the desk is closed."""
        if self._pause.isActive():
            self._pause.stop()
            self._keep_draft()

    @Slot()
    def save(self) -> None:
        if self._is_held:
            return
        self._is_checked = True
        self._judge()
        edits = self._edits()
        if any(editing.new_faults(edit) for edit in edits):
            self.refused_to_save.emit()
            return
        self._pause.stop()
        self._is_saving = True
        self._hold(is_held=True)
        work = partial(editing.save, self._desk, *edits)
        failed = partial(self._fail, self.id, edits)
        self._tasks.run(self, work, partial(self._saved, self.id), failed, lane=Lane.WRITE)

    def would_lose(self) -> bool:
        """Whether something was typed that is neither saved nor being saved."""
        return not self._is_saving and any(
            edit.differences() and edit.new != self._begun for edit in self._edits()
        )

    @Slot()
    def leave(self) -> None:
        """Gives up what was typed here and not saved; a draft nobody has decided about stays."""
        if self._is_saving:
            return
        if not self._drafted:
            self._forget()
        self._end()

    def take_both(self, overtaken: Overtaken) -> None:
        """Goes on with both sides' changes in the form; nothing is saved yet."""
        for edit in overtaken.edits:
            if edit.old:
                self._stored[edit.id] = edit.old
            else:
                self._stored.pop(edit.id, None)
            if edit.new:
                self._typed[edit.id] = edit.new
        self._hold(is_held=False)
        self._show()

    @Slot()
    def look_at_theirs(self) -> None:
        """Gives up what was typed and shows what stands on the desk now."""
        self._forget()
        self.edit(self.kind, self.id)

    def _resume(self, found: tuple[str, RecordId] | None) -> None:
        if found:
            self.edit(*found)

    def _open(self, bundle: Bundle) -> None:
        if bundle.id != self.id:
            return
        if not bundle.stored:
            # A record that was never saved: there is nothing else to go on with.
            self._begin((), bundle.drafted)
            return
        self._begin(bundle.stored, bundle.stored)
        if bundle.drafted:
            self._drafted = bundle.drafted
            self._hold(is_held=True)
            self.draft_found.emit(bundle.drafted_at)

    def _lose(self, id_: RecordId, error: KosiError) -> None:
        self.refused.emit(error)
        if id_ == self.id:
            self._end()

    def _begin(self, stored: tuple[Record, ...], typed: tuple[Record, ...]) -> None:
        self._stored = {record.id: record for record in stored}
        self._typed = {record.id: record for record in typed}
        self._drafted, self._parted, self._is_checked = (), [], False
        self._show()

    def _show(self) -> None:
        self.opened.emit(tuple(self._typed.values()))
        self._judge()
        self._suggest()

    def _put(self, id_: RecordId, values: Values) -> None:
        self._typed[id_] = self._typed[id_].with_values(**values)
        self._judge()
        self._suggest()
        self._change()

    def _suggest(self) -> None:
        if self.kind == Offer.KIND:
            self.suggested.emit(self._suggestion())

    def _suggestion(self) -> Suggestion:
        """A text that somebody has just written was written today."""
        typed, stored = self._typed.get(self.id), self._stored.get(self.id)
        if typed is None:
            return Suggestion()
        is_new = stored is None or stored.get("time_text") != typed.get("time_text")
        return suggestion(typed, self._desk.today() if is_new else None)

    def _edits(self) -> tuple[Edit, ...]:
        """Without new parts nobody wrote into, and new organisations nobody names any more."""
        ids = dict.fromkeys((*self._typed, *self._stored))
        edits = (Edit(self._stored.get(id_), self._typed.get(id_)) for id_ in ids)
        return tuple(edit for edit in edits if edit.old or edit.id == self.id or self._is_wanted(edit))

    def _next_ordinal(self, kind: str) -> int:
        ordinals = [part.get("ordinal") for part in self._typed.values() if part.kind == kind]
        return 1 + max((one for one in ordinals if isinstance(one, int)), default=-1)

    def _is_wanted(self, edit: Edit) -> bool:
        if edit.kind == "organisation":
            return edit.id in self._typed[self.id].values.values()
        return not _is_blank(edit)

    def _change(self) -> None:
        """Whoever types without a pause has a draft too."""
        if not self._pause.isActive():
            self._pause.start()

    def _hold(self, *, is_held: bool) -> None:
        self._is_held = is_held
        self.held.emit(is_held)

    def _judge(self) -> None:
        """What is missing is said once somebody wants to save, everything else at once."""
        self.judged.emit(
            {
                record.id: tuple(
                    fault
                    for fault in editing.faults(record.kind, record.values)
                    if self._is_checked or fault.code != "missing"
                )
                for record in self._typed.values()
            }
        )

    @Slot()
    def _keep_draft(self) -> None:
        edits = self._edits() if self.would_lose() else ()
        kept = {edit.id for edit in edits}
        given_up = tuple(id_ for id_ in self._known() if id_ not in kept)
        self._write(partial(editing.keep_drafts, self._desk, edits, given_up=given_up))

    def _put_away(self) -> None:
        self.keep()
        self._clear()

    def _forget(self) -> None:
        self._pause.stop()
        self._write(partial(editing.drop_drafts, self._desk, self._known()))

    def _known(self) -> tuple[RecordId, ...]:
        """Of whatever there may be a draft."""
        drafted = (record.id for record in self._drafted)
        return tuple(dict.fromkeys((*self._typed, *self._stored, *self._parted, *drafted)))

    def _saved(self, id_: RecordId, changes: Changes) -> None:
        self._bus.changed.emit(changes)
        if id_ == self.id:
            self.saved.emit(self.kind, id_)
            self._forget()
            name = self._typed[id_].text("title") or self._typed[id_].text("name")
            self.done.emit(Done(_("Gespeichert: {name}").format(name=name), changes.transaction))
            self._end()

    def _end(self) -> None:
        self.kind, self.id = "", RecordId("")
        self._clear()
        self.left.emit()

    def _clear(self) -> None:
        self._stored, self._typed, self._drafted, self._parted = {}, {}, (), []
        self._is_saving = False
        self._watch.rest()
        self._hold(is_held=False)

    def _fail(self, id_: RecordId, edits: tuple[Edit, ...], error: KosiError) -> None:
        if id_ != self.id:
            # Another record is being written by now; what could not be saved is not lost.
            self._write(partial(editing.keep_drafts, self._desk, edits))
            self.refused.emit(error)
            return
        self._is_saving = False
        self._keep_draft()
        if isinstance(error, ChangedMeanwhile):
            self._read(partial(_overtaken, self._desk, edits, error), partial(self._tell_overtaken, id_))
        else:
            self._hold(is_held=False)
            self.refused.emit(error)

    def _tell_overtaken(self, id_: RecordId, overtaken: Overtaken) -> None:
        if id_ == self.id:
            self.overtaken.emit(overtaken)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if self.id and changes.touches("conflict"):
            self._count_disputes()

    def _count_disputes(self) -> None:
        id_ = self.id
        self._read(partial(conflicts.of, self._desk, (id_,)), partial(self._tell_disputes, id_))

    def _tell_disputes(self, id_: RecordId, counts: Mapping[RecordId, int]) -> None:
        if id_ == self.id:
            self.disputed.emit(counts.get(id_, 0))

    def _direct(self) -> None:
        self._read(partial(bundles.organisations, self._desk), self.directed.emit)

    def _read(self, work: Callable[[], V], done: Callable[[V], object]) -> None:
        self._tasks.run(self, work, done, self.refused.emit, lane=Lane.READ)

    def _write(self, work: Callable[[], None]) -> None:
        self._tasks.run(self, work, _nothing, self.refused.emit, lane=Lane.WRITE)


def _overtaken(desk: Desk, edits: tuple[Edit, ...], error: ChangedMeanwhile) -> Overtaken:
    by = str(error.facts[2])
    laid, clashes = [], []
    fields: dict[str, None] = {}
    for edit in edits:
        ours, clashing = editing.join(desk, edit)
        laid.append(ours)
        if edit.old != ours.old:
            fields |= dict.fromkeys(map(words.field_name, Edit(edit.old, ours.old).differences()))
        clashes += [
            (edit.id, clash.field, words.told(edit.kind, clash.field, clash.theirs)) for clash in clashing
        ]
    return Overtaken(records.name_of(desk, by), tuple(fields), tuple(laid), tuple(clashes))


def _is_blank(edit: Edit) -> bool:
    """All a record holds was given by the program."""
    return edit.new is None or not edit.new.values.keys() - _GIVEN[edit.kind]


def _nothing(_answer: object) -> None:
    return None
