"""Lays a wish against all offers.

For each question an offer gets its weight times the quarters of the answer. Its share of what a perfect offer
would get is its score; the whole number of twentieths in that is its tier. Fairness and chance work within a
tier and never beyond: of near equals the one that was handed out less often comes first.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple
from zlib import crc32

from kosidesk.domain.city_map import Vertex
from kosidesk.domain.ids import RecordId
from kosidesk.domain.wish import Wish
from kosidesk.matching.answers import MET, Answer, Reason
from kosidesk.matching.candidate import Candidate
from kosidesk.matching.exclusions import Exclusion, exclusions
from kosidesk.matching.questions import NOTHING_FOUND, Found, Question, questions
from kosidesk.matching.weights import CRITERIA

TIERS = 20
"""A tier is five per cent wide; in the highest one stands only what meets the whole wish."""

_NEVER: Mapping[RecordId, int] = MappingProxyType({})


class Excluded(NamedTuple):
    """An offer that is not possible, the first reason why not, and the criterion that asks for it."""

    id: RecordId
    reason: Reason
    criterion: str


class Match(NamedTuple):
    """One offer that is possible. `points` are those of a perfect offer at most, which has `whole`.

    Its reasons are put together when somebody wants to read them, which is of a few among thousands.
    """

    id: RecordId
    points: int
    whole: int
    offer: Candidate
    questions: Sequence[Question]

    @property
    def score(self) -> float:
        """0 to 1."""
        return self.points / self.whole if self.whole else 1.0

    @property
    def tier(self) -> int:
        """0 to `TIERS`."""
        return self.points * TIERS // self.whole if self.whole else TIERS

    @property
    def percent(self) -> int:
        """That of the tier: nothing is gained by more exact ones."""
        return self.tier * 100 // TIERS

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return tuple(reason for answer in self._answers() for reason in answer.reasons)

    @property
    def doubts(self) -> tuple[Reason, ...]:
        return tuple(doubt for answer in self._answers() for doubt in answer.doubts)

    def _answers(self) -> Iterator[Answer]:
        return (question.answers[question.said(self.offer)] for question in self.questions)


@dataclass(frozen=True)
class Ranking:
    """The possible offers, best first, and why the others are not among them.

    `stated` are the criteria the wish speaks of, switched off or not, in the order of `CRITERIA`.
    """

    matches: tuple[Match, ...]
    excluded: tuple[Excluded, ...]
    stated: tuple[str, ...]


def rank(
    wish: Wish,
    offers: Iterable[Candidate],
    today: date,
    found: Found = NOTHING_FOUND,
    *,
    origins: Sequence[Vertex] = (),
    handed_out: Mapping[RecordId, int] = _NEVER,
    seed: int = 0,
    without: Collection[str] = (),
) -> Ranking:
    """`origins` are the points from which distances count, `without` names criteria that are switched off."""
    asked = tuple(questions(wish, today, found, origins))
    rules = tuple(exclusions(wish, today))
    possible, excluded = _divided(offers, [rule for rule in rules if rule.criterion not in without])
    matches = _weighed(possible, [question for question in asked if question.criterion not in without])

    def place(match: Match) -> tuple[int, int, int, int, RecordId]:
        """Chance is the same on every machine; the id parts the few that draw alike."""
        drawn = crc32(match.id.encode(), seed)
        return -match.tier, handed_out.get(match.id, 0), -match.points, drawn, match.id

    matches.sort(key=place)
    said = {question.criterion for question in asked if question.weight} | {rule.criterion for rule in rules}
    return Ranking(tuple(matches), tuple(excluded), tuple(name for name in CRITERIA if name in said))


def _divided(
    offers: Iterable[Candidate], rules: Sequence[Exclusion]
) -> tuple[list[Candidate], list[Excluded]]:
    possible, excluded = [], []
    for offer in offers:
        told = ((reason, name) for name, said, known in rules if (reason := known[said(offer)]))
        if first := next(told, None):
            excluded.append(Excluded(offer.id, *first))
        else:
            possible.append(offer)
    return possible, excluded


def _weighed(offers: Sequence[Candidate], asked: Sequence[Question]) -> list[Match]:
    points = [0] * len(offers)
    for _criterion, weight, said, answers in asked:
        points = [
            have + weight * answers[one].quarters for have, one in zip(points, map(said, offers), strict=True)
        ]
    whole = MET * sum(question.weight for question in asked)
    return [Match(one.id, have, whole, one, asked) for one, have in zip(offers, points, strict=True)]
