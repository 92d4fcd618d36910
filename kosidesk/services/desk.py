"""The desk: what every service is handed as its first argument."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import uuid6

from kosidesk.domain.agency import Counsellor
from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.city import City
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.settings import Settings
from kosidesk.storage.database import Database
from kosidesk.storage.write import Stamp, write

Clock = Callable[[], datetime]
NewId = Callable[[], str]


@dataclass(frozen=True)
class Desk:
    """An unlocked desk. `user` acts, and is the author of every change; `clock` gives UTC."""

    database: Database
    settings: Settings
    city: City
    clock: Clock
    new_id: NewId
    user: Counsellor

    def stamp(self) -> Stamp:
        return Stamp(self.user.id, self.clock(), self.new_id)

    def write(self, *edits: Edit) -> Changes:
        """One user action. Raises ChangedMeanwhile, DiskFull."""
        return write(self.database, edits, self.stamp())

    def note(self, *edits: Edit) -> Changes:
        """What the program files of its own accord: nobody's action, so that nobody takes it back unawares.

        Raises ChangedMeanwhile, DiskFull.
        """
        return write(self.database, edits, replace(self.stamp(), author=NOBODY))

    def today(self) -> date:
        """The day at the desk, in its own time zone."""
        return self.clock().astimezone().date()

    def born_id(self) -> RecordId:
        """An id for a record that begins on this desk."""
        return RecordId(self.new_id())


def utc_now() -> datetime:
    return datetime.now(UTC)


def new_uuid() -> str:
    """UUID version 7: random, and in the order of time."""
    return str(uuid6.uuid7())
