"""The desk's law of the sync: what to send, when a page waits, and what the records become at the end.

Nothing here knows of networks or files. A conversation stops wherever it is left, and the next one goes on:
pages wait on the shelf until the last one has come, and only then the desk shows what the server says, with
its own changes that are still on their way on top.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from msgspec import structs

from kosidesk.domain.errors import Garbled
from kosidesk.protocol.codec import pack_page
from kosidesk.protocol.messages import (
    NO_ENTRIES,
    PROTOCOL,
    Ack,
    Action,
    Code,
    Key,
    Operation,
    Recovered,
    Reply,
    Request,
    Status,
)
from kosidesk.protocol.replica import Confirmed, Standing
from kosidesk.schema import VERSION
from kosidesk.sync.applying import apply, would_take_away
from kosidesk.sync.images import images
from kosidesk.sync.parcel import parcel
from kosidesk.sync.shelf import Replica, Shelf

MOST_OPERATIONS = 1000
MOST_ROWS = 2000
_MOST_RECOVERED = 500
_FIRST: Key = ("", "")
# Beyond every place of a history: should the image be lost with another one, the operation is told again.
_IN_AN_IMAGE = 2**62


class End(Enum):
    """How a conversation ended."""

    DONE = "done"
    UPGRADE = "upgrade"  # everything was handed in, nothing could be read
    HELD = "held"  # so much would vanish that a person should look first


@dataclass(frozen=True)
class Outcome:
    """`acks` is what became of each operation sent. `vanishing` counts records that would be taken away."""

    end: End
    acks: tuple[Ack, ...] = ()
    vanishing: int = 0


@dataclass
class _Progress:
    """How far one conversation has come in handing back; begun anew, it does so again, which is harmless."""

    handed: Key = _FIRST


def conversation(
    replica: Replica, *, schema: int = VERSION, rows: int = MOST_ROWS, allow_vanishing: bool = False
) -> Generator[Request, Reply, Outcome]:
    """Yields requests and is sent their replies. Between them no transaction is open.

    `allow_vanishing` when a person has agreed that more than a quarter of a scope goes. Raises Garbled where
    a page cannot be read; the next conversation asks for all of them anew.
    """
    progress = _Progress()
    acks: list[Ack] = []
    while True:
        with replica.transaction() as shelf:
            request = _composed(shelf, progress, schema, rows)
        reply = yield request
        acks += reply.acks
        with replica.transaction() as shelf:
            goes_on = _taken(shelf, progress, request, reply)
        if reply.status == Status.UPGRADE and not goes_on:
            return Outcome(End.UPGRADE, tuple(acks))
        if not goes_on:
            break
    try:
        with replica.transaction() as shelf:
            vanishing = 0 if allow_vanishing else would_take_away(shelf)
            if vanishing:
                return Outcome(End.HELD, tuple(acks), vanishing)
            apply(shelf)
    except Garbled:
        _throw_pages_away(replica)
        raise
    return Outcome(End.DONE, tuple(acks))


def handing_in(replica: Replica, *, schema: int = VERSION) -> Generator[Request, Reply, None]:
    """What is left to a desk that may read nothing: everything that waits, for an administrator to look at.

    Whatever history the server tells by now. What becomes of the records, the next conversation shows.
    """
    while True:
        with replica.transaction() as shelf:
            device, operations = shelf.standing().device, parcel(shelf.unsent(MOST_OPERATIONS))
        if not operations:
            return
        reply = yield Request(
            protocol=PROTOCOL,
            schema=schema,
            device=device,
            lineage=(),
            seen=(),
            cursors={},
            rows=0,
            operations=operations,
        )
        if not reply.acks:
            return
        with replica.transaction() as shelf:
            shelf.acknowledge(reply.acks)
            if _is_erasure_refused(operations, reply.acks):
                _read_anew(shelf)


def _is_erasure_refused(operations: Sequence[Operation], acks: Sequence[Ack]) -> bool:
    """What a desk was told to forget it cannot show again by itself, nor what was part of it.

    Nor need the server tell it again: while this desk forgot, the record did not change.
    """
    refused = {ack.operation for ack in acks if ack.code == Code.QUARANTINED}
    return any(one.action == Action.ERASE and one.id in refused for one in operations)


def _throw_pages_away(replica: Replica) -> None:
    """All of them: some may have been the first of a stock that is read anew."""
    with replica.transaction() as shelf:
        _read_anew(shelf)


def _read_anew(shelf: Shelf) -> None:
    """The next page is the first of everything this desk may read."""
    shelf.unstage()
    shelf.keep(replace(shelf.standing(), staged={}, reached=None, begun={}))


def _composed(shelf: Shelf, progress: _Progress, schema: int, rows: int) -> Request:
    standing = shelf.standing()
    recovered = parcel(_recovered(shelf, progress.handed))
    # Images first: they hold what older operations did, which then need not be told again.
    operations = () if recovered else parcel(shelf.unsent(MOST_OPERATIONS))
    return Request(
        protocol=PROTOCOL,
        schema=schema,
        device=standing.device,
        lineage=standing.lineage,
        seen=standing.seen,
        cursors=_read_upto(standing),
        rows=rows,
        operations=operations,
        recovered=recovered,
        erased_upto=standing.erased_upto,
        begun=standing.begun,
    )


def _read_upto(standing: Standing) -> dict[str, int]:
    return standing.cursors if standing.staged is None else standing.staged


def _recovered(shelf: Shelf, after: Key) -> tuple[Recovered, ...]:
    known = {one.key: one for one in shelf.unconfirmed(_MOST_RECOVERED, after)}
    found = images(shelf, known)
    return tuple(
        Recovered(
            kind=one.kind,
            id=one.id,
            fork=one.fork or 0,
            scope=one.scope,
            values=found[one.key],
            erased=one.erased,
            author=one.author,
            at=one.at,
        )
        for one in known.values()
    )


def _taken(shelf: Shelf, progress: _Progress, request: Request, reply: Reply) -> bool:
    """Keeps what the reply brought; whether there is more to say or to hear."""
    if reply.status == Status.FORK:
        _rewind(shelf, reply)
        progress.handed = _FIRST
        return True
    shelf.acknowledge(reply.acks)
    if request.recovered:
        progress.handed = request.recovered[-1].key
    standing = replace(shelf.standing(), lineage=reply.lineage, durable=reply.durable)
    if reply.status == Status.RESYNC or _is_erasure_refused(request.operations, reply.acks):
        shelf.keep(standing)
        _read_anew(shelf)
        return True
    if reply.status == Status.UPGRADE:
        shelf.keep(standing)
        return bool(reply.acks) and bool(shelf.unsent(1))
    if _is_read_anew(request, standing):
        shelf.keep(standing)
        return True
    if reply.page != NO_ENTRIES:
        shelf.stage(pack_page(reply.page))
    shelf.keep(replace(standing, staged=reply.cursors, reached=reply.head, begun=_begun(request, reply)))
    was_answered = bool(reply.acks) or not request.operations
    return reply.more or bool(request.recovered) or (was_answered and bool(shelf.unsent(1)))


def _is_read_anew(request: Request, standing: Standing) -> bool:
    """Somebody was erased here meanwhile, and the pages before this one are gone."""
    return request.cursors != _read_upto(standing)


def _begun(request: Request, reply: Reply) -> dict[str, int]:
    return {
        scope: request.begun.get(scope, reply.head.seq)
        for scope in reply.cursors
        if scope in request.begun or not request.cursors.get(scope)
    }


def _rewind(shelf: Shelf, reply: Reply) -> None:
    """The server lost everything after `fork`: what was read of it is handed back, what was done told again.

    An operation whose record was read again after it was taken is in that image; telling it, too, would only
    make a false conflict.
    """
    fork, standing = reply.fork, shelf.standing()
    lost = {one.key: one for one in shelf.confirmed_beyond(fork)}
    acks = shelf.settled_beyond(fork)
    covered = {ack.operation for ack, key in acks if key in lost and _is_in_image(ack, lost[key])}
    again = {ack.operation: key for ack, key in acks if ack.operation not in covered}
    _keep_images(shelf, set(again.values()))
    shelf.confirm([_unconfirmed(one, fork) for one in shelf.confirmed_beyond(fork)])
    shelf.acknowledge(
        [Ack(ack.operation, ack.code, _IN_AN_IMAGE) for ack, _ in acks if ack.operation in covered]
    )
    shelf.settle(covered)
    shelf.unacknowledge(again)
    shelf.unstage()
    shelf.keep(
        replace(
            standing,
            lineage=reply.lineage,
            seen=tuple(mark for mark in standing.seen if mark.seq <= fork),
            # What left its scope in the lost history is back in it: everything is read anew.
            staged={},
            reached=None,
            begun={},
            durable=min(standing.durable, fork),
        )
    )


def _is_in_image(ack: Ack, known: Confirmed) -> bool:
    """What was filed or refused is in no image of its record.

    Places are only compared within one history: that of a row handed back before is another.
    """
    if ack.code != Code.OK:
        return False
    return ack.seq == _IN_AN_IMAGE or (known.fork is None and known.rev >= ack.seq)


def _unconfirmed(one: Confirmed, fork: int) -> Confirmed:
    return structs.replace(one, fork=fork if one.fork is None else min(one.fork, fork))


def _keep_images(shelf: Shelf, keys: set[Key]) -> None:
    """Operations that count as unsent again no longer lie on top of the row: its image is kept beside it."""
    known = shelf.confirmed(keys)
    found = images(shelf, known)
    shelf.confirm(
        [structs.replace(known[key], image=image) for key, image in found.items() if image is not None]
    )
