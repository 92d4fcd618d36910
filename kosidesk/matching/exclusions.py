"""What keeps an offer from a client whatever else it says, and the reason that is told."""

from collections.abc import Callable, Collection, Hashable, Iterator
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple

from kosidesk.domain.offer import ACTIVE
from kosidesk.domain.wish import Wish
from kosidesk.matching.answers import Reason, Remembered
from kosidesk.matching.candidate import OF_AGE, Candidate

OFFERED = "offered"
"""No criterion of the wish: what is not offered now cannot be switched on."""

_Rule = Callable[[Any], Reason | None]


class Exclusion(NamedTuple):
    """`said` is what the rule asks of an offer; None among `reasons` lets it pass."""

    criterion: str
    said: Callable[[Candidate], Hashable]
    reasons: Remembered[Reason | None]


def exclusions(wish: Wish, today: date) -> Iterator[Exclusion]:
    """In the order in which the first one that holds is told."""
    yield _exclusion(OFFERED, partial(_not_offered, today), "status", "paused_until", "until_on")
    for criterion, words in (
        ("target_groups", wish.without_target_groups),
        ("fields", wish.without_fields),
    ):
        if words:
            yield _exclusion(criterion, partial(_named, f"without_{criterion}", words), criterion)
    if wish.certificate is False:
        yield _exclusion("certificate", _needs_certificate, "certificate")
    if wish.remote:
        yield _exclusion("place", _needs_coming, "remote")
    if wish.age is not None:
        limits = ("minimum_age", "maximum_age", "open_to_minors")
        yield _exclusion("age", partial(_of_wrong_age, wish.age), *limits)


def _exclusion(criterion: str, rule: _Rule, *said: str) -> Exclusion:
    return Exclusion(criterion, attrgetter(*said), Remembered(rule))


def _not_offered(today: date, said: tuple[str, date | None, date | None]) -> Reason | None:
    status, paused_until, until_on = said
    if status != ACTIVE:
        return Reason("status", (status,))
    if until_on and until_on < today:
        return Reason("ended", (until_on.isoformat(),))
    if paused_until and paused_until > today:
        return Reason("paused", (paused_until.isoformat(),))
    return None


def _named(code: str, unwanted: Collection[str], said: frozenset[str]) -> Reason | None:
    words = tuple(word for word in unwanted if word in said)
    return Reason(code, words) if words else None


def _needs_certificate(required: bool | None) -> Reason | None:  # noqa: FBT001 - what an offer says, no flag
    return Reason("certificate") if required else None


def _needs_coming(remote: bool) -> Reason | None:  # noqa: FBT001 - what an offer says, no flag
    return None if remote else Reason("not_remote")


def _of_wrong_age(age: int, said: tuple[int | None, int | None, bool | None]) -> Reason | None:
    low, high, open_to_minors = said
    if low is not None and age < low:
        return Reason("minimum_age", (str(low),))
    if high is not None and age > high:
        return Reason("maximum_age", (str(high),))
    if age < OF_AGE and open_to_minors is False:
        return Reason("adults_only")
    return None
