"""The promise to ask back (Wiedervorlage)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from kosidesk.domain.errors import NotPossibleNow
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.domain.record import Typed

# FollowUp.state
DUE, DONE, DROPPED = "due", "done", "dropped"

PROPOSED = (timedelta(weeks=2), timedelta(weeks=6))
"""When to ask back, counted from the end of the talk."""

AGAIN_AFTER = timedelta(days=3)
"""When to try again whom nobody reached."""

_SATURDAY = 5


def on_weekday(day: date) -> date:
    """The day itself, or the Monday after a weekend: then somebody is there to ask and to answer."""
    return day if day.weekday() < _SATURDAY else day + timedelta(days=7 - day.weekday())


def proposed(today: date) -> tuple[date, ...]:
    """The days to ask back on after a talk that ends today."""
    return tuple(on_weekday(today + after) for after in PROPOSED)


def again_on(today: date) -> date:
    """The proposal for whom nobody reached today."""
    return on_weekday(today + AGAIN_AFTER)


@dataclass(frozen=True)
class FollowUp(Typed):
    """One day on which somebody asks what became of a consultation; `tries` counts calls nobody answered."""

    KIND: ClassVar[str] = "follow_up"
    consultation: RecordId = NOBODY
    due_on: date | None = None
    counsellor: RecordId = NOBODY
    state: str = DUE
    tries: int = 0
    note: str = ""
    done_on: date | None = None

    def missed(self, again_on: date) -> "FollowUp":
        """Nobody answered; it is tried again."""
        self._require_due("missed")
        return replace(self, due_on=again_on, tries=self.tries + 1)

    def postponed(self, to: date) -> "FollowUp":
        """Nobody has tried yet; it has time."""
        self._require_due("postponed")
        return replace(self, due_on=to)

    def done(self, on: date, note: str = "") -> "FollowUp":
        self._require_due("done")
        return replace(self, state=DONE, done_on=on, note=note or self.note)

    def dropped(self, on: date) -> "FollowUp":
        """Nobody wants to be asked any more."""
        self._require_due("dropped")
        return replace(self, state=DROPPED, done_on=on)

    def _require_due(self, wanted: str) -> None:
        if self.state != DUE:
            raise NotPossibleNow(wanted, self.state)
