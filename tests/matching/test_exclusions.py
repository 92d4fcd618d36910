"""What excludes an offer keeps it away, and says so."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kosidesk.domain.wish import Wish
from kosidesk.matching import CRITERIA, OF_AGE, Candidate, Reason, rank
from kosidesk.services.words.matching import exclusion, exclusion_name
from tests.matching.stock import OFFERS, TODAY, WISHES, by_id, is_offered, offer, ranked, wish

YESTERDAY, TOMORROW = (TODAY + timedelta(days=n) for n in (-1, 1))


def why_out(wished: Wish, one: Candidate, **more: Any) -> Reason | None:
    excluded = rank(wished, [one], TODAY, **more).excluded
    return excluded[0].reason if excluded else None


@given(WISHES, OFFERS)
def test_what_is_excluded_never_appears(wished: Wish, offers: list[Candidate]) -> None:
    of = by_id(offers)

    for match in ranked(wished, offers):
        one = of[match.id]
        assert is_offered(one)
        assert not one.fields & set(wished.without_fields)
        assert not one.target_groups & set(wished.without_target_groups)
        assert not (one.certificate and wished.certificate is False)
        assert one.remote or not wished.remote
        assert wished.age is None or one.minimum_age is None or one.minimum_age <= wished.age
        assert wished.age is None or one.maximum_age is None or wished.age <= one.maximum_age
        assert wished.age is None or wished.age >= OF_AGE or one.open_to_minors is not False


@given(WISHES, OFFERS)
def test_every_offer_is_either_ranked_or_left_out_with_a_sentence(
    wished: Wish, offers: list[Candidate]
) -> None:
    ranking = rank(wished, offers, TODAY)

    placed = [match.id for match in ranking.matches] + [one.id for one in ranking.excluded]
    assert sorted(placed) == sorted(one.id for one in offers)
    for one in ranking.excluded:
        assert exclusion(one.reason).startswith("Nicht dabei, weil ")
        assert exclusion(one.reason).endswith(".")
        assert exclusion_name(one.reason.code)


@given(OFFERS)
def test_an_empty_wish_leaves_out_only_what_is_not_offered(offers: list[Candidate]) -> None:
    assert {match.id for match in ranked(wish(), offers)} == {one.id for one in offers if is_offered(one)}


@pytest.mark.parametrize(
    ("wished", "said", "sentence"),
    [
        ({}, {"status": "inactive"}, "Nicht dabei, weil das Angebot zurzeit ruht."),
        ({}, {"status": "of a newer version"}, "Nicht dabei, weil das Angebot zurzeit nicht gilt."),
        ({}, {"until_on": YESTERDAY}, "Nicht dabei, weil das Angebot am 20. November 2026 zu Ende ging."),
        ({}, {"paused_until": TOMORROW}, "Nicht dabei, weil das Angebot bis 22. November 2026 pausiert."),
        (
            {"without_target_groups": ("Tiere",)},
            {"target_groups": frozenset({"Tiere", "Kinder"})},
            "Nicht dabei, weil diese Zielgruppe ausgeschlossen ist: Tiere.",
        ),
        (
            {"without_fields": ("Freizeit und Sport",)},
            {"fields": frozenset({"Freizeit und Sport"})},
            "Nicht dabei, weil dieses Handlungsfeld ausgeschlossen ist: Freizeit und Sport.",
        ),
        ({"certificate": False}, {"certificate": True}, "Nicht dabei, weil ein Führungszeugnis nötig ist."),
        ({"remote": True}, {}, "Nicht dabei, weil es nicht von zu Hause aus möglich ist."),
        (
            {"age": 15},
            {"minimum_age": 16},
            "Nicht dabei, weil man mindestens 16 Jahre alt sein muss.",
        ),
        ({"age": 80}, {"maximum_age": 70}, "Nicht dabei, weil man höchstens 70 Jahre alt sein darf."),
        ({"age": 17}, {"open_to_minors": False}, "Nicht dabei, weil man volljährig sein muss."),
    ],
)
def test_why_an_offer_is_missing_can_be_read_aloud(
    wished: dict[str, Any], said: dict[str, Any], sentence: str
) -> None:
    reason = why_out(wish(**wished), offer(**said))

    assert reason
    assert exclusion(reason) == sentence


def test_a_paused_offer_comes_back_on_its_day() -> None:
    paused = offer(paused_until=TOMORROW)

    assert not rank(wish(), [paused], TODAY).matches
    assert rank(wish(), [paused], TOMORROW).matches


@given(st.integers(10, 19))
@example(17)
@example(18)
def test_a_minor_is_kept_from_offers_for_adults(age: int) -> None:
    assert (why_out(wish(age=age), offer(open_to_minors=False)) is None) is (age >= OF_AGE)


@pytest.mark.parametrize(
    ("criterion", "wished", "said"),
    [
        ("target_groups", {"without_target_groups": ("Tiere",)}, {"target_groups": frozenset({"Tiere"})}),
        ("certificate", {"certificate": False}, {"certificate": True}),
        ("place", {"remote": True}, {}),
        ("age", {"age": 15}, {"minimum_age": 16}),
    ],
)
def test_an_exclusion_goes_with_its_criterion(
    criterion: str, wished: dict[str, Any], said: dict[str, Any]
) -> None:
    assert why_out(wish(**wished), offer(**said))
    assert why_out(wish(**wished), offer(**said), without={criterion}) is None


@given(WISHES, OFFERS)
def test_what_is_not_offered_cannot_be_switched_on(wished: Wish, offers: list[Candidate]) -> None:
    every = rank(wished, offers, TODAY, without=CRITERIA)

    assert {match.id for match in every.matches} == {one.id for one in offers if is_offered(one)}
