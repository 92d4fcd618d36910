"""What was done to a record, by whom, and taking it back."""

from kosidesk.domain.change import Change, Undone
from kosidesk.services import records
from kosidesk.services.desk import Desk
from kosidesk.storage import read
from kosidesk.storage.undo import undo as undo_transaction


def history(desk: Desk, record: str) -> tuple[tuple[Change, str], ...]:
    """Every change of a record, the newest first, each with its author's name."""
    changes = read.history(desk.database, record)
    names = {author: records.name_of(desk, author) for author in {change.author for change in changes}}
    return tuple((change, names[change.author]) for change in reversed(changes))


def undo(desk: Desk, transaction: str) -> Undone:
    """Takes one user action back where its values still stand. Raises ChangedMeanwhile."""
    return undo_transaction(desk.database, transaction, desk.stamp())


def undo_last(desk: Desk) -> Undone | None:
    """Takes back this counsellor's newest action that was not taken back yet; None if there is none."""
    transaction = read.last_transaction(desk.database, desk.user.id)
    return undo(desk, transaction) if transaction else None
