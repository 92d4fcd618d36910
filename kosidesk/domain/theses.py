"""Statements to agree with or not, and what the answers say to a wish. Nobody keeps the answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import reduce
from typing import TypeVar

from kosidesk.domain.ids import NOBODY
from kosidesk.domain.wish import Wish

T = TypeVar("T")

NOTHING = Wish(NOBODY)
"""As a wish it leaves everything open."""


class Answer(Enum):
    """A statement that is skipped has none."""

    AGREE = "agree"
    NEUTRAL = "neutral"
    REFUSE = "refuse"


Answers = Mapping[str, Answer]
"""By the codes of their statements."""


@dataclass(frozen=True)
class Thesis:
    """One statement. `agree` and `refuse` hold only what that answer says to a wish; `weight` is what it
    counts among the others when an offer is laid against all of them.
    """

    code: str
    text: str
    agree: Wish = NOTHING
    refuse: Wish = NOTHING
    weight: int = 1

    def says(self, answers: Answers) -> Wish:
        match answers.get(self.code):
            case Answer.AGREE:
                return self.agree
            case Answer.REFUSE:
                return self.refuse
        return NOTHING


def said(theses: Iterable[Thesis], answers: Answers) -> Wish:
    """What all answers say together. What one of them rules out, no other wishes for."""
    told = reduce(_together, (thesis.says(answers) for thesis in theses), NOTHING)
    return replace(
        told,
        fields=_added((), told.fields, told.without_fields),
        target_groups=_added((), told.target_groups, told.without_target_groups),
    )


def onto(wish: Wish, told: Wish) -> Wish:
    """The wish with what was told besides. What it says itself stays, and nothing contradicts it."""
    return replace(
        wish,
        fields=_added(wish.fields, told.fields, wish.without_fields),
        target_groups=_added(wish.target_groups, told.target_groups, wish.without_target_groups),
        without_fields=_added(wish.without_fields, told.without_fields, wish.fields),
        without_target_groups=_added(
            wish.without_target_groups, told.without_target_groups, wish.target_groups
        ),
        week=wish.week or told.week,
        hours_a_week=_first(wish.hours_a_week, told.hours_a_week),
        extents=_added(wish.extents, told.extents),
        motives=_added(wish.motives, told.motives),
        remote=_first(wish.remote, told.remote),
        certificate=_first(wish.certificate, told.certificate),
    )


def less(one: Wish, other: Wish) -> Wish:
    """What one of them says and the other does not."""
    return replace(
        NOTHING,
        fields=_added((), one.fields, other.fields),
        target_groups=_added((), one.target_groups, other.target_groups),
        without_fields=_added((), one.without_fields, other.without_fields),
        without_target_groups=_added((), one.without_target_groups, other.without_target_groups),
        week=0 if one.week == other.week else one.week,
        hours_a_week=_other(one.hours_a_week, other.hours_a_week),
        extents=_added((), one.extents, other.extents),
        motives=_added((), one.motives, other.motives),
        remote=_other(one.remote, other.remote),
        certificate=_other(one.certificate, other.certificate),
    )


def _together(one: Wish, other: Wish) -> Wish:
    """Two statements about time narrow each other, unless nothing would be left of both."""
    return replace(
        onto(one, other),
        fields=_added(one.fields, other.fields),
        target_groups=_added(one.target_groups, other.target_groups),
        without_fields=_added(one.without_fields, other.without_fields),
        without_target_groups=_added(one.without_target_groups, other.without_target_groups),
        week=one.week & other.week or one.week | other.week,
        hours_a_week=min(filter(None, (one.hours_a_week, other.hours_a_week)), default=None),
    )


def _added(words: tuple[str, ...], more: tuple[str, ...], but_not: tuple[str, ...] = ()) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*words, *(word for word in more if word not in but_not))))


def _first(value: T | None, other: T | None) -> T | None:
    return other if value is None else value


def _other(value: T | None, than: T | None) -> T | None:
    return None if value == than else value
