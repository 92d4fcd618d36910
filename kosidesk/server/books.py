"""What the law of the server needs to know and to keep; the stores below implement it.

Plain values in, plain values out: the same law runs on the encrypted file, on PostgreSQL and, in the
simulation, in memory.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kosidesk.protocol.messages import Ack, Entry, Epoch, Evict, Key, Operation, Row, Tomb


@dataclass(frozen=True)
class Head:
    """The end of the history. `durable` is the head of the oldest backup that may still be restored.

    Deletions up to `floor` are forgotten; who has read less than that reads everything anew.
    """

    seq: int = 0
    tag: str = ""
    durable: int = 0
    floor: int = 0


@dataclass(frozen=True)
class Quarantined:
    """An operation that was refused, kept whole for an administrator. `why` is a word, not a sentence."""

    operation: Operation
    device: str
    why: str
    at: str


@dataclass(frozen=True)
class Commit:
    """Everything one transaction of the law changes. None in `rows` and `tombs` removes.

    `evicts` replaces what was remembered of the same record and scope, `arrived` forgets it.
    `parts` are records that are not there, with what they are told to be a part of.
    `erased` are the ids the ledger remembers for ever; their quarantined operations go, too. `released` are
    operations about which an administrator has decided.
    """

    head: Head
    at: str
    device: str
    rows: Mapping[Key, Row | None] = field(default_factory=dict)
    tombs: Mapping[Key, Tomb | None] = field(default_factory=dict)
    evicts: Sequence[Evict] = ()
    arrived: Sequence[tuple[Key, str]] = ()  # record and the scope it came (back) to
    parts: Sequence[tuple[Key, str]] = ()
    acks: Sequence[Ack] = ()
    quarantined: Sequence[Quarantined] = ()
    erased: Sequence[str] = ()
    released: Sequence[str] = ()


@dataclass(frozen=True)
class Known:
    """What the books say of those asked for; what is not there is left out. `erased` are ids."""

    acks: dict[str, Ack]
    rows: dict[Key, Row]
    tombs: dict[Key, Tomb]
    erased: frozenset[str]


class Books(Protocol):
    """One transaction. The writing kind holds the head row from the beginning: locked before it is read.

    Lookups of many keys are one question each; what is not there is left out of the answer.
    """

    def head(self) -> Head: ...

    def lineage(self) -> tuple[Epoch, ...]:
        """The oldest first; the last one is going on."""
        ...

    def tags(self, places: Collection[int]) -> dict[int, str]:
        """Place in the history → tag, for those places a commit ended at (0 always has "")."""
        ...

    def known(self, operations: Collection[str], keys: Collection[Key], ids: Collection[str]) -> Known:
        """Everything the law asks about a request, as one question: others are waiting meanwhile."""
        ...

    def acks(self, operations: Collection[str]) -> dict[str, Ack]: ...

    def rows(self, keys: Collection[Key]) -> dict[Key, Row]: ...

    def tombs(self, keys: Collection[Key]) -> dict[Key, Tomb]: ...

    def erased(self, ids: Collection[str]) -> frozenset[str]:
        """Which of these ids the ledger of erasures names."""
        ...

    def kept_of(self, device: str) -> int:
        """How many refused operations of this device wait for an administrator."""
        ...

    def parts(self, ids: Collection[str]) -> list[Key]:
        """Every record that is a part of one of these, or was when deleted (`protocol.parts.wholes`)."""
        ...

    def after(self, cursors: Mapping[str, int], most: int, *, whole: Collection[str]) -> list[Entry]:
        """Entries of each scope beyond its cursor, in the order of `rev`, at most `most`.

        Of the scopes in `whole`, which are read from the beginning, only rows. Erasures are told to everyone,
        whatever their scope, beyond the lowest of the cursors: they name nobody, and a desk that lost sight
        of a record may still remember what it wrote itself. All entries of one `rev` come together, so there
        may be a few more.
        """
        ...

    def save(self, commit: Commit) -> None: ...
