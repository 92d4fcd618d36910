"""What people look for and how much of it there is: for the figures of a year, never about a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from kosidesk.domain import few
from kosidesk.domain.few import FEW
from kosidesk.domain.record import Typed

SEARCH, WISH = "search", "wish"
ORIGINS = (SEARCH, WISH)


@dataclass(frozen=True)
class Demand(Typed):
    """Fields and districts somebody looked for at once, and how many offers there were."""

    KIND: ClassVar[str] = "demand"
    on: date | None = None
    origin: str = ""
    fields: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    hits: int = 0


class Period(Enum):
    """The calendar's month, quarter or year that a day is in, by its number of months."""

    MONTH = 1
    QUARTER = 3
    YEAR = 12

    def first_day(self, today: date) -> date:
        return date(today.year, (today.month - 1) // self.value * self.value + 1, 1)


@dataclass(frozen=True)
class Wanted:
    """How often one word was looked for; a count of None is under `few.FEW`.

    `nothing` and `scarce` tell of no offer, and of fewer than `few.FEW`. `total` is None where it would give
    a hidden count away.
    """

    word: str
    nothing: int | None
    scarce: int | None
    enough: int | None
    total: int | None

    def at_least(self) -> int:
        return sum(count or 0 for count in (self.nothing, self.scarce, self.enough))


def wanted(word: str, hits: Iterable[int]) -> Wanted:
    """`hits` of each time it was looked for."""
    counts = [0, 0, 0]
    for found in hits:
        counts[0 if not found else 1 if found < FEW else 2] += 1
    told = few.told(counts)
    nothing, scarce, enough = told.cells
    return Wanted(word, nothing, scarce, enough, told.total)
