"""The rules of a consultation and its shortlist."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.consultation import CLOSED, HANDED_OUT, NOTED, Consultation, Shortlist
from kosidesk.domain.errors import NotPossibleNow
from kosidesk.domain.ids import RecordId

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
OFFERS = tuple(RecordId(f"offer-{n}") for n in range(5))


def shortlist(*offers: RecordId) -> Shortlist:
    made = Shortlist(Consultation(RecordId("c")))
    for offer in offers:
        made = made.with_pick(RecordId(f"pick-of-{offer}"), offer)
    return made


def test_picks_stand_in_the_order_they_came() -> None:
    assert shortlist(*OFFERS[:3]).offers() == OFFERS[:3]


def test_a_second_pick_of_the_same_offer_changes_nothing() -> None:
    before = shortlist(OFFERS[0])

    assert before.with_pick(RecordId("again"), OFFERS[0]) is before


def test_a_closed_consultation_refuses_every_step() -> None:
    open_ = shortlist(OFFERS[0])
    closed = Shortlist(open_.consultation.closed(NOW), open_.referrals)

    assert (closed.consultation.state, closed.consultation.ended_at) == (CLOSED, NOW)
    for step in (
        lambda: closed.with_pick(RecordId("x"), OFFERS[1]),
        lambda: closed.without(OFFERS[0]),
        lambda: closed.moved(OFFERS[0], 0),
        lambda: closed.with_reason(OFFERS[0], "nah"),
        lambda: closed.consultation.closed(NOW),
    ):
        with pytest.raises(NotPossibleNow):
            step()


def test_handing_out_leaves_what_went_further_alone() -> None:
    made = shortlist(*OFFERS[:2])

    assert {r.state for r in made.referrals} == {NOTED}
    handed = made.handed_out(NOW.date())
    assert {(r.state, r.state_on) for r in handed.referrals} == {(HANDED_OUT, NOW.date())}
    assert handed.handed_out(NOW.date() + timedelta(days=1)) == handed


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("pick"), st.sampled_from(OFFERS), st.just(0)),
        st.tuples(st.just("drop"), st.sampled_from(OFFERS), st.just(0)),
        st.tuples(st.just("move"), st.sampled_from(OFFERS), st.integers(-2, 7)),
    )
)


@given(STEPS)
def test_a_shortlist_behaves_like_a_list_without_doubles(steps: list[tuple[str, RecordId, int]]) -> None:
    made, model = shortlist(), list[RecordId]()
    for what, offer, to in steps:
        if what == "pick":
            made = made.with_pick(RecordId(f"pick-of-{offer}"), offer)
            model += [offer] if offer not in model else []
        elif what == "drop":
            made = made.without(offer)
            model = [one for one in model if one != offer]
        else:
            made = made.moved(offer, to)
            if offer in model:
                model.remove(offer)
                model.insert(max(0, to), offer)

    assert made.offers() == tuple(model)
    assert [r.position for r in made.referrals] == list(range(len(model)))


STRETCHES = st.lists(
    st.tuples(st.timedeltas(timedelta(), timedelta(hours=9)), st.timedeltas(timedelta(), timedelta(days=9))),
    min_size=1,
    max_size=5,
)


@given(STRETCHES)
def test_only_the_time_of_talking_counts_however_often_it_is_paused(
    stretches: list[tuple[timedelta, timedelta]],
) -> None:
    talk, now = Consultation(RecordId("c"), begun_at=NOW, resumed_at=NOW), NOW
    for talked, waited in stretches:
        talk = talk.paused(now + talked)
        assert talk.minutes_until(now + talked + waited) == talk.minutes
        now += talked + waited
        talk = talk.resumed(now)
    assert talk.closed(now).minutes == sum(talked // timedelta(minutes=1) for talked, _ in stretches)


@given(st.timedeltas(timedelta(days=-400), timedelta(days=400)))
def test_no_clock_however_wrong_makes_a_talk_shorter_than_it_was(shift: timedelta) -> None:
    talk = Consultation(RecordId("c"), begun_at=NOW, resumed_at=NOW, minutes=25)
    assert talk.paused(NOW + shift).minutes >= 25  # type: ignore[operator]


def test_who_takes_over_a_talk_that_waits_takes_it_as_it_waits() -> None:
    waiting = Consultation(RecordId("c"), notes="mag Hunde").paused(NOW)
    taken = waiting.handed_over(RecordId("jon"), NOW, "ruft an")
    assert taken == replace(waiting, counsellor=RecordId("jon"), notes="mag Hunde\nruft an")
    assert waiting.handed_over(RecordId("jon"), NOW, "").notes == "mag Hunde"
