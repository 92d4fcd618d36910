"""Why an offer fits and what to ask first: true, and as a counsellor would say it."""

from collections.abc import Callable
from datetime import date

from hypothesis import given

from kosidesk.domain.freshness import Light, freshness
from kosidesk.domain.ids import RecordId
from kosidesk.domain.wish import Wish
from kosidesk.matching import CRITERIA, OF_AGE, Candidate, Reason
from kosidesk.services.words.matching import criterion_name, doubt, reason, spoken
from tests.matching.stock import (
    FOUND,
    OFFER,
    OFFERS,
    ORIGINS,
    TUESDAY_AFTERNOON,
    WISHES,
    by_id,
    offer,
    only,
    ranked,
    wish,
)

Found = dict[str, frozenset[RecordId]]
Truth = Callable[[Candidate, tuple[str, ...], Found], bool]

# Whether a reason holds of its offer, looked up without the code that found it.
TRUE: dict[str, Truth] = {
    "target_group": lambda one, words, _found: one.target_groups.issuperset(words),
    "field": lambda one, words, _found: one.fields.issuperset(words),
    "district": lambda one, words, _found: one.districts.issuperset(words),
    "distance": lambda one, words, _found: bool(one.positions) and float(words[0]) >= 0.1,
    "extent": lambda one, words, _found: one.extents.issuperset(words),
    "language": lambda one, words, _found: one.languages.issuperset(words),
    "word": lambda one, words, found: all(one.id in found[word] for word in words),
    "skill": lambda one, words, found: all(word in one.skills or one.id in found[word] for word in words),
    "beginners": lambda one, _words, _found: one.knowledge is False,
    "time": lambda one, words, _found: int(words[0]) | one.week == one.week,
    "hours": lambda one, words, _found: f"{one.hours_a_week:g}" == words[0],
    "minors": lambda one, _words, _found: bool(one.open_to_minors) or (one.minimum_age or 99) < OF_AGE,
    "no_certificate": lambda one, _words, _found: one.certificate is False,
    "places": lambda one, words, _found: one.open_places == int(words[0]),
}


def is_true(said: Reason, one: Candidate, found: Found) -> bool:
    return TRUE[said.code](one, said.words, found) if said.code in TRUE else bool(getattr(one, said.code))


@given(WISHES, OFFERS, FOUND, ORIGINS)
def test_reasons_are_true_of_their_offer_and_every_one_has_a_sentence(
    wished: Wish, offers: list[Candidate], found: Found, origins: object
) -> None:
    of = by_id(offers)

    for match in ranked(wished, offers, found, origins=origins):
        assert all(is_true(said, of[match.id], found) for said in match.reasons)
        assert all(map(reason, match.reasons))
        assert all(map(doubt, match.doubts))


@given(OFFER)
def test_an_offer_that_is_not_trusted_says_so(one: Candidate) -> None:
    for match in ranked(wish(), [one]):
        light = freshness(one.assured_on, one.edited_on, date(2026, 11, 21), unanswered=one.unanswered).light
        codes = {said.code for said in match.doubts}
        assert bool(codes & {"ask", "outdated", "never_assured"}) is (
            light in (Light.ORANGE, Light.RED, Light.UNKNOWN)
        )
        assert ("unanswered" in codes) is (one.unanswered >= 3)


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


def test_who_names_no_ability_is_told_where_none_is_needed() -> None:
    one = offer(knowledge=False)

    assert reason(only(wish(), one).reasons[0]) == "ohne Vorkenntnisse"
    assert only(wish(), one).score == only(wish(), offer()).score
    assert Reason("beginners") not in only(wish(skills=("Gitarre",)), one).reasons
    assert Reason("beginners") not in only(wish(), one, without={"abilities"}).reasons


def test_what_an_offer_does_not_say_is_a_doubt_and_no_refusal() -> None:
    wished = wish(week=TUESDAY_AFTERNOON, districts=("Barmen",), certificate=False, step_free=True)

    match = only(wished, offer(open_places=0, edited_on=date(2023, 5, 1), assured_on=None, unanswered=3))

    assert [doubt(said) for said in match.doubts] == [
        "Zeit nicht angegeben: bitte fragen",
        "Stadtteil nicht angegeben: bitte fragen",
        "Barrierefreiheit nicht angegeben: bitte fragen",
        "Führungszeugnis nicht erwähnt: bitte fragen",
        "veraltet: seit 2023 nicht bestätigt",
        "niemand hat zuletzt geantwortet",
        "keine Plätze frei",
    ]


def test_a_required_certificate_is_told_to_whom_nobody_asked() -> None:
    assert Reason("certificate") in only(wish(), offer(certificate=True)).doubts
    assert only(wish(certificate=True), offer(certificate=True)).doubts == ()


def test_who_speaks_german_meets_a_level_of_german() -> None:
    match = only(wish(languages=("Deutsch",)), offer(languages=frozenset({"Deutsch B1", "Arabisch"})))

    assert reason(match.reasons[0]) == "Sprache: Deutsch B1"
    assert doubt(match.doubts[0]) == "verlangt wird Arabisch"


def test_who_speaks_german_does_not_sign_it() -> None:
    match = only(wish(languages=("Deutsch",)), offer(languages=frozenset({"Deutsche Gebärdensprache"})))

    assert doubt(match.doubts[0]) == "verlangt wird Deutsche Gebärdensprache"


def test_for_and_against_are_told_in_one_breath() -> None:
    assert spoken(("in Barmen", "ohne Führungszeugnis"), ("keine Plätze frei",)) == (
        "passt: in Barmen · ohne Führungszeugnis; bedenken: keine Plätze frei"
    )
    assert spoken(("in Barmen",), ()) == "passt: in Barmen"
    assert spoken((), ("keine Plätze frei",)) == "bedenken: keine Plätze frei"
    assert spoken((), ()) == ""


def test_every_criterion_has_a_label() -> None:
    assert all(criterion_name(name) for name in CRITERIA)
