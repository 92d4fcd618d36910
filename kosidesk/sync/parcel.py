"""How much of what waits goes into one request: no more than every server takes, whatever it says."""

from collections.abc import Sequence
from itertools import accumulate
from typing import TypeVar

import msgspec

MOST_BYTES = 15 << 16
"""Before anything is packed, so it holds for what cannot be packed; a server takes 1 MiB."""

_Message = TypeVar("_Message", bound=msgspec.Struct)
_encode = msgspec.json.Encoder(enc_hook=dict).encode


def parcel(waiting: Sequence[_Message]) -> tuple[_Message, ...]:
    """The first of these, as many as fit; one at least."""
    sizes = accumulate(len(_encode(message)) for message in waiting)
    fitting = sum(size <= MOST_BYTES for size in sizes)
    return tuple(waiting[: max(fitting, 1)])
