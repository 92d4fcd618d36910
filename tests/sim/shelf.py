"""A desk's file in memory: what the simulation runs on, and what the file's own shelf is measured against."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace

import msgspec

from kosidesk.protocol.joining import bare
from kosidesk.protocol.messages import Ack, Action, Key, Operation, Said
from kosidesk.protocol.parts import wholes
from kosidesk.protocol.replica import Confirmed, Received, Standing


@dataclass
class State:
    """Everything a desk knows. Nobody changes one that others can see."""

    standing: Standing = field(default_factory=Standing)
    rows: dict[Key, Said] = field(default_factory=dict)
    journal: dict[str, Operation] = field(default_factory=dict)
    acks: dict[str, Ack] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)
    known: dict[Key, Confirmed] = field(default_factory=dict)
    pages: list[bytes] = field(default_factory=list)
    gone: set[Key] = field(default_factory=set)

    def copy(self) -> "State":
        members = {member.name: getattr(self, member.name) for member in fields(self)}
        return State(**{n: value.copy() if hasattr(value, "copy") else value for n, value in members.items()})


class MemoryShelf:
    """One transaction on a state of its own."""

    def __init__(self, state: State) -> None:
        self._state = state

    def standing(self) -> Standing:
        return self._state.standing

    def keep(self, standing: Standing) -> None:
        self._state.standing = standing

    def unsent(self, most: int) -> list[Operation]:
        state = self._state
        return [op for id_, op in state.journal.items() if id_ not in state.acks][:most]

    def unsettled(self, keys: Collection[Key] | None = None) -> dict[Key, list[Operation]]:
        found: dict[Key, list[Operation]] = {}
        for id_, operation in self._state.journal.items():
            if id_ not in self._state.settled and (keys is None or operation.key in keys):
                found.setdefault(operation.key, []).append(operation)
        return found

    def acknowledge(self, acks: Sequence[Ack]) -> None:
        for ack in acks:
            if ack.operation in self._state.journal:
                self._state.acks[ack.operation] = ack
                self._state.settled.discard(ack.operation)

    def acknowledged(self) -> list[tuple[Ack, Key]]:
        return [pair for pair in self._answered() if pair[0].operation not in self._state.settled]

    def settle(self, operations: Collection[str]) -> None:
        self._state.settled |= set(operations)

    def settled_beyond(self, seq: int) -> list[tuple[Ack, Key]]:
        return [pair for pair in self._answered() if pair[0].seq > seq]

    def unacknowledge(self, operations: Collection[str]) -> None:
        for id_ in operations:
            self._state.acks.pop(id_, None)
            self._state.settled.discard(id_)

    def rows(self, keys: Collection[Key]) -> dict[Key, Said]:
        return {key: self._state.rows[key] for key in keys if key in self._state.rows}

    def receive(self, received: Sequence[Received]) -> None:
        for one in received:
            if one.values is None:
                self._state.rows.pop(one.key, None)
            else:
                self._state.rows[one.key] = one.values

    def confirmed(self, keys: Collection[Key]) -> dict[Key, Confirmed]:
        return {key: self._state.known[key] for key in keys if key in self._state.known}

    def confirm(self, known: Sequence[Confirmed]) -> None:
        for one in known:
            self._state.known[one.key] = one
            if one.deleted:
                self._state.gone.add(one.key)

    def forget(self, keys: Collection[Key]) -> None:
        for key in keys:
            self._state.known.pop(key, None)

    def evict(self, keys: Collection[Key]) -> None:
        for key in keys:
            self._state.rows.pop(key, None)
            self._state.known.pop(key, None)

    def confirmed_beyond(self, seq: int) -> list[Confirmed]:
        return [one for one in self._state.known.values() if one.rev > seq or one.fork is not None]

    def confirmed_in(self, scopes: Collection[str]) -> list[Confirmed]:
        return [one for one in self._state.known.values() if one.scope in scopes]

    def unconfirmed(self, most: int, after: Key) -> list[Confirmed]:
        found = [one for one in self._state.known.values() if one.fork is not None and one.key > after]
        return sorted(found, key=lambda one: one.key)[:most]

    def erase(self, ids: Collection[str]) -> None:
        state = self._state
        asked = set(ids)
        # A part may be known from the journal alone, and named there only by what it said before.
        said = [*state.rows.items()]
        for operation in state.journal.values():
            said += [(operation.key, operation.old()), (operation.key, operation.new())]
        wave = {key[1] for key, values in said if wholes(key[0], bare(values)) & asked} - asked
        for key in {key for key in {*state.rows, *state.known} if key[1] in asked}:
            state.rows.pop(key, None)
            state.known.pop(key, None)
        for id_, operation in list(state.journal.items()):
            if operation.record in asked and operation.action != Action.ERASE:
                del state.journal[id_]
                state.acks.pop(id_, None)
                state.settled.discard(id_)
        if wave:
            self.erase(wave)

    def stage(self, page: bytes) -> None:
        self._state.pages.append(page)

    def staged(self) -> Iterator[bytes]:
        return iter(self._state.pages)

    def unstage(self) -> None:
        self._state.pages.clear()

    def _answered(self) -> Iterator[tuple[Ack, Key]]:
        for id_, ack in self._state.acks.items():
            if id_ in self._state.journal:
                yield ack, self._state.journal[id_].key


class MemoryReplica:
    """`between` is done before each transaction; `tripped` is asked before each commit: True is a kill."""

    def __init__(
        self,
        state: State | None = None,
        tripped: Callable[[], bool] = lambda: False,
        between: Callable[[], None] = lambda: None,
    ) -> None:
        self.state = state or State()
        self._tripped, self._between = tripped, between

    @contextmanager
    def transaction(self) -> Iterator[MemoryShelf]:
        self._between()
        state = self.state.copy()
        yield MemoryShelf(state)
        if self._tripped():
            raise Killed
        self.state = state

    def write(self, operation: Operation, values: Said | None) -> None:
        """What a person does: the row and its journal entry, in one transaction."""
        state = self.state.copy()
        if operation.action == Action.CREATE and operation.key in state.gone:
            operation = msgspec.structs.replace(operation, action=Action.REVIVE)
        if operation.action == Action.ERASE:
            MemoryShelf(state).erase([operation.record])
            if state.pages:
                state.pages.clear()
                state.standing = replace(state.standing, staged={}, reached=None, begun={})
        elif values is None:
            state.rows.pop(operation.key, None)
            state.gone.add(operation.key)
        else:
            state.rows[operation.key] = values
        state.journal[operation.id] = operation
        self.state = state


class Killed(Exception):
    """The program ended in the middle of it."""
