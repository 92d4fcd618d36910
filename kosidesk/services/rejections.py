"""What the server did not take from this desk, and keeps for an administrator to look at."""

from dataclasses import dataclass
from datetime import datetime

from kosidesk.domain.change import Action, Change
from kosidesk.protocol.messages import Code
from kosidesk.services.desk import Desk
from kosidesk.storage import read

_NAMES = ("title", "name", "code")

MOST = 20
"""Older ones are counted, and shown to the administrator."""


@dataclass(frozen=True)
class Rejection:
    """`name` is what the record is called here, "" if it has no name; `fields` were changed."""

    kind: str
    name: str
    action: Action
    fields: tuple[str, ...]
    at: datetime


def rejections(desk: Desk) -> tuple[Rejection, ...]:
    """The newest first."""
    changes = read.answered(desk.database, Code.QUARANTINED)[-MOST:]
    return tuple(
        Rejection(
            change.kind,
            _name(desk, change),
            change.action,
            tuple(change.differences) if change.action is Action.CHANGE else (),
            change.at,
        )
        for change in reversed(changes)
    )


def _name(desk: Desk, change: Change) -> str:
    """Of a record that is gone, as the change itself calls it."""
    record = read.get(desk.database, change.kind, change.record)
    said = record.values if record else {name: new or old for name, (old, new) in change.differences.items()}
    return next((str(said[name]) for name in _NAMES if said.get(name)), "")
