"""What was done to a record, by whom, and taking it back."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from operator import attrgetter

from kosidesk.domain.change import HERE, Action, Change, Undone
from kosidesk.domain.errors import LeaseEnded
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import PARTS
from kosidesk.schema import REGISTRY, Scope
from kosidesk.services import lease, records
from kosidesk.services.desk import Desk
from kosidesk.storage import read
from kosidesk.storage import undo as storage_undo

_UNTOLD = (Action.ERASE, Action.EVICT)

Undoing = storage_undo.Undoing
"""What taking an action back would do."""


def history(desk: Desk, record: str) -> tuple[tuple[Change, str], ...]:
    """Every change of a record and of its parts, the newest first, each with who did it."""
    changes = [
        change
        for one in (record, *_parts(desk, record))
        for change in read.history(desk.database, one)
        if change.action not in _UNTOLD
    ]
    names = {author: records.name_of(desk, author) for author in {change.author for change in changes}}
    newest_first = sorted(changes, key=attrgetter("position"), reverse=True)
    return tuple((change, names[change.author]) for change in newest_first)


def is_within(desk: Desk, transaction: str, record: str) -> bool:
    """Whether a user action changed nothing but this record and its parts."""
    return not read.reaches_beyond(desk.database, transaction, {record, *_parts(desk, record)})


def brought_in(desk: Desk, record: str) -> frozenset[str]:
    """The user actions in which a file spoke of this record."""
    images = read.by(desk.database, "image", "of_record", (record,))
    return frozenset(
        change.transaction
        for image in images
        for change in read.history(desk.database, image.id)
        if change.origin == HERE
    )


def last_change(desk: Desk, record: str, fields: Iterable[str]) -> Change | None:
    """The one that gave these fields what they hold."""
    wanted = set(fields)
    changes = reversed(read.history(desk.database, record))
    return next((change for change in changes if wanted & change.differences.keys()), None)


def look(desk: Desk, transaction: str) -> Undoing:
    """What taking this user action back would do; for a worker, and only reads.

    Raises ChangedMeanwhile; LeaseEnded for what was done in a consultation.
    """
    if lease.is_over(desk) and any(map(_is_personal, read.transaction(desk.database, transaction))):
        raise LeaseEnded
    return storage_undo.prepare_undo(desk.database, transaction, desk.stamp())


def take_back(desk: Desk, undoing: Undoing) -> Undone:
    """Raises ChangedMeanwhile; then look again."""
    return storage_undo.take_back(desk.database, undoing)


def undo(desk: Desk, transaction: str) -> Undone:
    """Takes one user action back where its values still stand. Raises what `look` does."""
    return take_back(desk, look(desk, transaction))


def last_action(desk: Desk, since: datetime | None = None) -> str | None:
    """This counsellor's newest action that was not taken back yet; on request only of this sitting."""
    return read.last_transaction(desk.database, desk.user.id, since.isoformat() if since else "")


def undo_last(desk: Desk) -> Undone | None:
    """Takes the newest action back; None if there is none. Raises what `look` does."""
    transaction = last_action(desk)
    return undo(desk, transaction) if transaction else None


def _is_personal(change: Change) -> bool:
    """Which organisation a talk was about is nobody's secret: merging two of them says it anew."""
    in_a_case = change.kind in REGISTRY and REGISTRY[change.kind].scope is Scope.CASE
    return in_a_case and change.differences.keys() != {"organisation"}


def _parts(desk: Desk, whole: str) -> Iterator[RecordId]:
    """An offer's contact may name the organisation too; it is the offer's."""
    for kind, wholes in PARTS.items():
        for named in wholes:
            for part in read.by(desk.database, kind, named, (whole,)):
                if named == "offer" or not part.text("offer"):
                    yield part.id
