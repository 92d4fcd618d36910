"""What desks hand back after the server lost its latest history. Never overwrites what changed since.

A desk that may read a record and not write it hands it back into quarantine. Afterwards it reads everything
anew, so nothing here need tell it what became of an image.
"""

from collections.abc import Sequence
from typing import Any

from kosidesk.protocol.joining import shown, units
from kosidesk.protocol.messages import Action, Key, Operation, Recovered, Row, Said
from kosidesk.protocol.parts import is_part, wholes
from kosidesk.server.admission import is_personal, malformed, refused, unread
from kosidesk.server.draft import Draft
from kosidesk.server.filing import WHOLE, Dispute, derived_id, file, json_text
from kosidesk.server.person import Person
from kosidesk.server.settle import OF_DELETED, file_content, forget_part, has_namesake

RECOVERED = "recovered"


def take_back(draft: Draft, person: Person, handed: Sequence[Recovered], now: str) -> list[Key]:
    """Takes every image into the draft; the keys it need not be handed again."""
    draft.look_up([one.key for one in handed], [one.id for one in handed])
    for one in handed:
        _take(draft, person, one, now)
    return [one.key for one in handed]


def _take(draft: Draft, person: Person, one: Recovered, now: str) -> None:
    values = one.values or {}
    if draft.is_erased((one.id, *wholes(one.kind, values))):
        forget_part(draft, person, _as_operation(one), now)
        return
    why = malformed(_as_operation(one)) or ("not-allowed" if _forbidden(draft, person, one, values) else "")
    if why:
        draft.quarantine(_as_operation(one), person.device, why, now)
    elif one.erased:
        draft.erase(one.key, one.scope, one.author, one.at)
    elif one.values is None:
        _deletion(draft, one)
    else:
        _image(draft, one, one.values)


def _forbidden(draft: Draft, person: Person, one: Recovered, values: Said) -> bool:
    there = draft.row(one.key) or draft.tomb(one.key)
    after = draft.scope_of(one.kind, values, one.scope) if one.values is not None else one.scope
    before = there.scope if there else ""
    is_forgettable = is_personal(one.kind) or is_part(one.kind)
    if one.erased and (not is_forgettable or has_namesake(draft, one.key)):
        return True
    return refused(person, one.kind, before, after) or unread(person, one.kind, before, after)


def _deletion(draft: Draft, one: Recovered) -> None:
    row = draft.row(one.key)
    if row is None:
        if draft.tomb(one.key) is None:
            draft.delete(one.key, one.scope, one.author, one.at)
        return
    draft.delete(one.key, row.scope, one.author, one.at)
    if row.rev > one.fork:
        file_content(draft, row, None, _cause(one))


def _image(draft: Draft, one: Recovered, values: Said) -> None:
    row, tomb = draft.row(one.key), draft.tomb(one.key)
    if row is not None and row.values == values:
        return
    if row is not None and row.rev > one.fork:
        _disagreement(draft, row, one, values)
    elif row is None and tomb is not None and tomb.rev > one.fork:
        file(draft, _dispute(one, WHOLE, values, None, OF_DELETED))
    else:
        scope = draft.scope_of(one.kind, values, one.scope)
        draft.put(one.key, values, scope, one.author, one.at)


def _disagreement(draft: Draft, row: Row, one: Recovered, values: Said) -> None:
    """Both the lost history and the new one changed the record: every difference is for a person."""
    for unit, fields in units(one.kind, {**values, **row.values}).items():
        theirs, mine = (shown(unit, fields, said) for said in (values, row.values))
        if theirs != mine:
            file(draft, _dispute(one, unit, theirs, mine, RECOVERED))


def _dispute(one: Recovered, field: str, theirs: Any, mine: Any, reason: str) -> Dispute:
    return Dispute(one.key, field, None, theirs, mine, reason, _cause(one), one.scope, one.author, one.at)


def _as_operation(one: Recovered) -> Operation:
    """Handed back twice, it is kept once."""
    values = one.values or {}
    return Operation(
        id=derived_id(_cause(one), json_text(values)),
        transaction=derived_id(_cause(one)),
        action=Action.DELETE if one.values is None else Action.REVIVE,
        kind=one.kind,
        record=one.id,
        scope=one.scope,
        differences={name: (None, value) for name, value in values.items()},
        author=one.author,
        at=one.at,
        schema=0,
    )


def _cause(one: Recovered) -> str:
    return f"{RECOVERED}\x1f{one.kind}\x1f{one.id}"
