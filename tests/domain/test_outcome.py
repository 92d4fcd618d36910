"""What an outcome does to its offer: laws over any sequence of corrections."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.consultation import (
    ENDED,
    HANDED_OUT,
    NO_ANSWER,
    OBSTACLES,
    OUTDATED,
    REFERRAL_STATES,
    STARTED,
    TAKEN,
    UNANSWERED,
    Referral,
)
from kosidesk.domain.errors import Invalid
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Offer
from kosidesk.domain.outcome import Asked, asked, effect, told

ON = date(2026, 11, 21)
REFERRAL = Referral(RecordId("referral"), state=HANDED_OUT)
OFFER = Offer(RecordId("offer"), open_places=2, placements=5, current_placements=1)

outcomes = st.tuples(st.sampled_from(REFERRAL_STATES), st.sampled_from(("", *OBSTACLES)))


def after(offer: Offer, *said: tuple[str, str], start: Referral = REFERRAL) -> Offer:
    """The offer once all this was told of one referral, day after day."""
    referral = start
    for day, (state, obstacle) in enumerate(said):
        new = told(referral, state, obstacle, "", ON + timedelta(days=day))
        offer, referral = effect(offer, referral, new), new
    return offer


def test_who_starts_takes_a_place_and_is_a_placement() -> None:
    started = after(OFFER, (STARTED, ""))
    assert (started.open_places, started.placements, started.current_placements) == (1, 6, 2)


def test_who_ends_gives_the_place_back_and_stays_a_placement() -> None:
    ended = after(OFFER, (STARTED, ""), (ENDED, ""))
    assert (ended.open_places, ended.placements, ended.current_placements) == (2, 6, 1)


def test_an_end_nobody_saw_begin_is_a_placement_too() -> None:
    assert after(OFFER, (ENDED, "")).placements == 6


@given(st.lists(outcomes, max_size=6))
def test_whatever_is_corrected_what_was_never_so_leaves_no_trace(said: list[tuple[str, str]]) -> None:
    assert after(OFFER, *said, (HANDED_OUT, "")) == OFFER


@given(st.lists(outcomes, max_size=6), st.sampled_from((None, 0, 1)))
def test_open_places_are_never_below_none_and_what_is_unknown_stays_so(
    said: list[tuple[str, str]], places: int | None
) -> None:
    left = after(replace(OFFER, open_places=places), *said).open_places
    assert left is None if places is None else left is not None and left >= 0


@given(st.lists(outcomes, max_size=6))
def test_a_referral_counts_at_most_once_as_unanswered(said: list[tuple[str, str]]) -> None:
    expected = int(bool(said) and said[-1][1] == UNANSWERED)
    assert after(OFFER, *said).unanswered == expected


def test_what_was_assured_meanwhile_is_not_taken_from_the_number_again() -> None:
    silent = told(REFERRAL, NO_ANSWER, UNANSWERED, "", ON)
    since = replace(OFFER, assured_on=ON + timedelta(days=1), unanswered=1)
    assert effect(since, silent, told(silent, HANDED_OUT, "", "", ON)).unanswered == 1


def test_a_number_that_two_desks_took_back_is_counted_from_nought() -> None:
    assert after(replace(OFFER, unanswered=-1), (NO_ANSWER, UNANSWERED)).unanswered == 1


@pytest.mark.parametrize(
    ("obstacle", "wanted"), [(TAKEN, Asked.OPEN_PLACES), (OUTDATED, Asked.CONFIRMATION), ("time", None)]
)
def test_a_new_obstacle_asks_once(obstacle: str, wanted: Asked | None) -> None:
    first = told(REFERRAL, NO_ANSWER, obstacle, "", ON)
    again = told(first, ENDED, obstacle, "", ON)
    assert (asked(REFERRAL, first), asked(first, again)) == (wanted, None)


def test_a_remark_alone_leaves_the_day_of_the_outcome() -> None:
    first = told(REFERRAL, STARTED, "", "", ON)
    later = told(first, STARTED, "", "gefällt ihr", ON + timedelta(days=9))
    assert (later.state_on, later.remark) == (ON, "gefällt ihr")


def test_words_no_list_has_are_refused_together() -> None:
    with pytest.raises(Invalid) as refused:
        told(REFERRAL, "vanished", "moon", "", ON)
    assert [fault.field for fault in refused.value.faults] == ["state", "obstacle"]
