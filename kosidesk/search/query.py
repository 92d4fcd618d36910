"""What a counsellor looks for, and what was found."""

from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from kosidesk.domain.offer import ACTIVE


@dataclass(frozen=True)
class Choice:
    """Words of one facet: an offer has one of `include`, if there are any, and none of `exclude`."""

    include: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()

    def with_include(self, word: str, *, on: bool) -> "Choice":
        return Choice(self.include | {word} if on else self.include - {word}, self.exclude - {word})

    def with_exclude(self, word: str, *, on: bool) -> "Choice":
        return Choice(self.include - {word}, self.exclude | {word} if on else self.exclude - {word})

    def without(self, word: str) -> "Choice":
        return Choice(self.include - {word}, self.exclude - {word})

    def spelt(self, spelt: Callable[[str], str]) -> "Choice":
        return Choice(frozenset(map(spelt, self.include)), frozenset(map(spelt, self.exclude)))


ANY = Choice()

PAUSED = "paused"
"""Stands among `Query.statuses` for active offers that rest until a day and come back by themselves."""

FACETS = (
    "fields", "target_groups", "tasks", "districts", "week", "extent", "languages", "accessibility", "age",
    "documents", "places", "freshness",
)  # fmt: skip
"""What offers are filtered by: the words are the city's, those of a closed list, or one of these."""

UNSAID = "unsaid"
"""In every facet: the offer says nothing of it."""

ANYWHERE = "anywhere"
"""Of the districts: it can be done from any place."""

FLEXIBLE = "flexible"
"""Of the week, beside its boxes, which are the numbers from "0" to "20": day × 3 + part of the day."""

YES, NO = "yes", "no"
"""Of accessibility: whether it can be reached without steps."""

OLDER = "older"
"""Of the age: it is open to none of `AGES`."""

AGES = (14, 16, 18)
"""Of the age, as words: it is open to somebody so old."""

CERTIFICATE, NONE = "certificate", "none"
"""Of the documents: a certificate of conduct, whatever it is called; and that none are needed."""

OPEN, FULL = "open", "full"
"""Of the places: whether some are open."""

FRESHNESS = "freshness"
"""The facet that depends on the day it is asked for."""

UNANSWERED = "unanswered"
"""Of it, beside the names of the lights: where nobody answers."""


@dataclass(frozen=True)
class Near:
    """Not farther than so many kilometres from a point, as the crow flies."""

    latitude: float
    longitude: float
    km: float


@dataclass(frozen=True)
class Query:
    """What a counsellor looks for: typed words and filters, all of which must be met.

    `choices` holds no `ANY`; made with `choosing`. No status at all means any; an active offer that is paused
    counts as `PAUSED` only.
    """

    today: date
    text: str = ""
    choices: Mapping[str, Choice] = field(default_factory=lambda: MappingProxyType({}))
    statuses: frozenset[str] = frozenset({ACTIVE})
    near: Near | None = None

    def choice(self, facet: str) -> Choice:
        return self.choices.get(facet, ANY)

    def choosing(self, facet: str, choice: Choice) -> "Query":
        others = {name: chosen for name, chosen in self.choices.items() if name != facet}
        return replace(self, choices=others if choice == ANY else {**others, facet: choice})


@dataclass(frozen=True)
class Hits:
    """Row numbers of offers, best first, and what each is worth, 0 to 1: most where the title says all words.

    `corrected` are words as they were typed, and as they were understood; `fewer`: offers that meet only some
    of the words come after those that meet all.
    """

    ns: "array[int]" = field(default_factory=lambda: array("q"))
    scores: "array[float]" = field(default_factory=lambda: array("d"))
    corrected: tuple[tuple[str, str], ...] = ()
    fewer: bool = False

    def __len__(self) -> int:
        return len(self.ns)


Facets = Mapping[str, Mapping[str, int]]
"""Facet, or `statuses` → word → how many offers have it under all the other filters."""
