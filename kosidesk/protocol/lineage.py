"""Where two histories part: a restored server goes on with another one than its desks know."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from kosidesk.protocol.messages import Epoch, Mark

FIRST_TAG = ""
_TAG_BYTES = 16


def next_tag(tag: str, operations: Iterable[str]) -> str:
    """The tag of a history with one more commit, of the ids of what it took; says nothing of the contents."""
    digest = blake2b(tag.encode(), digest_size=_TAG_BYTES)
    for operation in operations:
        digest.update(operation.encode())
    return digest.hexdigest()


def parted(theirs: Sequence[Epoch], ours: Sequence[Epoch]) -> int | None:
    """The last place two lineages share; None if one is the beginning of the other's open epoch or equal.

    The first epochs must agree, or nothing is shared: 0.
    """
    if not theirs:
        return None
    shared = 0
    for their, our in zip(theirs, ours, strict=False):
        if their != our:
            break
        shared += 1
    if shared == 0:
        return 0
    ends = [line[shared].parent_end for line in (theirs, ours) if len(line) > shared]
    return min(ends) if ends else None


def last_agreed(seen: Sequence[Mark], tags: dict[int, str]) -> int | None:
    """The newest mark whose tag stands in `tags`; None if the newest of all does, so nothing parted."""
    if not seen or tags.get(seen[-1].seq) == seen[-1].tag:
        return None
    agreed = [mark.seq for mark in seen if tags.get(mark.seq) == mark.tag]
    return max(agreed, default=0)
