from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from kosidesk.domain.availability import bit
from kosidesk.domain.freshness import Light, freshness
from kosidesk.domain.ids import RecordId
from kosidesk.domain.wish import EXTENTS, MOBILITIES, MOTIVES, Wish
from kosidesk.matching import OF_AGE, Candidate, Found, Match, Reason, rank
from kosidesk.matching.questions import NOTHING_FOUND
from kosidesk.services.words.matching import doubt, reason

TODAY = date(2026, 11, 21)
TUESDAY_AFTERNOON, FRIDAY_EVENING = bit(1, 1), bit(4, 2)

GROUPS = ("Kinder", "Senior*innen", "Tiere")
FIELDS = ("Bildung & Lernen", "Freizeit und Sport")
DISTRICTS = ("Barmen", "Elberfeld", "Vohwinkel")
SKILLS = ("Gitarre", "Kochen")
LANGUAGES = ("Deutsch", "Arabisch")
IDS = tuple(RecordId(f"offer-{n}") for n in range(6))


def some(words: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(words))


def listed(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return some(words).map(sorted).map(tuple)


YES_NO_UNSAID = st.sampled_from((True, False, None))
WEEK = st.sampled_from((0, TUESDAY_AFTERNOON, FRIDAY_EVENING, TUESDAY_AFTERNOON | FRIDAY_EVENING))
DAYS = st.none() | st.dates(date(2022, 1, 1), TODAY)

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
)
FOUND = st.dictionaries(st.sampled_from(("Garten", "vorlesen")), st.frozensets(st.sampled_from(IDS)))


def candidates(id_: st.SearchStrategy[RecordId]) -> st.SearchStrategy[Candidate]:
    return st.builds(
        Candidate,
        id=id_,
        status=st.sampled_from(("active", "active", "active", "draft")),
        paused_until=st.none() | st.dates(TODAY - timedelta(9), TODAY + timedelta(9)),
        until_on=st.none() | st.dates(TODAY - timedelta(9), TODAY + timedelta(9)),
        fields=some(FIELDS),
        target_groups=some(GROUPS),
        skills=some(SKILLS),
        districts=some(DISTRICTS),
        near=some(DISTRICTS),
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


OFFERS = st.lists(candidates(st.sampled_from(IDS)), unique_by=lambda offer: offer.id)
OFFER = candidates(st.just(IDS[0]))


def offer(**said: Any) -> Candidate:
    return Candidate(**{"id": IDS[0], "assured_on": TODAY, "open_places": 1, **said})


def wish(**said: Any) -> Wish:
    return Wish(RecordId("wish"), **said)


def ranked(wished: Wish, offers: Iterable[Candidate], found: Found = NOTHING_FOUND) -> tuple[Match, ...]:
    return rank(wished, offers, TODAY, found).matches


def only(wished: Wish, *offers: Candidate) -> Match:
    (match,) = ranked(wished, offers)
    return match


# Laws


@given(WISHES, OFFERS, FOUND)
def test_what_the_client_excluded_never_appears(
    wished: Wish, offers: list[Candidate], found: dict[str, frozenset[RecordId]]
) -> None:
    of = {one.id: one for one in offers}

    for match in ranked(wished, offers, found):
        assert not of[match.id].fields & set(wished.without_fields)
        assert not of[match.id].target_groups & set(wished.without_target_groups)


@given(WISHES, OFFERS)
def test_what_is_not_possible_never_appears(wished: Wish, offers: list[Candidate]) -> None:
    of = {one.id: one for one in offers}

    for match in ranked(wished, offers):
        one = of[match.id]
        assert one.status == "active"
        assert one.paused_until is None or one.paused_until <= TODAY
        assert one.until_on is None or one.until_on >= TODAY
        assert not (one.certificate and wished.certificate is False)
        assert one.remote or not wished.remote
        assert wished.age is None or one.minimum_age is None or one.minimum_age <= wished.age
        assert wished.age is None or one.maximum_age is None or wished.age <= one.maximum_age


@given(OFFERS)
def test_an_empty_wish_drops_nothing_that_is_possible(offers: list[Candidate]) -> None:
    possible = [
        one.id
        for one in offers
        if one.status == "active"
        and (one.paused_until is None or one.paused_until <= TODAY)
        and (one.until_on is None or one.until_on >= TODAY)
    ]

    assert {match.id for match in ranked(wish(), offers)} == set(possible)


@given(OFFERS, st.lists(st.tuples(DAYS, st.integers(0, 3)), min_size=6, max_size=6))
def test_an_empty_wish_ranks_by_freshness_and_open_places_alone(
    offers: list[Candidate], trust: list[tuple[date | None, int]]
) -> None:
    bare = [
        Candidate(one.id, assured_on=on, open_places=places)
        for one, (on, places) in zip(offers, trust, strict=False)
    ]
    trusted = [
        replace(one, assured_on=b.assured_on, edited_on=None, open_places=b.open_places, unanswered=0)
        for one, b in zip(offers, bare, strict=True)
    ]
    possible = {match.id for match in ranked(wish(), trusted)}

    order = [match.id for match in ranked(wish(), bare) if match.id in possible]

    assert [match.id for match in ranked(wish(), trusted)] == order


GAINS: dict[str, Any] = {
    "target_groups": frozenset(GROUPS),
    "fields": frozenset(FIELDS),
    "skills": frozenset(SKILLS),
    "districts": frozenset(DISTRICTS),
    "anywhere": True,
    "week": TUESDAY_AFTERNOON | FRIDAY_EVENING,
    "step_free": True,
    "training": True,
    "proof": True,
    "open_to_minors": True,
    "extents": frozenset(EXTENTS),
    "languages": frozenset(LANGUAGES),
    "open_places": 3,
    "assured_on": TODAY,
    "certificate": False,
}


@given(WISHES, OFFERS.filter(bool), st.sampled_from(sorted(GAINS)))
def test_fulfilling_one_more_wish_never_lowers_the_place(
    wished: Wish, offers: list[Candidate], gain: str
) -> None:
    wished = replace(wished, without_fields=(), without_target_groups=())
    before = [match.id for match in ranked(wished, offers)]
    first, *rest = offers
    better = replace(first, **{gain: GAINS[gain]}, unanswered=0)

    after = [match.id for match in ranked(wished, [better, *rest])]

    if first.id in before:
        assert after.index(first.id) <= before.index(first.id)


@given(WISHES, OFFERS, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_of_the_stock(
    wished: Wish, offers: list[Candidate], random: Any
) -> None:
    shuffled = list(offers)
    random.shuffle(shuffled)

    assert [match.id for match in ranked(wished, shuffled)] == [match.id for match in ranked(wished, offers)]


@given(WISHES, OFFERS)
def test_scores_fall_and_lie_between_nothing_and_everything(wished: Wish, offers: list[Candidate]) -> None:
    scores = [match.score for match in ranked(wished, offers)]

    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


Truth = Callable[[Candidate, tuple[str, ...], dict[str, frozenset[RecordId]]], bool]

# Whether a reason holds of its offer, looked up without the code that found it.
TRUE: dict[str, Truth] = {
    "target_group": lambda one, words, _found: one.target_groups.issuperset(words),
    "field": lambda one, words, _found: one.fields.issuperset(words),
    "district": lambda one, words, _found: one.districts.issuperset(words),
    "extent": lambda one, words, _found: one.extents.issuperset(words),
    "language": lambda one, words, _found: one.languages.issuperset(words),
    "word": lambda one, words, found: all(one.id in found[word] for word in words),
    "skill": lambda one, words, found: all(word in one.skills or one.id in found[word] for word in words),
    "time": lambda one, words, _found: int(words[0]) | one.week == one.week,
    "hours": lambda one, words, _found: f"{one.hours_a_week:g}" == words[0],
    "minors": lambda one, _words, _found: bool(one.open_to_minors) or (one.minimum_age or 99) < OF_AGE,
    "no_certificate": lambda one, _words, _found: one.certificate is False,
    "places": lambda one, words, _found: one.open_places == int(words[0]),
}


def is_true(said: Reason, one: Candidate, found: dict[str, frozenset[RecordId]]) -> bool:
    return TRUE[said.code](one, said.words, found) if said.code in TRUE else bool(getattr(one, said.code))


@given(WISHES, OFFERS, FOUND)
def test_reasons_are_true_of_their_offer_and_every_one_has_a_sentence(
    wished: Wish, offers: list[Candidate], found: dict[str, frozenset[RecordId]]
) -> None:
    of = {one.id: one for one in offers}

    for match in ranked(wished, offers, found):
        assert all(is_true(said, of[match.id], found) for said in match.reasons)
        assert all(map(reason, match.reasons))
        assert all(map(doubt, match.doubts))


@given(OFFER)
def test_an_offer_that_is_not_trusted_says_so(one: Candidate) -> None:
    for match in ranked(wish(), [one]):
        light = freshness(one.assured_on, one.edited_on, TODAY, unanswered=one.unanswered).light
        codes = {said.code for said in match.doubts}
        assert bool(codes & {"ask", "outdated", "never_assured"}) is (
            light in (Light.ORANGE, Light.RED, Light.UNKNOWN)
        )
        assert ("unanswered" in codes) is (one.unanswered >= 3)


# As a counsellor thinks


def test_the_day_of_the_talk_says_why_an_offer_fits() -> None:
    one = offer(
        target_groups=frozenset({"Kinder"}),
        districts=frozenset({"Barmen"}),
        week=TUESDAY_AFTERNOON,
        certificate=False,
    )
    wished = wish(target_groups=("Kinder",), districts=("Barmen",), week=TUESDAY_AFTERNOON, certificate=False)

    match = only(wished, one)

    assert [reason(said) for said in match.reasons] == [
        "für Kinder", "dienstags nachmittags", "in Barmen", "ohne Führungszeugnis", "1 Platz frei",
    ]  # fmt: skip
    assert match.doubts == ()
    assert match.score == 1


def test_what_an_offer_does_not_say_is_a_doubt_and_no_refusal() -> None:
    wished = wish(week=TUESDAY_AFTERNOON, districts=("Barmen",), certificate=False, step_free=True)

    match = only(wished, offer(open_places=0, edited_on=date(2023, 5, 1), assured_on=None, unanswered=3))

    assert [doubt(said) for said in match.doubts] == [
        "Zeit nicht angegeben: bitte fragen",
        "Stadtteil nicht angegeben: bitte fragen",
        "Barrierefreiheit nicht angegeben: bitte fragen",
        "Führungszeugnis nicht erwähnt: bitte fragen",
        "veraltet: seit 2023 nicht bestätigt",
        "keine Plätze frei",
        "niemand hat zuletzt geantwortet",
    ]


def test_a_paused_offer_comes_back_on_its_day() -> None:
    paused = offer(paused_until=TODAY + timedelta(days=1))

    assert not ranked(wish(), [paused])
    assert rank(wish(), [paused], TODAY + timedelta(days=1))


def test_a_required_certificate_is_told_to_whom_nobody_asked() -> None:
    assert Reason("certificate") in only(wish(), offer(certificate=True)).doubts
    assert only(wish(certificate=True), offer(certificate=True)).doubts == ()


def test_the_next_district_is_worth_half_unless_she_walks() -> None:
    beside, far = (
        offer(id=id_, districts=frozenset({name}), near=near)
        for id_, name, near in (
            (IDS[1], "Elberfeld", frozenset({"Barmen"})),
            (IDS[0], "Vohwinkel", frozenset()),
        )
    )

    by_bus = rank(wish(districts=("Barmen",), mobility="public_transport"), (far, beside), TODAY)
    on_foot = rank(wish(districts=("Barmen",), mobility="on_foot"), (far, beside), TODAY)

    assert [doubt(match.doubts[0]) for match in by_bus] == ["nebenan in Elberfeld", "liegt in Vohwinkel"]
    assert [doubt(match.doubts[0]) for match in on_foot] == ["liegt in Vohwinkel", "liegt in Elberfeld"]


def test_who_speaks_german_meets_a_level_of_german() -> None:
    match = only(wish(languages=("Deutsch",)), offer(languages=frozenset({"Deutsch B1", "Arabisch"})))

    assert reason(match.reasons[0]) == "Sprache: Deutsch B1"
    assert doubt(match.doubts[0]) == "verlangt wird Arabisch"


def test_who_speaks_german_does_not_sign_it() -> None:
    match = only(wish(languages=("Deutsch",)), offer(languages=frozenset({"Deutsche Gebärdensprache"})))

    assert doubt(match.doubts[0]) == "verlangt wird Deutsche Gebärdensprache"


@given(st.integers(0, 9))
@example(0)
def test_a_minor_is_kept_from_offers_for_adults(years: int) -> None:
    age = 10 + years

    assert bool(ranked(wish(age=age), [offer(open_to_minors=False)])) is (age >= 18)


def test_every_field_of_a_wish_but_the_record_is_heard() -> None:
    silent = {
        "id",
        "consultation",
        "words",
        "motives",
        "mobility",
        "without_fields",
        "without_target_groups",
        "remote",
    }
    said: dict[str, Any] = {
        "skills": SKILLS, "fields": FIELDS, "target_groups": GROUPS, "districts": DISTRICTS,
        "week": TUESDAY_AFTERNOON, "hours_a_week": 2.0, "extents": EXTENTS, "age": 16,
        "languages": LANGUAGES, "step_free": True, "certificate": False,
    }  # fmt: skip

    for name in {field.name for field in fields(Wish)} - silent:
        assert only(wish(**{name: said[name]}), offer()).score != only(wish(), offer()).score, name
