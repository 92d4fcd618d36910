"""What the sync of a desk needs to know and to keep, in one transaction of the desk's file.

`storage.shelf` implements it on the desk's encrypted file, the simulation in memory.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from kosidesk.protocol.messages import Ack, Key, Operation, Said
from kosidesk.protocol.replica import Confirmed, Received, Standing

__all__ = ["Confirmed", "Received", "Replica", "Shelf", "Standing"]


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

    def evict(self, keys: Collection[Key]) -> None:
        """These are no longer this desk's to hold: rows, what is known of them, what others did to them.

        Nothing was deleted, so nothing of it enters the journal; the desk's own operations stay in it.
        """
        ...

    def confirmed_beyond(self, seq: int) -> list[Confirmed]:
        """Those with a higher `rev`, and all with a `fork`."""
        ...

    def confirmed_in(self, scopes: Collection[str]) -> list[Confirmed]: ...

    def unconfirmed(self, most: int, after: Key) -> list[Confirmed]:
        """Those with a `fork`, in the order of their keys, beyond this one."""
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
