"""A disagreement that only a person can settle: how it came about, where it stands, what may be answered."""

from enum import Enum

# Conflict.status
UNDECIDED, DECIDED = "undecided", "decided"
OVERTAKEN = "overtaken"  # nobody need decide any more: the source has spoken again, and agreed or let go

# Conflict.reason
BOTH_CHANGED = ""
ORPHAN_EDIT = "orphan-edit"  # a change of a record nobody knows
EDIT_OF_DELETED = "edit-of-deleted"
DELETED_WHILE_EDITED = "deleted-while-edited"
RECOVERED = "recovered"  # handed back to a server that had lost its latest history
LOST_AND_FOUND = "lost-and-found"  # a state of a desk that should not have been
DUPLICATE = "duplicate-suspicion"  # two records for one thing; `theirs` is the id of the other

WHOLE = "*"
"""Conflict.field where the matter is the whole record; values are then mappings of fields."""

SYNC = "abgleich"
"""Conflict.source where desks disagree, and `by` said `theirs`; otherwise it names the source of a file."""


class Answer(Enum):
    """What a person decides; the value is kept as the conflict's `resolution`."""

    MINE = "mine"  # what stands here stays: of a deleted record, that it is deleted
    THEIRS = "theirs"  # what was not taken is taken: a deleted record comes back with it
    BOTH = "both"  # what stands stays, and the other goes into the notes
    OTHER = "other"  # a third value
    DISTINCT = "distinct"  # two things, not one


class Standing(Enum):
    """What has become of the record since."""

    OPEN = "open"
    AGREED = "agreed"  # somebody has written what the other side said
    MOVED = "moved"  # somebody has written a third thing
    GONE = "gone"  # there is no such record, or no longer


class Box(Enum):
    """Under which heading people look for a conflict."""

    SYNC = "sync"
    FILES = "files"
    DUPLICATES = "duplicates"
    FOUND = "found"


def box(reason: str, source: str) -> Box:
    if reason == DUPLICATE:
        return Box.DUPLICATES
    if reason in (LOST_AND_FOUND, RECOVERED, ORPHAN_EDIT):
        return Box.FOUND
    return Box.SYNC if source == SYNC else Box.FILES


def answers(standing: Standing, *, is_whole: bool, can_note: bool, can_return: bool) -> tuple[Answer, ...]:
    """What may be decided of anything but a suspected duplicate; the answer that changes nothing first."""
    if standing is Standing.AGREED:
        return (Answer.MINE,)
    if standing is Standing.GONE:
        return (Answer.MINE, Answer.THEIRS) if can_return else (Answer.MINE,)
    both = (Answer.BOTH,) if can_note else ()
    other = () if is_whole else (Answer.OTHER,)
    return (Answer.MINE, Answer.THEIRS, *both, *other)
