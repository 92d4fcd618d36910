"""The last step of a conversation, in one transaction: the desk comes to show what the server says."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from msgspec import structs

from kosidesk.protocol.codec import entries_of, unpack_page
from kosidesk.protocol.messages import Entry, Evict, Key, Operation, Row, Said, Tomb
from kosidesk.protocol.replica import Confirmed, Received, Standing
from kosidesk.sync.images import image_of, rebased
from kosidesk.sync.shelf import Shelf

_MARKS_KEPT = 50
_FEW = 50
_QUARTER = 4


def apply(shelf: Shelf) -> None:
    """Everything staged and everything answered; afterwards nothing waits but what was written since."""
    standing = shelf.standing()
    answered = {ack.operation: key for ack, key in shelf.acknowledged()}
    seen: set[Key] = set()
    staged = standing.staged or {}
    for page in _pages(shelf):
        # Rights may have been lost since an earlier page came.
        entries = _latest(entry for entry in page if _is_granted(entry, staged))
        seen |= entries.keys()
        _apply_page(shelf, entries, answered.keys())
    # What was answered without a new place in the history: the desk shows the server's word again.
    _apply_page(shelf, dict.fromkeys(set(answered.values()) - seen), answered.keys())
    _settle_untold(shelf, standing, seen, answered.keys())
    _drop(shelf, shelf.confirmed_in(standing.cursors.keys() - staged.keys()))
    shelf.settle(answered.keys())
    shelf.unstage()
    shelf.keep(_arrived(standing))


def _pages(shelf: Shelf) -> Iterator[Sequence[Entry]]:
    return (entries_of(unpack_page(packed)) for packed in shelf.staged())


def _is_granted(entry: Entry, cursors: Collection[str]) -> bool:
    """Evictions take away, and erasures are for everyone."""
    return isinstance(entry, Evict) or (isinstance(entry, Tomb) and entry.erased) or entry.scope in cursors


def _waiting(shelf: Shelf, known: Collection[Confirmed], answered: Collection[str]) -> set[Key]:
    """What others deleted and somebody here still changes stays in sight until it is answered."""
    unsettled = shelf.unsettled([one.key for one in known])
    return {key for key, those in unsettled.items() if any(one.id not in answered for one in those)}


def _settle_untold(
    shelf: Shelf, standing: Standing, told: Collection[Key], answered: Collection[str]
) -> None:
    """Of a scope read from the beginning, rows that were not told are gone; deletions are not told."""
    if not standing.cursors:  # nothing had been read before, so everything was told
        return
    untold = [one for one in shelf.confirmed_in(standing.begun) if one.key not in told]
    rows = [one for one in untold if not one.deleted]
    _drop(shelf, rows, kept=_waiting(shelf, rows, answered))
    reached = standing.reached.seq if standing.reached else 0
    shelf.confirm(
        [
            structs.replace(one, rev=reached, fork=None)
            for one in untold
            if one.fork is not None and one.deleted
        ]
    )


def would_take_away(shelf: Shelf) -> int:
    """How many records would vanish, if they are more than a quarter of a scope; else 0."""
    standing = shelf.standing()
    if not standing.cursors:  # nothing has been read yet, so nothing can vanish
        return 0
    came = _latest(entry for page in _pages(shelf) for entry in page)
    going = {key for key, entry in came.items() if not isinstance(entry, Row)}
    going |= {one.key for one in shelf.confirmed_in(standing.begun)} - came.keys()
    # What was deleted on this desk is out of sight already.
    going &= shelf.rows(going).keys()
    if len(going) < _FEW:
        return 0
    there = [one for one in shelf.confirmed_in(standing.staged or {}) if not one.deleted]
    whole = Counter(one.scope for one in there)
    parts = Counter(one.scope for one in there if one.key in going)
    return sum(part for scope, part in parts.items() if part * _QUARTER > whole[scope])


def _latest(entries: Iterable[Entry]) -> dict[Key, Entry | None]:
    """Of several about one record the last; in one place of the history, arriving beats leaving."""
    found: dict[Key, Entry | None] = {}
    for entry in entries:
        other = found.get(entry.key)
        if other is None or (entry.rev, not isinstance(entry, Evict)) >= (
            other.rev,
            not isinstance(other, Evict),
        ):
            found[entry.key] = entry
    return found


@dataclass
class _Turn:
    """What one page changes."""

    received: list[Received] = field(default_factory=list)
    known: list[Confirmed] = field(default_factory=list)
    evicted: list[Key] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)


def _apply_page(shelf: Shelf, entries: Mapping[Key, Entry | None], answered: Collection[str]) -> None:
    """An entry of None stands for a record of which the server had nothing new to say."""
    if not entries:
        return
    known, rows, unsettled = shelf.confirmed(entries), shelf.rows(entries), shelf.unsettled(entries)
    turn = _Turn()
    for key, entry in entries.items():
        there = unsettled.get(key, [])
        waiting = [operation for operation in there if operation.id not in answered]
        here = _Here(known.get(key), rows.get(key), there, waiting)
        match entry:
            case None:
                _settled(turn, key, here)
            case Row():
                _row(turn, entry, here)
            case Tomb():
                _tomb(turn, entry, here)
            case Evict():
                _evict(turn, entry, here)
    shelf.receive(turn.received)
    shelf.evict(turn.evicted)
    if turn.erased:
        shelf.erase(turn.erased)
    shelf.confirm(turn.known)


class _Here(NamedTuple):
    """A record at this desk. Of the `unsettled` operations those `waiting` have had no answer yet."""

    known: Confirmed | None
    shown: Said | None
    unsettled: Sequence[Operation]
    waiting: Sequence[Operation]


def _settled(turn: _Turn, key: Key, here: _Here) -> None:
    image = image_of(here.known, here.shown, here.unsettled)
    _show(turn, Received(*key, rebased(image, here.waiting, here.shown)), here)
    if here.known is not None and not here.known.deleted:
        turn.known.append(structs.replace(here.known, image=image if here.waiting else None))


def _row(turn: _Turn, row: Row, here: _Here) -> None:
    if here.known is not None and _is_newer(here.known, row.rev):
        return
    becomes = rebased(row.values, here.waiting, here.shown)
    _show(turn, Received(*row.key, becomes, row.author, row.at), here)
    image = row.values if here.waiting else None
    turn.known.append(Confirmed(*row.key, row.rev, row.scope, image=image, author=row.author, at=row.at))


def _is_newer(known: Confirmed, rev: int) -> bool:
    """Places in a history the server has lost say nothing."""
    return known.fork is None and known.rev > rev


def _tomb(turn: _Turn, tomb: Tomb, here: _Here) -> None:
    if tomb.erased:
        turn.erased.append(tomb.id)
    else:
        becomes = rebased(None, here.waiting, here.shown)
        _show(turn, Received(*tomb.key, becomes, tomb.author, tomb.at), here)
    turn.known.append(
        Confirmed(
            *tomb.key,
            tomb.rev,
            tomb.scope,
            deleted=True,
            erased=tomb.erased,
            author=tomb.author,
            at=tomb.at,
        )
    )


def _evict(turn: _Turn, evict: Evict, here: _Here) -> None:
    """Out of sight, and of this machine; what was changed here is still on its way to the server.

    Had it come to another scope of this desk, that row would stand in the same place of the history.
    """
    known = here.known
    if known is None or known.fork is not None or known.rev < evict.rev:
        turn.evicted.append(evict.key)


def _show(turn: _Turn, received: Received, here: _Here) -> None:
    if received.values != here.shown:
        turn.received.append(received)


def _drop(shelf: Shelf, known: Collection[Confirmed], kept: Collection[Key] = ()) -> None:
    """What this desk is no longer to hold goes, but for the rows of those `kept`."""
    going = [one.key for one in known if not one.erased]
    shelf.evict([key for key in going if key not in kept])
    shelf.forget([key for key in going if key in kept])


def _arrived(standing: Standing) -> Standing:
    if standing.staged is None or standing.reached is None:
        return standing
    marks = [mark for mark in standing.seen if mark.seq < standing.reached.seq]
    return replace(
        standing,
        cursors=standing.staged,
        seen=(*marks, standing.reached)[-_MARKS_KEPT:],
        staged=None,
        reached=None,
        begun={},
        erased_upto=standing.reached.seq,
    )
