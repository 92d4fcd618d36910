"""What the sync of a desk needs to know and to keep, in one transaction of the desk's file.

`storage.shelf` implements it on the desk's encrypted file, the simulation in memory.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from kosidesk.protocol.messages import Ack, Epoch, Key, Mark, Operation, Said


@dataclass(frozen=True)
class Standing:
    """Where this desk stands with its server.

    `cursors` say how far it has read each scope; `staged` the same for pages that wait to be applied, None
    if there are none. `seen` are marks of the history, the oldest first.
    """

    device: str = ""
    lineage: tuple[Epoch, ...] = ()
    seen: tuple[Mark, ...] = ()
    cursors: dict[str, int] = field(default_factory=dict)
    staged: dict[str, int] | None = None
    resyncing: bool = False
    durable: int = 0
    erased_upto: int = 0


@dataclass(frozen=True)
class Confirmed:
    """What this desk knows of a record at the server, beside the row itself.

    `image` is what the server said of it, kept only while changes of the desk wait on top of it; otherwise
    the row is the image. `fork` is set while a server that lost its latest history must be handed it back.
    """

    kind: str
    id: str
    rev: int
    scope: str
    deleted: bool = False
    erased: bool = False
    image: Said | None = None
    fork: int | None = None
    author: str = ""
    at: str = ""

    @property
    def key(self) -> Key:
        return (self.kind, self.id)


@dataclass(frozen=True)
class Received:
    """What a record becomes because the server says so; `values` None takes it away.

    It enters the journal as something others did: never sent back, never undone from here.
    """

    kind: str
    id: str
    values: Said | None
    author: str = ""
    at: str = ""

    @property
    def key(self) -> Key:
        return (self.kind, self.id)


class Shelf(Protocol):
    """One transaction. Lookups of many keys are one question; what is not there is left out."""

    def standing(self) -> Standing: ...

    def keep(self, standing: Standing) -> None: ...

    # The outbox is the journal: entries written here, of kinds that have a scope.

    def unsent(self, most: int) -> list[Operation]:
        """Operations without any acknowledgement, the oldest first."""
        ...

    def unsettled(self, keys: Collection[Key] | None = None) -> dict[Key, list[Operation]]:
        """Operations not yet settled, acknowledged or not, the oldest first; of every record if None."""
        ...

    def acknowledge(self, acks: Sequence[Ack]) -> None:
        """Remembers what became of operations; not settled yet. Unknown ids are ignored."""
        ...

    def acknowledged(self) -> list[tuple[Ack, Key]]:
        """Acknowledged and not settled."""
        ...

    def settle(self, operations: Collection[str]) -> None: ...

    def settled_beyond(self, seq: int) -> list[tuple[Ack, Key]]:
        """Settled or not, acknowledged at a place of the history beyond `seq`."""
        ...

    def unacknowledge(self, operations: Collection[str]) -> None:
        """They count as never sent."""
        ...

    # Rows, and what is known of them at the server

    def rows(self, keys: Collection[Key]) -> dict[Key, Said]: ...

    def receive(self, received: Sequence[Received]) -> None: ...

    def confirmed(self, keys: Collection[Key]) -> dict[Key, Confirmed]: ...

    def confirm(self, known: Sequence[Confirmed]) -> None: ...

    def forget(self, keys: Collection[Key]) -> None:
        """Nothing is known of these at the server any more; rows stay as they are."""
        ...

    def confirmed_beyond(self, seq: int) -> list[Confirmed]: ...

    def confirmed_in(self, scopes: Collection[str]) -> list[Confirmed]: ...

    def unconfirmed(self, most: int) -> list[Confirmed]:
        """Those with a `fork`."""
        ...

    def erase(self, ids: Collection[str]) -> None:
        """Rows with these ids and every part of them, with their journal, operations, images and drafts."""
        ...

    # Pages that wait until the last one has come; the entries of a page as the server sent them

    def stage(self, page: bytes) -> None: ...

    def staged(self) -> Iterator[bytes]: ...

    def unstage(self) -> None: ...


class Replica(Protocol):
    """The desk's file as the sync sees it."""

    def transaction(self) -> AbstractContextManager[Shelf]: ...
