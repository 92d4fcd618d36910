"""What a desk and the server say to each other, as values; `protocol.codec` turns them into bytes.

Messages stand as JSON arrays, in the order of their members: a later version adds members at the end, and an
older end ignores them. Ids are UUIDs as text, instants ISO 8601 in UTC, values as storage carries them, with
the members of `extra` among the other fields.
"""

from typing import Any

import msgspec

PROTOCOL = 1
"""Raised when an end of the older version would misunderstand, not when something is added."""

Said = dict[str, Any]
"""Field → plain value, of a whole record or of some fields; empty ones are left out."""

Key = tuple[str, str]
"""Kind and id of a record."""


class Action:
    """What an operation does to its record. Texts as in the journal: a newer version may know more."""

    CREATE = "create"
    CHANGE = "change"
    DELETE = "delete"
    REVIVE = "revive"  # create again, by somebody who knew that it was deleted
    ERASE = "erase"  # forget the person, everywhere and for good


class Code:
    """What became of an operation; told twice, it is answered as the first time.

    Numbers, so that every version of every language can tell.
    """

    OK = 200
    CONFLICT = 209  # filed as conflict records, at least in part
    ERASED = 410  # speaks of somebody who was erased
    QUARANTINED = 422  # kept for an administrator, changed nothing


class Status:
    """What a reply is."""

    OK = 200
    FORK = 409  # the server's history parted from the desk's after `fork`: hand back what came later
    RESYNC = 412  # the desk was away longer than deletions are remembered: read everything anew
    UPGRADE = 426  # what was sent is taken, but this program is too old to read


class Operation(msgspec.Struct, frozen=True, array_like=True):
    """One entry of a desk's journal. `differences` is field → (old, new).

    Of a group every field is told, and of a part always what it is a part of (`protocol.parts`).
    """

    id: str
    transaction: str
    action: str
    kind: str
    record: str
    scope: str
    differences: dict[str, tuple[Any, Any]]
    author: str
    at: str
    schema: int

    @property
    def key(self) -> Key:
        return (self.kind, self.record)

    def old(self) -> Said:
        return {name: old for name, (old, _) in self.differences.items()}

    def new(self) -> Said:
        return {name: new for name, (_, new) in self.differences.items()}


class Ack(msgspec.Struct, frozen=True, array_like=True):
    """An operation was taken. `seq` is where the server's history then stood."""

    operation: str
    code: int
    seq: int


class Row(msgspec.Struct, frozen=True, array_like=True, tag="r"):
    """A record as the server holds it; `author` and `at` are of its latest change."""

    kind: str
    id: str
    rev: int
    scope: str
    author: str
    at: str
    values: Said

    @property
    def key(self) -> Key:
        return (self.kind, self.id)


class Tomb(msgspec.Struct, frozen=True, array_like=True, tag="t"):
    """A record was deleted; `erased` for good, with everything that was part of it."""

    kind: str
    id: str
    rev: int
    scope: str
    erased: bool = False
    author: str = ""
    at: str = ""

    @property
    def key(self) -> Key:
        return (self.kind, self.id)


class Evict(msgspec.Struct, frozen=True, array_like=True, tag="e"):
    """A record left `scope`; who has no other of its scopes drops it, and deletes nothing."""

    kind: str
    id: str
    rev: int
    scope: str

    @property
    def key(self) -> Key:
        return (self.kind, self.id)


Entry = Row | Tomb | Evict
"""One thing a page of the feed tells; `rev` is its place in the server's history."""

NO_ENTRIES = msgspec.Raw(b"[]")
"""A page of the feed that tells nothing."""


class Recovered(msgspec.Struct, frozen=True, array_like=True):
    """What a desk last read of a record in a history the server has lost.

    `values` is None for a deleted one. `fork` is the last place both histories share.
    """

    kind: str
    id: str
    fork: int
    scope: str
    values: Said | None
    erased: bool = False
    author: str = ""
    at: str = ""

    @property
    def key(self) -> Key:
        return (self.kind, self.id)


class Epoch(msgspec.Struct, frozen=True, array_like=True):
    """One life of a server's history; it began after `parent_end` of the one before it."""

    name: str
    parent_end: int


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """A place in a history and the tag of everything up to it (`protocol.lineage.next_tag`)."""

    seq: int
    tag: str


class Request(msgspec.Struct, frozen=True, array_like=True):
    """One round: what the desk has to say, and how far it has read each scope.

    `seen` are marks of the history as the desk knows it, the oldest first. `recovered` is only sent after a
    fork. At most `rows` entries are wanted back. `begun` names the scopes that are just being read from the
    beginning, with the head of the history when that began.
    """

    protocol: int
    schema: int
    device: str
    lineage: tuple[Epoch, ...]
    seen: tuple[Mark, ...]
    cursors: dict[str, int]
    rows: int
    operations: tuple[Operation, ...] = ()
    recovered: tuple[Recovered, ...] = ()
    erased_upto: int = 0
    ratchet: str = ""
    begun: dict[str, int] = {}


class Reply(msgspec.Struct, frozen=True, array_like=True):
    """`cursors` names every scope the desk may read, as they stand after this page; others it must drop.

    `page` holds entries in the order of `rev`, as `codec.page_of` wrote them: the desk puts them aside as
    they are. `more` is False on the last page; only then all pages together are the server's state at `head`.
    `durable` is the place up to which every backup that may still
    be restored holds the history; `time` the server's clock.
    """

    status: int
    lineage: tuple[Epoch, ...]
    head: Mark
    durable: int
    cursors: dict[str, int]
    more: bool
    time: str
    acks: tuple[Ack, ...] = ()
    handed_back: tuple[Key, ...] = ()
    page: msgspec.Raw = NO_ENTRIES
    fork: int = 0
    ratchet: str = ""
