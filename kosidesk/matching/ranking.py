"""Lays a wish against all offers.

Points are whole numbers: for each question its weight times the quarters of the answer. Offers of as many
points stand in one tier. Within a tier, and only there, those that were handed out less often come first, and
then the seed decides.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
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

_NEVER: Mapping[RecordId, int] = MappingProxyType({})


class Excluded(NamedTuple):
    """An offer that is not possible, and the first reason why not."""

    id: RecordId
    reason: Reason


class _Asked(NamedTuple):
    questions: tuple[Question, ...]
    whole: int


class Match:
    """One offer that is possible. Its reasons are put together when somebody wants to read them.

    `points` are its tier; `score` is their share of what a perfect offer would have, 0 to 1.
    """

    __slots__ = ("_asked", "_offer", "points")

    def __init__(self, offer: Candidate, points: int, asked: _Asked) -> None:
        self._offer, self.points, self._asked = offer, points, asked

    @property
    def id(self) -> RecordId:
        return self._offer.id

    @property
    def score(self) -> float:
        return self.points / self._asked.whole if self._asked.whole else 1.0

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return tuple(reason for answer in self._answers() for reason in answer.reasons)

    @property
    def doubts(self) -> tuple[Reason, ...]:
        return tuple(doubt for answer in self._answers() for doubt in answer.doubts)

    def _answers(self) -> Iterable[Answer]:
        return (question.answers[question.said(self._offer)] for question in self._asked.questions)


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
    weighed = _weighed(possible, [question for question in asked if question.criterion not in without])
    weighed.sort(key=lambda match: (-match.points, handed_out.get(match.id, 0), _draw(match.id, seed)))
    said = {question.criterion for question in asked if question.weight} | {rule.criterion for rule in rules}
    return Ranking(tuple(weighed), tuple(excluded), tuple(name for name in CRITERIA if name in said))


def _divided(
    offers: Iterable[Candidate], rules: Sequence[Exclusion]
) -> tuple[list[Candidate], list[Excluded]]:
    possible, excluded = [], []
    for offer in offers:
        reasons = (known[said(offer)] for _criterion, said, known in rules)
        if reason := next(filter(None, reasons), None):
            excluded.append(Excluded(offer.id, reason))
        else:
            possible.append(offer)
    return possible, excluded


def _weighed(offers: Sequence[Candidate], questions: Sequence[Question]) -> list[Match]:
    points = [0] * len(offers)
    for _criterion, weight, said, answers in questions:
        quarters = (answers[one].quarters for one in map(said, offers))
        points = [have + weight * more for have, more in zip(points, quarters, strict=True)]
    asked = _Asked(tuple(questions), MET * sum(question.weight for question in questions))
    return [Match(offer, have, asked) for offer, have in zip(offers, points, strict=True)]


def _draw(id_: RecordId, seed: int) -> tuple[int, str]:
    """The same on every machine; the id parts the few that draw the same."""
    return crc32(id_.encode(), seed), id_
