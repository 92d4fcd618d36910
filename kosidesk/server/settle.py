"""The law by which the server takes what desks did: each operation in turn, by content, never by clock.

What fits is joined with the record; what does not is filed as a conflict; what must not be is quarantined.
Nothing is dropped, and one operation never blocks another.
"""

from collections.abc import Sequence

from kosidesk.domain.errors import NotPossibleNow
from kosidesk.protocol.joining import bare, onto_server
from kosidesk.protocol.merge import Clash
from kosidesk.protocol.messages import Ack, Action, Code, Key, Operation, Row, Said
from kosidesk.protocol.parts import is_part, whole
from kosidesk.protocol.scopes import CASES
from kosidesk.schema import REGISTRY
from kosidesk.server.admission import is_personal, malformed, refused, unread
from kosidesk.server.draft import Draft
from kosidesk.server.filing import WHOLE, Dispute, file
from kosidesk.server.person import Person

BOTH_CHANGED, ORPHAN, OF_DELETED, WHILE_EDITED = "", "orphan-edit", "edit-of-deleted", "deleted-while-edited"


def settle(draft: Draft, person: Person, operations: Sequence[Operation], now: str) -> list[Ack]:
    """Takes every operation into the draft and says what became of each."""
    draft.look_up(_keys(operations), _ids(operations), [operation.id for operation in operations])
    acks = []
    for operation in operations:
        ack = draft.ack(operation.id)
        if ack is None:
            ack = Ack(operation.id, _taken(draft, person, operation, now), draft.seq)
            draft.acknowledge(ack)
        acks.append(ack)
    return acks


def _keys(operations: Sequence[Operation]) -> list[Key]:
    """Of what they are about, and of what that is a part of."""
    found = dict.fromkeys(operation.key for operation in operations)
    for operation in operations:
        above = _whole(operation)
        if above is not None:
            found[above] = None
    return list(found)


def _whole(operation: Operation) -> Key | None:
    if not is_part(operation.kind):
        return None
    return whole(operation.kind, operation.new()) or whole(operation.kind, operation.old())


def _ids(operations: Sequence[Operation]) -> list[str]:
    return list({id_ for _, id_ in _keys(operations)})


def _taken(draft: Draft, person: Person, operation: Operation, now: str) -> int:
    if draft.is_erased(_ids((operation,))):
        forget_part(draft, person, operation, now)
        return Code.ERASED
    why = "revoked" if person.revoked else malformed(operation) or _forbidden(draft, person, operation)
    if why:
        draft.quarantine(operation, person.device, why, now)
        return Code.QUARANTINED
    return _DEEDS[operation.action](draft, operation, _author(person, operation))


def forget_part(draft: Draft, person: Person, operation: Operation, now: str) -> None:
    """What is told of the same part later names only the part, so its id is remembered, too."""
    if draft.is_erased((operation.record,)) or malformed(operation):
        return
    if draft.row(operation.key) or has_namesake(draft, operation.key):
        return
    scope = draft.scope_of(operation.kind, bare({**operation.old(), **operation.new()}))
    draft.erase(operation.key, scope, person.counsellor, now)


def has_namesake(draft: Draft, key: Key) -> bool:
    """Whether a record of another kind bears this id. The ledger of erasures knows nothing but ids.

    Whoever erases an id by another name, or calls it a part of somebody erased, would end that record.
    """
    namesakes = [(kind, key[1]) for kind in REGISTRY if kind != key[0]]
    draft.look_up(namesakes, ())
    return any(draft.row(one) or draft.tomb(one) for one in namesakes)


def _forbidden(draft: Draft, person: Person, operation: Operation) -> str:
    row, tomb = draft.row(operation.key), draft.tomb(operation.key)
    there = row or tomb
    before = there.scope if there else ""
    is_end = operation.action in (Action.DELETE, Action.ERASE)
    if is_end:
        # What is said of a record that is not there may be anything; what it declares must be hers as well.
        after = before or draft.scope_of(operation.kind, bare(operation.old()), operation.scope)
    elif there is None:
        after = _scope(draft, operation)
    else:
        values = onto_server(row.values if row else {}, operation).values
        after = draft.scope_of(operation.kind, values, operation.scope)
    if refused(person, operation.kind, before, after) or (is_end and unread(person, operation.kind, before)):
        return "not-allowed"
    return _lawless(draft, operation)


def _scope(draft: Draft, operation: Operation) -> str:
    """Of what an operation says of a record that is not there.

    A change need not name the team of its case; then what is declared counts, if it is a case's.
    """
    said, known = bare(operation.new()), REGISTRY.get(operation.kind)
    has_team = known is not None and "team" in known.names()
    is_untold = operation.action == Action.CHANGE and has_team and "team" not in operation.differences
    if is_untold and operation.scope.startswith(CASES):
        return operation.scope
    return draft.scope_of(operation.kind, said, operation.scope)


def _lawless(draft: Draft, operation: Operation) -> str:
    """Why nobody at all may do it."""
    if operation.action == Action.ERASE and not is_personal(operation.kind):
        return "not-personal"
    if operation.action == Action.ERASE and has_namesake(draft, operation.key):
        return "another-s-id"
    return ""


def overrule(draft: Draft, operation: Operation) -> int:
    """Takes in its author's name what was refused to her. Raises NotPossibleNow for what nobody may do."""
    why = "erased" if draft.is_erased(_ids((operation,))) else malformed(operation)
    why = why or _lawless(draft, operation)
    if why:
        raise NotPossibleNow("accept", why)
    return _DEEDS[operation.action](draft, operation, operation.author)


def _author(person: Person, operation: Operation) -> str:
    """Nobody writes in the name of somebody who never sat at this device."""
    return operation.author if operation.author in person.authors else person.counsellor


def _create(draft: Draft, operation: Operation, author: str) -> int:
    if draft.row(operation.key) is not None:
        return _change(draft, operation, author)
    if draft.tomb(operation.key) is not None:
        return _file_whole(draft, operation, OF_DELETED, author)
    return _revive(draft, operation, author)


def _revive(draft: Draft, operation: Operation, author: str) -> int:
    if draft.row(operation.key) is not None:
        return _change(draft, operation, author)
    values = bare(operation.new())
    scope = draft.scope_of(operation.kind, values, operation.scope)
    draft.put(operation.key, values, scope, author, operation.at)
    return Code.OK


def _change(draft: Draft, operation: Operation, author: str) -> int:
    row = draft.row(operation.key)
    if row is None:
        gone = draft.tomb(operation.key) is not None
        return _file_whole(draft, operation, OF_DELETED if gone else ORPHAN, author)
    joined = onto_server(row.values, operation)
    if joined.values != row.values:
        scope = draft.scope_of(operation.kind, joined.values, operation.scope)
        draft.put(operation.key, joined.values, scope, author, operation.at)
    for clash in joined.clashes:
        _file(draft, operation, author, BOTH_CHANGED, clash)
    return Code.CONFLICT if joined.clashes else Code.OK


def _delete(draft: Draft, operation: Operation, author: str) -> int:
    row = draft.row(operation.key)
    if row is None:
        if draft.tomb(operation.key) is None:
            scope = draft.scope_of(operation.kind, bare(operation.old()), operation.scope)
            draft.delete(operation.key, scope, author, operation.at)
        return Code.OK
    draft.delete(operation.key, row.scope, author, operation.at)
    seen = bare(operation.old())
    if seen == row.values:
        return Code.OK
    file_content(draft, row, seen, operation.id)
    return Code.CONFLICT


def _erase(draft: Draft, operation: Operation, author: str) -> int:
    row = draft.row(operation.key) or draft.tomb(operation.key)
    scope = row.scope if row else draft.scope_of(operation.kind, {}, operation.scope)
    draft.erase(operation.key, scope, author, operation.at)
    return Code.OK


def file_content(draft: Draft, row: Row, seen: Said | None, cause: str) -> None:
    """What a record said that was deleted by somebody who had not seen it all."""
    dispute = Dispute(
        row.key, WHOLE, seen, row.values, None, WHILE_EDITED, cause, row.scope, row.author, row.at
    )
    file(draft, dispute)


def _file_whole(draft: Draft, operation: Operation, reason: str, author: str) -> int:
    draft.belongs(operation.key, set(_ids((operation,))) - {operation.record})
    _file(draft, operation, author, reason, Clash(WHOLE, bare(operation.old()), bare(operation.new()), None))
    return Code.CONFLICT


def _file(draft: Draft, operation: Operation, author: str, reason: str, clash: Clash) -> None:
    dispute = Dispute(
        operation.key,
        clash.field,
        clash.base,
        clash.theirs,
        clash.mine,
        reason,
        operation.id,
        _scope(draft, operation),
        author,
        operation.at,
    )
    file(draft, dispute)


_DEEDS = {
    Action.CREATE: _create,
    Action.REVIVE: _revive,
    Action.CHANGE: _change,
    Action.DELETE: _delete,
    Action.ERASE: _erase,
}
