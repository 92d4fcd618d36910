"""What was done to a record, by whom, and taking it back."""

from collections.abc import Iterable
from datetime import datetime

from kosidesk.domain.change import Change, Undone
from kosidesk.services import records
from kosidesk.services.desk import Desk
from kosidesk.storage import read
from kosidesk.storage import undo as storage_undo

Undoing = storage_undo.Undoing
"""What taking an action back would do."""


def history(desk: Desk, record: str) -> tuple[tuple[Change, str], ...]:
    """Every change of a record, the newest first, each with its author's name."""
    changes = read.history(desk.database, record)
    names = {author: records.name_of(desk, author) for author in {change.author for change in changes}}
    return tuple((change, names[change.author]) for change in reversed(changes))


def last_change(desk: Desk, record: str, fields: Iterable[str]) -> Change | None:
    """The one that gave these fields what they hold."""
    wanted = set(fields)
    changes = reversed(read.history(desk.database, record))
    return next((change for change in changes if wanted & change.differences.keys()), None)


def look(desk: Desk, transaction: str) -> Undoing:
    """What taking this user action back would do; for a worker, and only reads. Raises ChangedMeanwhile."""
    return storage_undo.prepare_undo(desk.database, transaction, desk.stamp())


def take_back(desk: Desk, undoing: Undoing) -> Undone:
    """Raises ChangedMeanwhile; then look again."""
    return storage_undo.take_back(desk.database, undoing)


def undo(desk: Desk, transaction: str) -> Undone:
    """Takes one user action back where its values still stand. Raises ChangedMeanwhile."""
    return take_back(desk, look(desk, transaction))


def last_action(desk: Desk, since: datetime | None = None) -> str | None:
    """This counsellor's newest action that was not taken back yet; on request only of this sitting."""
    return read.last_transaction(desk.database, desk.user.id, since.isoformat() if since else "")


def undo_last(desk: Desk) -> Undone | None:
    """Takes the newest action back; None if there is none. Raises ChangedMeanwhile."""
    transaction = last_action(desk)
    return undo(desk, transaction) if transaction else None
