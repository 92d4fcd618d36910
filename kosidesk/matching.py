"""Which offers fit a client's wish, best first, and why: as a counsellor would say it.

What the client excluded, or what excludes her, drops an offer. Everything else is weighed: each wish that was
stated asks one question of every offer. What an offer does not say is a doubt, never a refusal.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from kosidesk.domain.freshness import MOST_UNANSWERED, Light, freshness
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import ACTIVE
from kosidesk.domain.wish import Wish

# The tiers: what she wants to do, when and where, under which conditions, and how sure the offer is.
HEART, FRAME, CONDITION, TRUST = 8, 5, 3, 2
_SAID_ONLY = 0

OF_AGE = 18
_MET, _UNSAID, _NOT_MET = 1.0, 0.5, 0.0
_TRUSTED = {Light.GREEN: 1.0, Light.YELLOW: 0.75, Light.ORANGE: 0.5, Light.RED: 0.25, Light.UNKNOWN: 0.25}
_UNSURE = {Light.ORANGE: "ask", Light.RED: "outdated", Light.UNKNOWN: "never_assured"}

Found = Mapping[str, Collection[RecordId]]
"""Skills and words of a wish as they were typed → the offers in whose text the search finds them."""

_NOTHING: Found = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one offer says to a wish. `near` are the districts beside its own; None is "not stated".

    `certificate` is that of conduct, `proof` what a volunteer is given in the end.
    """

    id: RecordId
    status: str = ACTIVE
    paused_until: date | None = None
    until_on: date | None = None
    fields: frozenset[str] = frozenset()
    target_groups: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    anywhere: bool = False
    remote: bool = False
    week: int = 0
    flexible: bool = False
    hours_a_week: float | None = None
    extents: frozenset[str] = frozenset()
    minimum_age: int | None = None
    maximum_age: int | None = None
    open_to_minors: bool | None = None
    certificate: bool | None = None
    languages: frozenset[str] = frozenset()
    step_free: bool | None = None
    training: bool = False
    proof: bool = False
    open_places: int | None = None
    assured_on: date | None = None
    edited_on: date | None = None
    unanswered: int = 0


class Reason(NamedTuple):
    """What speaks for or against an offer, with the words that are put into its sentence."""

    code: str
    words: tuple[str, ...] = ()


class Match(NamedTuple):
    """One offer that is possible; `score` is 0 to 1."""

    id: RecordId
    score: float
    reasons: tuple[Reason, ...]
    doubts: tuple[Reason, ...]


class _Answer(NamedTuple):
    """How far an offer meets what it was asked for, 0 to 1."""

    degree: float
    reason: Reason | None = None
    doubt: Reason | None = None


_Question = Callable[[Candidate], _Answer]
_Asked = tuple[int, _Question]
_NO = _Answer(_NOT_MET)
_UNSTATED = _Answer(_UNSAID)

# Thousands of offers give the same few answers; made anew for each, they would cost half of the time.
_KEPT = 5_000


@lru_cache(_KEPT)
def _fits(code: str, *words: str) -> _Answer:
    return _Answer(_MET, Reason(code, words))


@lru_cache(_KEPT)
def _asks(code: str, *words: str) -> _Answer:
    return _Answer(_UNSAID, doubt=Reason(code, words))


@lru_cache(_KEPT)
def _fails(code: str, *words: str) -> _Answer:
    return _Answer(_NOT_MET, doubt=Reason(code, words))


@lru_cache(_KEPT)
def _met(code: str, words: tuple[str, ...], wished: int) -> _Answer:
    """One is enough, more are better."""
    return _Answer((1 + len(words) / wished) / 2, Reason(code, words)) if words else _NO


def rank(wish: Wish, offers: Iterable[Candidate], today: date, found: Found = _NOTHING) -> tuple[Match, ...]:
    """The possible offers, the best first; among equals the one that was assured last."""
    asked = tuple(_asked(wish, today, found))
    whole = sum(tier for tier, _ in asked)
    weighed = (
        (_weigh(offer, asked, whole), _day(offer)) for offer in offers if _is_possible(offer, wish, today)
    )
    return tuple(match for match, _ in sorted(weighed, key=_place))


def _place(weighed: tuple[Match, int]) -> tuple[float, int, str]:
    match, fresh = weighed
    return -match.score, -fresh, match.id


def _day(offer: Candidate) -> int:
    on = offer.assured_on or offer.edited_on
    return on.toordinal() if on else 0


def _weigh(offer: Candidate, asked: Sequence[_Asked], whole: int) -> Match:
    points, reasons, doubts = 0.0, [], []
    for tier, question in asked:
        degree, reason, doubt = question(offer)
        points += tier * degree
        if reason:
            reasons.append(reason)
        if doubt:
            doubts.append(doubt)
    return Match(offer.id, points / whole, tuple(reasons), tuple(doubts))


def _is_possible(offer: Candidate, wish: Wish, today: date) -> bool:
    return not (
        offer.status != ACTIVE
        or (offer.paused_until and offer.paused_until > today)
        or (offer.until_on and offer.until_on < today)
        or not offer.fields.isdisjoint(wish.without_fields)
        or not offer.target_groups.isdisjoint(wish.without_target_groups)
        or (wish.certificate is False and offer.certificate)
        or (wish.remote and not offer.remote)
        or _is_of_wrong_age(offer, wish.age)
    )


def _is_of_wrong_age(offer: Candidate, age: int | None) -> bool:
    if age is None:
        return False
    low = offer.minimum_age if offer.minimum_age is not None else age
    high = offer.maximum_age if offer.maximum_age is not None else age
    return not low <= age <= high or (age < OF_AGE and offer.open_to_minors is False)


def _asked(wish: Wish, today: date, found: Found) -> Iterator[_Asked]:
    """One question for each wish that was stated, in the order in which the reasons are told."""
    yield from _of_the_heart(wish, found)
    yield from _of_the_frame(wish)
    yield from _of_the_conditions(wish)
    yield TRUST, _light(today)
    yield TRUST, _places
    yield _SAID_ONLY, _answering


def _of_the_heart(wish: Wish, found: Found) -> Iterator[_Asked]:
    if wish.target_groups:
        yield HEART, _one_of("target_group", wish.target_groups, lambda offer: offer.target_groups)
    if wish.fields:
        yield HEART, _one_of("field", wish.fields, lambda offer: offer.fields)
    if words := tuple(word for word in found if word not in wish.skills):
        yield HEART, _named("word", words, found)
    if wish.skills:
        yield CONDITION, _named("skill", wish.skills, found)


def _of_the_frame(wish: Wish) -> Iterator[_Asked]:
    if wish.week:
        yield FRAME, _week(wish.week)
    if wish.remote:
        yield FRAME, _remote
    elif wish.districts:
        yield FRAME, _districts(wish)
    if wish.step_free:
        yield FRAME, _step_free


def _of_the_conditions(wish: Wish) -> Iterator[_Asked]:
    if wish.extents:
        yield CONDITION, _one_of("extent", wish.extents, lambda offer: offer.extents, _UNSTATED)
    if wish.hours_a_week is not None:
        yield CONDITION, _hours(wish.hours_a_week)
    if wish.languages:
        yield CONDITION, _languages(wish.languages)
    if wish.age is not None and wish.age < OF_AGE:
        yield CONDITION, _minor
    if wish.certificate is not True:
        yield (_SAID_ONLY if wish.certificate is None else CONDITION), _certificate(wish.certificate)
    if "learn" in wish.motives:
        yield CONDITION, _training
    if "proof" in wish.motives:
        yield CONDITION, _proof


def _one_of(
    code: str, wished: Sequence[str], said: Callable[[Candidate], frozenset[str]], unsaid: _Answer = _NO
) -> _Question:
    def question(offer: Candidate) -> _Answer:
        words = said(offer)
        if not words:
            return unsaid
        return _met(code, tuple(word for word in wished if word in words), len(wished))

    return question


def _named(code: str, wished: Sequence[str], found: Found) -> _Question:
    looked_for = tuple((word, found.get(word, ())) for word in wished)

    def question(offer: Candidate) -> _Answer:
        met = [word for word, ids in looked_for if offer.id in ids or word in offer.skills]
        return _met(code, tuple(met), len(wished))

    return question


def _week(wished: int) -> _Question:
    def question(offer: Candidate) -> _Answer:
        if common := offer.week & wished:
            return _fits("time", str(common))
        if offer.flexible:
            return _asks("time_flexible")
        if offer.week:
            return _fails("other_time", str(offer.week))
        return _asks("time_unsaid")

    return question


def _remote(offer: Candidate) -> _Answer:
    return _fits("remote") if offer.remote else _NO


def _districts(wish: Wish) -> _Question:
    wished, may_be_near = frozenset(wish.districts), wish.mobility != "on_foot"

    def question(offer: Candidate) -> _Answer:
        if met := wished & offer.districts:
            return _fits("district", *sorted(met))
        if offer.anywhere:
            return _fits("anywhere")
        if not offer.districts:
            return _asks("district_unsaid")
        there = sorted(offer.districts)
        if may_be_near and not wished.isdisjoint(offer.near):
            return _asks("near", *there)
        return _fails("other_district", *there)

    return question


def _step_free(offer: Candidate) -> _Answer:
    match offer.step_free:
        case None:
            return _asks("step_free_unsaid")
        case True:
            return _fits("step_free")
    return _fails("steps")


def _hours(most: float) -> _Question:
    def question(offer: Candidate) -> _Answer:
        hours = offer.hours_a_week
        if hours is None:
            return _UNSTATED
        if hours <= most:
            return _fits("hours", f"{hours:g}")
        return _fails("more_hours", f"{hours:g}")

    return question


def _languages(spoken: Sequence[str]) -> _Question:
    """An offer may ask for a level, too: who speaks German meets "Deutsch B1"."""
    starts = tuple(language.casefold() for language in spoken)

    def is_spoken(said: str) -> bool:
        folded = said.casefold()
        return any(folded.startswith(start) and not folded[len(start) :][:1].isalpha() for start in starts)

    def question(offer: Candidate) -> _Answer:
        if not offer.languages:
            return _UNSTATED
        met = tuple(sorted(said for said in offer.languages if is_spoken(said)))
        missed = tuple(sorted(offer.languages.difference(met)))
        doubt = Reason("other_language", missed) if missed else None
        return _Answer(_MET, Reason("language", met), doubt) if met else _Answer(_NOT_MET, doubt=doubt)

    return question


def _minor(offer: Candidate) -> _Answer:
    if offer.open_to_minors or (offer.minimum_age is not None and offer.minimum_age < OF_AGE):
        return _fits("minors")
    return _asks("minors_unsaid")


def _certificate(wished: bool | None) -> _Question:  # noqa: FBT001 - the answer to a question, not a flag
    """Where she was not asked, only that one is required is told; one who has none sees no such offer."""

    def question(offer: Candidate) -> _Answer:
        if wished is None:
            return _fails("certificate") if offer.certificate else _NO
        if offer.certificate is False:
            return _fits("no_certificate")
        return _asks("certificate_unsaid")

    return question


def _training(offer: Candidate) -> _Answer:
    return _fits("training") if offer.training else _NO


def _proof(offer: Candidate) -> _Answer:
    return _fits("proof") if offer.proof else _NO


def _light(today: date) -> _Question:
    def question(offer: Candidate) -> _Answer:
        return _trusted(offer.assured_on, offer.edited_on, offer.unanswered, today)

    return question


@lru_cache(_KEPT)
def _trusted(assured_on: date | None, edited_on: date | None, unanswered: int, today: date) -> _Answer:
    fresh = freshness(assured_on, edited_on, today, unanswered=unanswered)
    code = _UNSURE.get(fresh.light)
    since = (fresh.on.isoformat(),) if fresh.on else ()
    return _Answer(_TRUSTED[fresh.light], doubt=Reason(code, since) if code else None)


def _places(offer: Candidate) -> _Answer:
    if offer.open_places is None:
        return _UNSTATED
    if offer.open_places > 0:
        return _fits("places", str(offer.open_places))
    return _fails("no_places")


def _answering(offer: Candidate) -> _Answer:
    """It dims the light already."""
    return _fails("unanswered") if offer.unanswered >= MOST_UNANSWERED else _NO
