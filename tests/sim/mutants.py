"""Faults put into the law on purpose: a simulation that lets one of them live proves nothing.

Each replaces one function or constant of the law, or one deed of a store, by a careless version of itself.
Two faults of the design are not among them because there is nothing to get wrong: operations are journal
entries and never coalesced. In their place stand operations told out of order, and an id made of contents.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from msgspec import structs

from kosidesk.protocol.joining import Joined, bare
from kosidesk.protocol.messages import Ack, Action, Code, Operation
from kosidesk.server import answer, draft, feed, filing, recovery, settle
from kosidesk.server.draft import Draft
from kosidesk.sync import applying, images, talk
from tests.sim import books, shelf

Fault = tuple[Any, str, Any]
MUTANTS: dict[str, Callable[[], list[Fault]]] = {}


def mutant(function: Callable[[], list[Fault]]) -> Callable[[], list[Fault]]:
    MUTANTS[function.__name__.replace("_", " ")] = function
    return function


@contextmanager
def planted(name: str) -> Iterator[None]:
    """The law with this fault in it."""
    with ExitStack() as stack:
        for place, attribute, careless in MUTANTS[name]():
            stack.enter_context(patch.object(place, attribute, careless))
        yield


# The merge


@mutant
def blind_write() -> list[Fault]:
    return [(settle, "onto_server", lambda now, op: Joined(bare({**now, **op.new()})))]


@mutant
def the_later_clock_wins() -> list[Fault]:
    def taken(draft_: Draft, operation: Operation, author: str) -> int:
        row = draft_.row(operation.key)
        if row is None:
            return change(draft_, operation, author)
        if operation.at > row.at:
            values = bare({**row.values, **operation.new()})
            draft_.put(operation.key, values, row.scope, author, operation.at)
        return Code.OK

    change = settle._change
    return [(settle, "_DEEDS", {**settle._DEEDS, Action.CHANGE: taken})]


@mutant
def conflict_dropped() -> list[Fault]:
    return [(settle, "file", lambda *_: None)]


@mutant
def blind_delete() -> list[Fault]:
    return [(settle, "file_content", lambda *_: None)]


@mutant
def no_dedupe() -> list[Fault]:
    return [(books.MemoryBooks, "acks", lambda *_: {})]


@mutant
def orphans_dropped() -> list[Fault]:
    return [(settle, "_file_whole", lambda *_: Code.OK)]


@mutant
def told_out_of_order() -> list[Fault]:
    whole = shelf.MemoryShelf.unsent

    def unsent(self: shelf.MemoryShelf, most: int) -> list[Operation]:
        return sorted(whole(self, 10_000), key=lambda operation: operation.id)[:most]

    return [(shelf.MemoryShelf, "unsent", unsent)]


@mutant
def id_made_of_contents() -> list[Fault]:
    """Two equal deeds at different times count as one."""
    whole = books.MemoryBooks.acks

    def acks(self: books.MemoryBooks, operations: list[str]) -> dict[str, Ack]:
        return {one: Ack(one, 200, 0) for one in operations if one[:1] in "01"} | whole(self, operations)

    return [(books.MemoryBooks, "acks", acks)]


@mutant
def quarantine_dropped() -> list[Fault]:
    return [(Draft, "quarantine", lambda *_: None)]


@mutant
def conflict_id_without_contents() -> list[Fault]:
    whole = filing.derived_id

    def derived(cause: str, *parts: str) -> str:
        return whole(cause, *parts[:3])

    return [(filing, "derived_id", derived)]


# The desk


@mutant
def no_rebase() -> list[Fault]:
    return [(applying, "rebased", lambda image, *_: image)]


@mutant
def cursor_saved_early() -> list[Fault]:
    whole = talk._taken

    def taken(shelf_: Any, progress: Any, request: Any, reply: Any) -> bool:
        goes_on = whole(shelf_, progress, request, reply)
        if reply.status == 200:
            shelf_.keep(replace(shelf_.standing(), cursors=reply.cursors))
            if not request.operations:
                shelf_.unstage() if goes_on else None
        return goes_on

    return [(talk, "_taken", taken)]


@mutant
def row_skipped() -> list[Fault]:
    whole = books.MemoryBooks.after

    def after(self: Any, cursors: Any, most: int, **rest: Any) -> list[Any]:
        found = whole(self, cursors, most, **rest)
        return found[:-2] + found[-1:] if len(found) > 2 else found

    return [(books.MemoryBooks, "after", after)]


@mutant
def no_floor() -> list[Fault]:
    return [(feed, "is_behind", lambda *_: False)]


@mutant
def resync_clears_the_outbox() -> list[Fault]:
    whole = talk._taken

    def taken(shelf_: Any, progress: Any, request: Any, reply: Any) -> bool:
        if reply.status in (409, 412):
            shelf_.acknowledge([Ack(op.id, 200, 0) for op in shelf_.unsent(10_000)])
        return whole(shelf_, progress, request, reply)

    return [(talk, "_taken", taken)]


@mutant
def settled_before_applied() -> list[Fault]:
    whole = shelf.MemoryShelf.acknowledge

    def acknowledge(self: Any, acks: Any) -> None:
        whole(self, acks)
        self.settle([ack.operation for ack in acks])

    return [(shelf.MemoryShelf, "acknowledge", acknowledge)]


@mutant
def no_image_kept() -> list[Fault]:
    def image_of(known: Any, row: Any, unsettled: Any) -> Any:
        return whole(structs.replace(known, image=None) if known else known, row, unsettled)

    whole = images.image_of
    return [(images, "image_of", image_of), (applying, "image_of", image_of)]


@mutant
def no_word_after_an_answer() -> list[Fault]:
    """What was answered without a new place in the history keeps showing what was typed."""
    return [(applying, "_settled", lambda *_: None)]


# Deleting, leaving, forgetting


@mutant
def refused_erasures_stay_out_of_sight() -> list[Fault]:
    return [(talk, "_is_erasure_refused", lambda *_: False)]


@mutant
def erase_tombs_collected() -> list[Fault]:
    return [
        (books.MemoryBooks, "erased", lambda *_: frozenset()),
        (draft.Draft, "is_erased", lambda *_: False),
    ]


@mutant
def erase_forgets_the_outbox() -> list[Fault]:
    return [(shelf.MemoryShelf, "erase", _erase_but(lambda self, op: op.id not in self._state.acks))]


@mutant
def erase_forgets_the_archive() -> list[Fault]:
    return [(shelf.MemoryShelf, "erase", _erase_but(lambda self, op: op.id in self._state.acks))]


def _erase_but(kept: Callable[[Any, Operation], bool]) -> Callable[[Any, Any], None]:
    whole = shelf.MemoryShelf.erase

    def erase(self: Any, ids: Any) -> None:
        before = {id_: op for id_, op in self._state.journal.items() if kept(self, op)}
        whole(self, ids)
        self._state.journal.update(before)

    return erase


@mutant
def erase_forgets_conflicts() -> list[Fault]:
    whole = draft.wholes

    def wholes(kind: str, values: Any) -> frozenset[str]:
        return frozenset() if kind == "conflict" else whole(kind, values)

    return [(draft, "wholes", wholes), (books, "wholes", wholes)]


@mutant
def no_check_by_subject() -> list[Fault]:
    """Only the record's own id is looked for among the erased."""
    return [(settle, "_ids", lambda operations: [operation.record for operation in operations])]


@mutant
def no_evict() -> list[Fault]:
    return [(applying, "_evict", lambda *_: None)]


@mutant
def conflicts_stay_in_the_old_scope() -> list[Fault]:
    return [(filing, "_scope", lambda *_: "agency")]


@mutant
def parts_stay_in_the_old_scope() -> list[Fault]:
    whole = Draft._parts

    def parts(self: Any, keys: Any) -> Any:
        return whole(self, keys) if isinstance(keys, set) and len(keys) > 1 else set()

    return [(Draft, "_parts", parts)]


@mutant
def what_was_lost_rises() -> list[Fault]:
    """A change brings back what others deleted."""
    deeds = {**settle._DEEDS, Action.CREATE: settle._revive}
    return [(settle, "_DEEDS", deeds)]


# The server comes back from a backup


@mutant
def no_epoch() -> list[Fault]:
    return [(answer, "parted", lambda *_: None), (answer, "last_agreed", _only_beyond_the_head)]


def _only_beyond_the_head(seen: Any, tags: Any) -> int | None:
    """Notices a history that is too short, not one that went another way."""
    return 0 if seen and not tags else None


@mutant
def no_epoch_and_no_tag() -> list[Fault]:
    return [(answer, "_fork", lambda *_: None)]


@mutant
def nothing_handed_back_and_nothing_told_again() -> list[Fault]:
    return [(talk, "_recovered", lambda *_: ()), (shelf.MemoryShelf, "unacknowledge", lambda *_: None)]


@mutant
def nothing_told_again() -> list[Fault]:
    return [(shelf.MemoryShelf, "unacknowledge", lambda *_: None)]


@mutant
def nothing_handed_back() -> list[Fault]:
    return [(talk, "_recovered", lambda *_: ())]


@mutant
def unconfirmed_forgotten() -> list[Fault]:
    """What was handed back once counts as safe, though nobody has read it again."""

    def unconfirmed(one: Any, fork: int) -> Any:
        return structs.replace(one, fork=fork) if one.rev > fork else one

    whole = talk._recovered

    def recovered(shelf_: Any, after: Any) -> Any:
        found = whole(shelf_, after)
        known = shelf_.confirmed([one.key for one in found])
        shelf_.confirm([structs.replace(one, fork=None, rev=0) for one in known.values()])
        return found

    return [(talk, "_unconfirmed", unconfirmed), (talk, "_recovered", recovered)]


@mutant
def recovered_images_overwrite() -> list[Fault]:
    def image(draft_: Draft, one: Any, values: Any) -> None:
        draft_.put(one.key, values, draft_.scope_of(one.kind, values, one.scope), one.author, one.at)

    return [(recovery, "_image", image)]


@mutant
def no_ledger() -> list[Fault]:
    """The erasures are forgotten with the backup, and nobody hands them back."""
    whole = talk._recovered

    def recovered(shelf_: Any, after: Any) -> Any:
        return tuple(one for one in whole(shelf_, after) if not one.erased)

    return [
        (books, "replay", lambda *_: 0),
        (talk, "_recovered", recovered),
        (shelf.MemoryShelf, "settled_beyond", lambda *_: []),
    ]
