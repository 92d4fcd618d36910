"""The server's books in memory: what the simulation runs on, and what the SQL stores are measured against."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from itertools import chain
from typing import TypeVar

from kosidesk.protocol.messages import Ack, Entry, Epoch, Evict, Key, Row, Tomb
from kosidesk.protocol.parts import wholes
from kosidesk.server.books import Books, Commit, Head, Known, Quarantined
from kosidesk.server.store.quarantine import speaks_of
from kosidesk.server.store.replay import replay

K = TypeVar("K")
V = TypeVar("V")


@dataclass
class State:
    """Everything a server knows. Nobody changes one that others can see."""

    head: Head = field(default_factory=Head)
    lineage: tuple[Epoch, ...] = (Epoch("first", 0),)
    tags: dict[int, str] = field(default_factory=lambda: {0: ""})
    rows: dict[Key, Row] = field(default_factory=dict)
    wholes: dict[Key, frozenset[str]] = field(default_factory=dict)
    tombs: dict[Key, Tomb] = field(default_factory=dict)
    evicts: dict[tuple[Key, str], Evict] = field(default_factory=dict)
    acks: dict[str, Ack] = field(default_factory=dict)
    quarantined: dict[str, Quarantined] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)

    def copy(self) -> "State":
        """Of the containers; what they hold is frozen."""
        members = {member.name: getattr(self, member.name) for member in fields(self)}
        return State(
            **{name: value.copy() if hasattr(value, "copy") else value for name, value in members.items()}
        )


class MemoryBooks:
    """One transaction on a state of its own."""

    def __init__(self, state: State) -> None:
        self._state = state

    def head(self) -> Head:
        return self._state.head

    def lineage(self) -> tuple[Epoch, ...]:
        return self._state.lineage

    def tags(self, places: Collection[int]) -> dict[int, str]:
        return _found(self._state.tags, places)

    def known(self, operations: Collection[str], keys: Collection[Key], ids: Collection[str]) -> Known:
        return Known(self.acks(operations), self.rows(keys), self.tombs(keys), self.erased(ids))

    def acks(self, operations: Collection[str]) -> dict[str, Ack]:
        return _found(self._state.acks, operations)

    def rows(self, keys: Collection[Key]) -> dict[Key, Row]:
        return _found(self._state.rows, keys)

    def tombs(self, keys: Collection[Key]) -> dict[Key, Tomb]:
        return _found(self._state.tombs, keys)

    def erased(self, ids: Collection[str]) -> frozenset[str]:
        return frozenset(ids) & self._state.erased

    def kept_of(self, device: str) -> int:
        return sum(refused.device == device for refused in self._state.quarantined.values())

    def parts(self, ids: Collection[str]) -> list[Key]:
        asked = frozenset(ids)
        return sorted(key for key, those in self._state.wholes.items() if asked & those)

    def after(self, cursors: Mapping[str, int], most: int, *, whole: Collection[str]) -> list[Entry]:
        state = self._state
        lowest = min(cursors.values(), default=state.head.seq)
        erased = (tomb for tomb in state.tombs.values() if tomb.erased and tomb.rev > lowest)
        deleted = (tomb for tomb in state.tombs.values() if not tomb.erased and tomb.scope not in whole)
        left = (evict for evict in state.evicts.values() if evict.scope not in whole)
        entries: Iterator[Entry] = chain(state.rows.values(), deleted, left)
        found = [entry for entry in entries if entry.rev > cursors.get(entry.scope, entry.rev)]
        found.extend(erased)
        found.sort(key=lambda entry: (entry.rev, entry.kind, entry.id, entry.scope))
        end = most
        while 0 < end < len(found) and found[end].rev == found[end - 1].rev:
            end += 1
        return found[:end]

    def save(self, commit: Commit) -> None:
        state = self._state
        state.head = commit.head
        state.tags[commit.head.seq] = commit.head.tag
        _put(state.rows, commit.rows)
        _put(state.tombs, commit.tombs)
        _put(state.wholes, {key: _wholes(row) or None for key, row in commit.rows.items() if row})
        for key, whole in commit.parts:
            state.wholes[key] = state.wholes.get(key, frozenset()) | {whole}
        for key, scope in commit.arrived:
            state.evicts.pop((key, scope), None)
        state.evicts |= {(evict.key, evict.scope): evict for evict in commit.evicts}
        state.acks |= {ack.operation: ack for ack in commit.acks}
        for name in commit.released:
            del state.quarantined[name]
        state.quarantined |= {refused.operation.id: refused for refused in commit.quarantined}
        if commit.erased:
            self._erase(frozenset(commit.erased))

    def _erase(self, ids: frozenset[str]) -> None:
        self._state.erased |= ids
        for name, refused in list(self._state.quarantined.items()):
            if ids & speaks_of(refused.operation):
                del self._state.quarantined[name]


class MemoryStore:
    """A server's database. One transaction after the other; what raises, or is killed, leaves nothing."""

    def __init__(self, state: State | None = None) -> None:
        self.state = state or State()

    @contextmanager
    def writing(self) -> Iterator[Books]:
        state = self.state.copy()
        yield MemoryBooks(state)
        self.state = state

    @contextmanager
    def reading(self) -> Iterator[Books]:
        yield MemoryBooks(self.state)

    def snapshot(self) -> "MemoryStore":
        """A backup, or an image of the whole machine."""
        return MemoryStore(self.state)

    def restore(self, backup: "MemoryStore", epoch: str, at: str) -> None:
        """Goes on from the backup in a new epoch; the ledger of erasures is outside of backups."""
        ledger = [tomb for tomb in self.state.tombs.values() if tomb.erased]
        state = backup.state.copy()
        state.lineage = (*state.lineage, Epoch(epoch, state.head.seq))
        replay(MemoryBooks(state), ledger, at)
        self.state = state

    def keep_durable(self, seq: int) -> None:
        """The head of the oldest backup that may still be restored is now this."""
        state = self.state.copy()
        state.head = replace(state.head, durable=seq)
        self.state = state


def _wholes(row: Row) -> frozenset[str]:
    return wholes(row.kind, row.values)


def _found(known: Mapping[K, V], asked: Collection[K]) -> dict[K, V]:
    return {one: known[one] for one in asked if one in known}


def _put(known: dict[K, V], changed: Mapping[K, V | None]) -> None:
    for one, value in changed.items():
        if value is None:
            known.pop(one, None)
        else:
            known[one] = value
