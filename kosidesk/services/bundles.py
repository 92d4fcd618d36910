"""A record together with the parts that are edited along with it, and drafts of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kosidesk.domain.errors import NotFound
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import PARTS, WHOLES, in_order
from kosidesk.domain.record import Record, Value
from kosidesk.search.words import sorting_key
from kosidesk.services import editing
from kosidesk.services.desk import Desk
from kosidesk.services.merged import Merged
from kosidesk.storage import organisation_rows, read


@dataclass(frozen=True)
class Bundle:
    """`stored` is what the desk holds, `drafted` what was typed and not saved, at `drafted_at` the last time.

    Either begins with the record itself; a new record is not among `stored`.
    """

    kind: str
    id: RecordId
    stored: tuple[Record, ...] = ()
    drafted: tuple[Record, ...] = ()
    drafted_at: datetime | None = None


@dataclass(frozen=True)
class Named:
    """An organisation to choose. `label` tells it from others of the same name; `name` may be left out where
    the label says no more than it.
    """

    id: RecordId
    label: str
    name: str = ""


def load(desk: Desk, kind: str, id_: RecordId) -> Bundle:
    """Raises NotFound where there is neither the record nor a draft of it."""
    root = read.get(desk.database, kind, id_)
    stored = (root, *_parts(desk, root)) if root else ()
    drafts = _drafts_of(desk, id_, stored)
    if root is None and not drafts:
        raise NotFound(kind, id_)
    at = max((datetime.fromisoformat(draft.text("at")) for draft in drafts), default=None)
    return Bundle(kind, id_, stored, _typed(id_, stored, drafts), at)


def last_draft(desk: Desk) -> tuple[str, RecordId] | None:
    """Kind and id of the record this counsellor was writing when she stopped without saving."""
    for draft in sorted(editing.drafts(desk), key=_at, reverse=True):
        said = _said(draft)
        if draft.text("of_kind") in WHOLES:
            return draft.text("of_kind"), RecordId(draft.text("of_record"))
        for kind in WHOLES:
            if said.get(kind):
                return kind, RecordId(str(said[kind]))
    return None


def organisations(desk: Desk) -> tuple[Named, ...]:
    """All that are shown, in the order of the alphabet; equal names are told apart by town and count."""
    merged = Merged.of(desk)
    with desk.database.reading() as connection:
        known = organisation_rows.names(connection, desk.database.tables)
        rows = sorted(
            (row for row in known if not merged.is_hidden(row[0])), key=lambda row: sorting_key(row[1])
        )
    seen: dict[str, int] = {}
    found = []
    for id_, name, town in rows:
        label = f"{name}, {town}" if town else name
        seen[label] = seen.get(label, 0) + 1
        found.append(Named(id_, label if seen[label] == 1 else f"{label} ({seen[label]})", name))
    return tuple(found)


def _parts(desk: Desk, root: Record) -> Iterable[Record]:
    for kind in (kind for kind, wholes in PARTS.items() if root.kind in wholes):
        of_root = read.by(desk.database, kind, root.kind, (root.id,))
        # An offer's contact may name the organisation too; it is edited with the offer.
        own = (part for part in of_root if root.kind == "offer" or not part.text("offer"))
        yield from sorted(own, key=in_order)


def _drafts_of(desk: Desk, root: RecordId, stored: Iterable[Record]) -> list[Record]:
    """Of the record, of its parts, stored and new, and of an organisation that was being made along."""
    drafts = editing.drafts(desk)
    along = [_said(draft).get("organisation") for draft in drafts if draft.text("of_record") == root]
    wanted = {root, *(record.id for record in stored), *along}
    return [draft for draft in drafts if draft.text("of_record") in wanted or _is_part(draft, root)]


def _is_part(draft: Record, root: RecordId) -> bool:
    said = _said(draft)
    return draft.text("of_kind") in PARTS and root in (said.get("offer"), said.get("organisation"))


def _typed(root: RecordId, stored: Iterable[Record], drafts: Iterable[Record]) -> tuple[Record, ...]:
    """The records with their drafts laid over them."""
    typed = {record.id: record for record in stored}
    changed = False
    for draft in drafts:
        id_ = RecordId(draft.text("of_record"))
        typed[id_] = typed.get(id_, Record(draft.text("of_kind"), id_, {})).with_values(**_said(draft))
        changed = True
    return tuple(sorted(typed.values(), key=lambda record: record.id != root)) if changed else ()


def _said(draft: Record) -> dict[str, Value]:
    said = draft.get("said")
    return dict(said) if isinstance(said, Mapping) else {}


def _at(draft: Record) -> str:
    return draft.text("at")
