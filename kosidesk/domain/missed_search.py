"""Words that found nothing, and the question to the coordination some of them become."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from kosidesk.domain.record import Typed

OPEN, DONE = "open", "done"

LONGEST = 60
"""Characters; what is longer is no search."""

KEPT = timedelta(days=90)


@dataclass(frozen=True)
class MissedSearch(Typed):
    """How often these words found nothing at this desk, and when they did last."""

    KIND: ClassVar[str] = "missed_search"
    words: str = ""
    times: int = 0
    last_on: date | None = None


@dataclass(frozen=True)
class SearchQuestion(Typed):
    """What these words mean, and what they should find: for the coordination to answer."""

    KIND: ClassVar[str] = "search_question"
    words: str = ""
    asked_on: date | None = None
    state: str = ""
