"""What is asked of a printer: which pages, how many of them, on what paper, under which title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kosidesk.domain.errors import Invalid
from kosidesk.domain.fault import Fault
from kosidesk.printing.choices import Format
from kosidesk.printing.title import Title

MOST_COPIES = 99

_RANGE = re.compile(r"\s*(\d{1,4})\s*(?:[-–]\s*(\d{1,4})\s*)?")


class Sides(StrEnum):
    """On which sides of a leaf; the values are IPP's."""

    ONE = "one-sided"
    LONG_EDGE = "two-sided-long-edge"
    SHORT_EDGE = "two-sided-short-edge"


@dataclass(frozen=True)
class Job:
    """`printer` is a queue of the system, "" its standard one; `pages` is typed as "1-2,4", "" means all.

    `as_image` sends pictures of the pages, for printers that print blank pages otherwise. Raises Invalid.
    """

    printer: str = ""
    copies: int = 1
    sides: Sides = Sides.ONE
    pages: str = ""
    as_image: bool = False
    format: Format = Format.A4
    title: Title = Title.SHEET

    def __post_init__(self) -> None:
        if found := tuple(self._faults()):
            raise Invalid(found)

    def ranges(self) -> tuple[tuple[int, int], ...]:
        """First and last page of each range, in order and apart, as IPP demands; () means all."""
        joined: list[tuple[int, int]] = []
        for first, last in sorted(_ranges(self.pages)):
            if joined and first <= joined[-1][1] + 1:
                joined[-1] = joined[-1][0], max(last, joined[-1][1])
            else:
                joined.append((first, last))
        return tuple(joined)

    def require_pages(self, there: int) -> None:
        """A printer asked for pages that are not there prints nothing and says nothing. Raises Invalid."""
        if any(last > there for _, last in self.ranges()):
            raise Invalid((Fault("pages", "no_such_page", str(there)),))

    def _faults(self) -> Iterator[Fault]:
        if not 1 <= self.copies <= MOST_COPIES:
            yield Fault("copies", "copies", str(self.copies))
        if not all(0 < first <= last for first, last in _ranges(self.pages)):
            yield Fault("pages", "pages", self.pages)


def _ranges(typed: str) -> Iterator[tuple[int, int]]:
    """What is no range comes as one that cannot be."""
    for part in typed.split(",") if typed.strip() else ():
        found = _RANGE.fullmatch(part)
        yield (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
