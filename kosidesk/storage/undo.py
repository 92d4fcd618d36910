"""Takes a user action back by a new one, only where its values still stand."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kosidesk.domain.change import EXTRA, Action, Change, Edit, Refusal, Undone
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import PARTS
from kosidesk.domain.record import Record, Value
from kosidesk.schema import Kind
from kosidesk.storage import read
from kosidesk.storage.database import Database
from kosidesk.storage.write import Prepared, Stamp, commit, position, prepare


@dataclass(frozen=True)
class Undoing:
    """What taking an action back would write, and what it would leave alone."""

    prepared: Prepared
    refused: tuple[Refusal, ...]


def undo(database: Database, transaction: str, stamp: Stamp) -> Undone:
    """Looks and takes back at once. Raises ChangedMeanwhile."""
    return take_back(database, prepare_undo(database, transaction, stamp))


def take_back(database: Database, undoing: Undoing) -> Undone:
    """Raises ChangedMeanwhile if another change came between looking and writing."""
    return Undone(commit(database, undoing.prepared), undoing.refused)


def prepare_undo(database: Database, transaction: str, stamp: Stamp) -> Undoing:
    """Only reads, and may take long for a large import. Raises ChangedMeanwhile.

    A field that someone changed since is left alone and reported, with who and when; so are the fields
    merged with it as one group. A record that was created is deleted only if no field of it was changed
    since, and no other record has come to name it. As long as it stays, so do the parts created with it: a
    client must not lose the consent she was written down with.
    """
    with database.reading() as connection:
        before = position(connection)
    changes = read.transaction(database, transaction)
    current = _current(database, changes)
    edits: list[Edit] = []
    refused: list[Refusal] = []
    for change in reversed(changes):
        now = current.get(change.record)
        moved = _moved_on(change, now)
        refused += _refusals(database, change, moved)
        edit = _reverse(change, now, _with_groups(database.registry[change.kind], moved))
        if edit is not None:
            edits.append(edit)
    kept = _still_named(database, edits)
    refused += (_refusal_to_delete(database, id_, by) for id_, by in kept.items())
    edits = [edit for edit in edits if edit.id not in kept]
    edits = list(_without_parts_of(_staying(changes, current, edits), edits, database))
    prepared = prepare(database, edits, replace(stamp, undoes=transaction))
    return Undoing(replace(prepared, position=before), tuple(refused))


def _still_named(database: Database, edits: Iterable[Edit]) -> dict[RecordId, tuple[str, Record]]:
    """Of the records to be deleted, those that one which stays names: id → its kind, and who names it.

    What a kept record itself names is kept too, and so are the parts of a kept offer.
    """
    going = {edit.id: edit.old for edit in edits if edit.new is None and edit.old}
    kept: dict[RecordId, tuple[str, Record]] = {}
    while found := _named_from_outside(database, going):
        parts = {
            id_: (part.kind, found[RecordId(part.text("offer"))][1])
            for id_, part in going.items()
            if part.kind in PARTS and part.text("offer") in found
        }
        kept |= {**parts, **found}
        going = {id_: record for id_, record in going.items() if id_ not in kept}
    return kept


def _staying(
    changes: Iterable[Change], current: Mapping[RecordId, Record], edits: Iterable[Edit]
) -> set[RecordId]:
    """What the action created and taking it back leaves."""
    created = {change.record for change in changes if change.action is Action.CREATE}
    return created & current.keys() - {edit.id for edit in edits if edit.new is None}


def _without_parts_of(
    staying: Collection[RecordId], edits: Iterable[Edit], database: Database
) -> Iterator[Edit]:
    for edit in edits:
        going = edit.old if edit.new is None else None
        fields = (field for field in database.registry[edit.kind].fields if field.part_of and field.refers_to)
        if going is None or not any(going.text(field.name) in staying for field in fields):
            yield edit


def _named_from_outside(
    database: Database, going: dict[RecordId, Record]
) -> dict[RecordId, tuple[str, Record]]:
    found = {}
    for kind in database.registry.values():
        for field in kind.fields:
            wanted = [id_ for id_, record in going.items() if record.kind == field.refers_to]
            for naming in read.by(database, kind.name, field.name, wanted):
                if naming.id not in going:
                    found[RecordId(naming.text(field.name))] = (field.refers_to, naming)
    return found


def _refusal_to_delete(database: Database, id_: RecordId, by: tuple[str, Record]) -> Refusal:
    kind, naming = by
    last = read.history(database, naming.id)[-1]
    return Refusal(kind, id_, "", last.author, last.at)


def _current(database: Database, changes: Iterable[Change]) -> dict[RecordId, Record]:
    ids: dict[str, list[RecordId]] = defaultdict(list)
    for change in changes:
        ids[change.kind].append(change.record)
    return {id_: record for kind in ids for id_, record in read.by_ids(database, kind, ids[kind]).items()}


def _moved_on(change: Change, now: Record | None) -> set[str]:
    """The fields that no longer hold what the change wrote."""
    names = set(change.differences)
    if change.action is Action.CREATE and now is not None:
        names |= set(now.values)
    return {name for name in names if _value(now, name) != change.differences.get(name, (None, None))[1]}


def _with_groups(kind: Kind, moved: set[str]) -> set[str]:
    """Half an address taken back would be an address that never was."""
    groups = {field.group for field in kind.fields if field.group and field.name in moved}
    return moved | {field.name for field in kind.fields if field.group in groups}


def _refusals(database: Database, change: Change, moved: set[str]) -> Iterator[Refusal]:
    if not moved:
        return
    since = [later for later in read.history(database, change.record) if later.position > change.position]
    for name in sorted(moved):
        by = next((later for later in reversed(since) if name in later.differences), change)
        yield Refusal(change.kind, change.record, name, by.author, by.at)


def _reverse(change: Change, now: Record | None, moved: set[str]) -> Edit | None:
    if change.action is Action.CHANGE and now is not None:
        back = {name: old for name, (old, _) in change.differences.items() if name not in moved}
        return Edit(now, _with(now, back))
    if moved:
        return None
    match change.action:
        case Action.CREATE:
            return Edit(now, None)
        case Action.DELETE:
            return Edit(None, _record(change))
    return None


def _value(record: Record | None, name: str) -> Value:
    if record is None:
        return None
    return (dict(record.extra) or None) if name == EXTRA else record.get(name)


def _record(change: Change) -> Record:
    values = {name: old for name, (old, _) in change.differences.items()}
    extra = values.pop(EXTRA, None)
    return Record(change.kind, RecordId(change.record), values, extra if isinstance(extra, dict) else {})


def _with(record: Record, values: dict[str, Value]) -> Record:
    values = dict(values)
    extra = values.pop(EXTRA, record.extra)
    merged = {**record.values, **values}
    return Record(record.kind, record.id, merged, extra if isinstance(extra, dict) else {})
