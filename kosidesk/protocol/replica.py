"""What a desk remembers of its server, as values: the sync decides by them, the desk's file keeps them."""

from dataclasses import dataclass, field

import msgspec

from kosidesk.protocol.messages import Epoch, Key, Mark, Said


@dataclass(frozen=True)
class Standing:
    """Where this desk stands with its server.

    `cursors` say how far it has read each scope; `staged` the same for pages that wait to be applied, None
    if there are none, with the end of the history they reach, and with the scopes that are read from the
    beginning, and where the history ended when that began. `seen` are marks of it, the oldest first.
    """

    device: str = ""
    lineage: tuple[Epoch, ...] = ()
    seen: tuple[Mark, ...] = ()
    cursors: dict[str, int] = field(default_factory=dict)
    staged: dict[str, int] | None = None
    reached: Mark | None = None
    begun: dict[str, int] = field(default_factory=dict)
    durable: int = 0
    erased_upto: int = 0


class Confirmed(msgspec.Struct, frozen=True):
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


class Received(msgspec.Struct, frozen=True):
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
