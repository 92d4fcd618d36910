"""What a counsellor looks for, and what was found."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kosidesk.domain.offer import ACTIVE


@dataclass(frozen=True)
class Choice:
    """Words of one vocabulary: an offer has one of `include`, if there are any, and none of `exclude`."""

    include: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()

    def with_include(self, word: str, *, on: bool) -> "Choice":
        return Choice(self.include | {word} if on else self.include - {word}, self.exclude - {word})

    def with_exclude(self, word: str, *, on: bool) -> "Choice":
        return Choice(self.include - {word}, self.exclude | {word} if on else self.exclude - {word})


ANY = Choice()

PAUSED = "paused"
"""Stands among `Query.statuses` for active offers that rest until a day and come back by themselves."""

# Query.doubt: whom somebody should ask, what is outdated or was never assured, where nobody answers.
ASK, OUTDATED, UNANSWERED = "ask", "outdated", "unanswered"
DOUBTS = (ASK, OUTDATED, UNANSWERED)


@dataclass(frozen=True)
class Query:
    """What a counsellor looks for: typed words and filters, all of which must be met.

    `fresh_within` counts days back from `today` to the day an offer was assured, else edited; `doubt` is one
    of `DOUBTS`. No status at all means any; an active offer that is paused counts as `PAUSED` only.
    """

    today: date
    text: str = ""
    fields: Choice = ANY
    target_groups: Choice = ANY
    districts: Choice = ANY
    statuses: frozenset[str] = frozenset({ACTIVE})
    only_open: bool = False
    fresh_within: int | None = None
    doubt: str = ""


@dataclass(frozen=True)
class Hits:
    """Row numbers of offers, best first, and what each is worth: 0 to 1, from 0.5 by the title alone."""

    ns: "array[int]" = field(default_factory=lambda: array("q"))
    scores: "array[float]" = field(default_factory=lambda: array("d"))

    def __len__(self) -> int:
        return len(self.ns)


Facets = Mapping[str, Mapping[str, int]]
"""Name of a filter of `Query` → word → how many offers have it."""
