"""The laws of the ranking, for wishes and offers of any kind."""

from collections.abc import Mapping
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.ids import RecordId
from kosidesk.domain.wish import EXTENTS, Wish
from kosidesk.matching import CRITERIA, WEIGHTS, Candidate, rank
from kosidesk.matching.ranking import TIERS
from tests.matching.stock import (
    BARMEN,
    DISTRICTS,
    FIELDS,
    FOUND,
    FRIDAY_EVENING,
    GROUPS,
    HANDED_OUT,
    IDS,
    LANGUAGES,
    OFFERS,
    ORIGINS,
    SEEDS,
    SKILLS,
    TODAY,
    TUESDAY_AFTERNOON,
    WISHES,
    WORDS,
    by_id,
    ids,
    is_offered,
    offer,
    only,
    ranked,
    wish,
)

Found = dict[str, frozenset[RecordId]]
Times = Mapping[RecordId, int]


@given(WISHES, OFFERS, FOUND, ORIGINS, HANDED_OUT)
def test_scores_lie_between_nothing_and_everything_and_tiers_fall(
    wished: Wish, offers: list[Candidate], found: Found, origins: Any, times: Times
) -> None:
    matches = ranked(wished, offers, found, origins=origins, handed_out=times)

    assert all(0 <= match.score <= 1 for match in matches)
    tiers = [match.tier for match in matches]
    assert tiers == sorted(tiers, reverse=True)
    assert all(match.tier / TIERS <= match.score < (match.tier + 1) / TIERS for match in matches)


@given(WISHES, OFFERS, HANDED_OUT, SEEDS, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_of_the_stock(
    wished: Wish, offers: list[Candidate], times: Times, seed: int, random: Any
) -> None:
    shuffled = list(offers)
    random.shuffle(shuffled)

    one, other = (rank(wished, some, TODAY, handed_out=times, seed=seed) for some in (offers, shuffled))

    assert ids(one.matches) == ids(other.matches)
    assert set(one.excluded) == set(other.excluded)


# Fairness


@given(WISHES, OFFERS, HANDED_OUT, HANDED_OUT, SEEDS)
def test_fairness_and_seed_never_lift_an_offer_across_a_tier(
    wished: Wish, offers: list[Candidate], times: Times, others: Times, seed: int
) -> None:
    one = ranked(wished, offers, handed_out=times)
    other = ranked(wished, offers, handed_out=others, seed=seed)

    assert {match.id: match.tier for match in one} == {match.id: match.tier for match in other}
    assert [match.tier for match in one] == [match.tier for match in other]


@given(WISHES, OFFERS, FOUND, HANDED_OUT)
def test_of_near_equals_the_one_that_was_handed_out_less_often_comes_first(
    wished: Wish, offers: list[Candidate], found: Found, times: Times
) -> None:
    matches = ranked(wished, offers, found, handed_out=times)

    order = [(-match.tier, times.get(match.id, 0), -match.points) for match in matches]
    assert order == sorted(order)


@given(WISHES, OFFERS, FOUND, st.integers(0, 3), SEEDS)
def test_where_all_were_handed_out_alike_the_score_decides(
    wished: Wish, offers: list[Candidate], found: Found, count: int, seed: int
) -> None:
    matches = ranked(wished, offers, found, handed_out=dict.fromkeys(IDS, count), seed=seed)

    scores = [match.score for match in matches]
    assert scores == sorted(scores, reverse=True)


def test_equals_take_turns_from_talk_to_talk_and_stand_still_within_one() -> None:
    equals = [offer(id=RecordId(f"offer-{n}")) for n in range(20)]

    orders = {seed: ids(ranked(wish(), equals, seed=seed)) for seed in range(10)}

    assert all(ids(ranked(wish(), equals, seed=seed)) == order for seed, order in orders.items())
    assert len({order[0] for order in orders.values()}) > 3


# What is wished for


GAINS: dict[str, Any] = {
    "target_groups": frozenset(GROUPS),
    "fields": frozenset(FIELDS),
    "skills": frozenset(SKILLS),
    "districts": frozenset(DISTRICTS),
    "positions": (BARMEN,),
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


@given(WISHES, OFFERS.filter(bool), ORIGINS, HANDED_OUT, st.sampled_from(sorted(GAINS)))
def test_an_offer_that_fulfils_one_more_wish_never_loses_its_place(
    wished: Wish, offers: list[Candidate], origins: Any, times: Times, gain: str
) -> None:
    wished = replace(wished, without_fields=(), without_target_groups=())
    first, *rest = offers
    better = replace(first, **{gain: GAINS[gain]}, unanswered=0)

    before, after = (
        ids(ranked(wished, [one, *rest], origins=origins, handed_out=times)) for one in (first, better)
    )

    if first.id in before:
        assert after.index(first.id) <= before.index(first.id)


WISHED: dict[str, tuple[str, ...]] = {
    "target_groups": GROUPS, "fields": FIELDS, "skills": SKILLS, "districts": DISTRICTS,
}  # fmt: skip


@given(WISHES, OFFERS, FOUND, st.sampled_from(sorted(WISHED)), st.data())
def test_wishing_for_what_an_offer_has_never_puts_it_behind_one_that_has_it_not(
    wished: Wish, offers: list[Candidate], found: Found, name: str, data: st.DataObject
) -> None:
    wished = replace(wished, without_fields=(), without_target_groups=(), remote=None)
    word = data.draw(st.sampled_from(WISHED[name]))
    more = replace(wished, **{name: tuple({*getattr(wished, name), word})})
    having = {one.id for one in offers if word in getattr(one, name)}
    # Near a wished district, or anywhere, is a gain, too.
    gaining = {one.id for one in offers if name == "districts" and (one.anywhere or word in one.near)}

    before, after = ids(ranked(wished, offers, found)), ids(ranked(more, offers, found))

    for one in having.intersection(before):
        behind = set(before[before.index(one) + 1 :]) - having - gaining
        assert behind <= set(after[after.index(one) + 1 :])


def test_every_field_of_a_wish_is_heard() -> None:
    """Each changes what is told of an offer that says as little as possible, or leaves it out."""
    heard: dict[str, Any] = {
        "motives": ("learn", "proof"), "skills": SKILLS, "fields": FIELDS, "target_groups": GROUPS,
        "districts": DISTRICTS, "week": TUESDAY_AFTERNOON, "hours_a_week": 2.0, "extents": EXTENTS,
        "age": 16, "languages": LANGUAGES, "step_free": True, "certificate": False, "remote": True,
        "without_fields": FIELDS, "without_target_groups": GROUPS,
    }  # fmt: skip
    # Of words the ids come from outside, of a mobility and a place to be near to the distance.
    elsewhere = {"id", "consultation", "words", "mobility", "near_to"}
    one = offer(fields=frozenset({"Sonst"}), target_groups=frozenset(GROUPS[:1]))

    for name in {field.name for field in fields(Wish)} - elsewhere:
        ranking = rank(wish(**{name: heard[name]}), [one, offer(id=IDS[1], fields=frozenset(FIELDS))], TODAY)
        silent = rank(wish(), [one, offer(id=IDS[1], fields=frozenset(FIELDS))], TODAY)
        assert {match.id: match.score for match in ranking.matches} != {
            match.id: match.score for match in silent.matches
        }, name


# Criteria that are switched off

NOT_ASKED: dict[str, dict[str, Any]] = {
    "target_groups": {"target_groups": (), "without_target_groups": ()},
    "fields": {"fields": (), "without_fields": ()},
    "time": {"week": 0},
    "place": {"districts": (), "near_to": "", "remote": None},
    "step_free": {"step_free": None},
    "abilities": {"skills": ()},
    "extent": {"extents": ()},
    "hours": {"hours_a_week": None},
    "languages": {"languages": ()},
    "age": {"age": None},
    "motives": {"motives": ()},
}
"""The wish as it would be had nobody spoken of the criterion."""


@given(WISHES, OFFERS, FOUND, HANDED_OUT, st.sampled_from(sorted(NOT_ASKED)))
def test_a_criterion_that_is_switched_off_counts_as_if_nobody_had_spoken_of_it(
    wished: Wish, offers: list[Candidate], found: Found, times: Times, criterion: str
) -> None:
    silent = replace(wished, **NOT_ASKED[criterion])

    off, unsaid = (
        rank(one, offers, TODAY, found, handed_out=times, without={criterion}) for one in (wished, silent)
    )

    assert off.excluded == unsaid.excluded
    assert [(match.id, match.score, match.reasons, match.doubts) for match in off.matches] == [
        (match.id, match.score, match.reasons, match.doubts) for match in unsaid.matches
    ]


@pytest.mark.parametrize(
    ("criterion", "codes"),
    [
        ("words", {"word"}),
        ("certificate", {"certificate", "no_certificate", "certificate_unsaid"}),
        ("freshness", {"ask", "outdated", "never_assured", "unanswered"}),
        ("open_places", {"places", "no_places"}),
    ],
)
@given(wished=WISHES, offers=OFFERS, found=FOUND)
def test_nothing_is_told_of_a_criterion_that_is_switched_off(
    criterion: str, codes: set[str], wished: Wish, offers: list[Candidate], found: Found
) -> None:
    ranking = rank(wished, offers, TODAY, found, without={criterion})

    told = {said.code for match in ranking.matches for said in (*match.reasons, *match.doubts)}
    assert not codes & (told | {one.reason.code for one in ranking.excluded})


@given(WISHES, OFFERS, FOUND, HANDED_OUT, SEEDS)
def test_with_all_wishes_switched_off_only_trust_and_fairness_rank(
    wished: Wish, offers: list[Candidate], found: Found, times: Times, seed: int
) -> None:
    wishes = [name for name in CRITERIA if name not in ("freshness", "open_places")]

    trusted = ranked(wished, offers, found, handed_out=times, seed=seed, without=wishes)

    assert ids(trusted) == ids(ranked(wish(), offers, handed_out=times, seed=seed))
    assert set(ids(trusted)) == {one.id for one in offers if is_offered(one)}


@given(WISHES, OFFERS, HANDED_OUT, SEEDS)
def test_with_everything_switched_off_only_fairness_ranks(
    wished: Wish, offers: list[Candidate], times: Times, seed: int
) -> None:
    matches = ranked(wished, offers, handed_out=times, seed=seed, without=CRITERIA)

    bare = [offer(id=one.id) for one in offers if is_offered(one)]
    assert ids(matches) == ids(ranked(wish(), bare, handed_out=times, seed=seed))
    assert all(match.score == 1 for match in matches)


def test_stated_are_the_criteria_a_wish_speaks_of_switched_off_or_not() -> None:
    wished = wish(week=TUESDAY_AFTERNOON, without_fields=FIELDS, skills=SKILLS)
    stated = ("fields", "words", "time", "abilities", "freshness", "open_places")

    assert rank(wished, [], TODAY, {"Garten": ()}).stated == stated
    assert rank(wished, [], TODAY, {"Garten": ()}, without=CRITERIA).stated == stated
    assert rank(wish(), [], TODAY).stated == ("freshness", "open_places")


# The table of weights


def test_every_weight_has_a_reason_and_every_criterion_one_weight() -> None:
    assert len(set(CRITERIA)) == len(WEIGHTS)
    assert all(row.weight > 0 and len(row.why) > 20 for row in WEIGHTS)


def test_what_she_wants_to_do_outweighs_every_later_tier() -> None:
    weights: dict[str, set[int]] = {}
    for row in WEIGHTS:
        weights.setdefault(row.tier, set()).add(row.weight)

    in_order = [weights[tier] for tier in ("heart", "frame", "ability", "condition", "trust")]

    assert all(min(one) >= max(other) for one, other in pairwise(in_order))
    assert weights.keys() == {row.tier for row in WEIGHTS}


def test_the_words_of_a_wish_count_like_its_fields() -> None:
    found = {WORDS[0]: frozenset({IDS[0]})}

    by_word = only(wish(words=WORDS[0]), offer(), found=found)
    by_field = only(wish(fields=FIELDS[:1]), offer(fields=frozenset(FIELDS[:1])))

    assert by_word.score == by_field.score == 1
    assert by_id([offer()]).keys() == {by_word.id}
