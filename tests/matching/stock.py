"""Wishes and offers of any kind, and a few words for making one's own."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from kosidesk.domain.availability import bit
from kosidesk.domain.ids import RecordId
from kosidesk.domain.wish import EXTENTS, MOBILITIES, MOTIVES, Wish
from kosidesk.matching import Candidate, Found, Match, rank
from kosidesk.matching.questions import NOTHING_FOUND

TODAY = date(2026, 11, 21)
TUESDAY_AFTERNOON, FRIDAY_EVENING = bit(1, 1), bit(4, 2)

GROUPS = ("Kinder", "Senior*innen", "Tiere")
FIELDS = ("Bildung & Lernen", "Freizeit und Sport")
DISTRICTS = ("Barmen", "Elberfeld", "Vohwinkel")
SKILLS = ("Gitarre", "Kochen")
LANGUAGES = ("Deutsch", "Arabisch")
WORDS = ("Garten", "vorlesen")
IDS = tuple(RecordId(f"offer-{n}") for n in range(6))

BARMEN = (7.2, 51.27)
"""A degree of latitude are 111 km, of longitude there 70."""


def some(words: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(words))


def listed(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return some(words).map(sorted).map(tuple)


YES_NO_UNSAID = st.sampled_from((True, False, None))
WEEK = st.sampled_from((0, TUESDAY_AFTERNOON, FRIDAY_EVENING, TUESDAY_AFTERNOON | FRIDAY_EVENING))
DAYS = st.none() | st.dates(date(2022, 1, 1), TODAY)
AROUND_TODAY = st.none() | st.dates(TODAY - timedelta(9), TODAY + timedelta(9))

WISHES = st.builds(
    Wish,
    id=st.just(RecordId("wish")),
    motives=listed(MOTIVES),
    skills=listed(SKILLS),
    fields=listed(FIELDS),
    target_groups=listed(GROUPS),
    districts=listed(DISTRICTS),
    without_fields=listed(FIELDS),
    without_target_groups=listed(GROUPS),
    week=WEEK,
    hours_a_week=st.none() | st.floats(0, 40),
    extents=listed(EXTENTS),
    mobility=st.sampled_from(("", *MOBILITIES)),
    remote=YES_NO_UNSAID,
    age=st.none() | st.integers(10, 90),
    languages=listed(LANGUAGES),
    step_free=YES_NO_UNSAID,
    certificate=YES_NO_UNSAID,
    near_to=st.sampled_from(("", "Alter Markt")),
)
FOUND = st.dictionaries(st.sampled_from(WORDS), st.frozensets(st.sampled_from(IDS)))
ORIGINS = st.sampled_from(((), (BARMEN,)))
HANDED_OUT = st.dictionaries(st.sampled_from(IDS), st.integers(0, 3))
SEEDS = st.integers(0, 2**32 - 1)


def candidates(id_: st.SearchStrategy[RecordId]) -> st.SearchStrategy[Candidate]:
    return st.builds(
        Candidate,
        id=id_,
        status=st.sampled_from(("active", "active", "active", "draft")),
        paused_until=AROUND_TODAY,
        until_on=AROUND_TODAY,
        fields=some(FIELDS),
        target_groups=some(GROUPS),
        skills=some(SKILLS),
        knowledge=YES_NO_UNSAID,
        districts=some(DISTRICTS),
        near=some(DISTRICTS),
        positions=st.lists(st.tuples(st.just(7.2), st.floats(51.0, 51.5)), max_size=1).map(tuple),
        anywhere=st.booleans(),
        remote=st.booleans(),
        week=WEEK,
        flexible=st.booleans(),
        hours_a_week=st.none() | st.floats(0, 40),
        extents=some(EXTENTS),
        minimum_age=st.none() | st.integers(10, 30),
        maximum_age=st.none() | st.integers(30, 90),
        open_to_minors=YES_NO_UNSAID,
        certificate=YES_NO_UNSAID,
        languages=some(LANGUAGES),
        step_free=YES_NO_UNSAID,
        training=st.booleans(),
        proof=st.booleans(),
        open_places=st.none() | st.integers(0, 3),
        assured_on=DAYS,
        edited_on=DAYS,
        unanswered=st.integers(0, 4),
    )


OFFERS = st.lists(candidates(st.sampled_from(IDS)), unique_by=lambda offer: offer.id, max_size=len(IDS))
OFFER = candidates(st.just(IDS[0]))


def offer(**said: Any) -> Candidate:
    """One nobody has a doubt about."""
    return Candidate(**{"id": IDS[0], "assured_on": TODAY, "open_places": 1, **said})


def wish(**said: Any) -> Wish:
    return Wish(RecordId("wish"), **said)


def ranked(
    wished: Wish, offers: Iterable[Candidate], found: Found = NOTHING_FOUND, **more: Any
) -> tuple[Match, ...]:
    return rank(wished, offers, TODAY, found, **more).matches


def ids(matches: Iterable[Match]) -> list[RecordId]:
    return [match.id for match in matches]


def only(wished: Wish, *offers: Candidate, **more: Any) -> Match:
    (match,) = ranked(wished, offers, **more)
    return match


def by_id(offers: Iterable[Candidate]) -> Mapping[RecordId, Candidate]:
    return {one.id: one for one in offers}


def is_offered(one: Candidate) -> bool:
    return (
        one.status == "active"
        and (one.paused_until is None or one.paused_until <= TODAY)
        and (one.until_on is None or one.until_on >= TODAY)
    )
