"""The end of a talk: one keypress agrees to what is usual, and a promise is never about the past."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.consultation import CLOSED, OPEN
from kosidesk.domain.errors import Invalid, NotFound, NotPossibleNow
from kosidesk.domain.fault import Fault
from kosidesk.domain.follow_up import DUE, PROPOSED, FollowUp, on_weekday, proposed
from kosidesk.services import consultations, erasing, finishing
from kosidesk.services.desk import Desk
from kosidesk.services.finishing import Agreement
from kosidesk.storage import read, undo
from tests.desks import JON, MARA, NOW, make_desk

TODAY = NOW.date()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def time_zone() -> Iterator[Callable[[str], None]]:
    before = os.environ.get("TZ")

    def live_in(name: str) -> None:
        os.environ["TZ"] = name
        time.tzset()

    yield live_in
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def promises(desk: Desk) -> tuple[FollowUp, ...]:
    return tuple(FollowUp.of(record) for record in read.all_of(desk.database, FollowUp.KIND))


def test_the_proposal_can_be_agreed_to_as_it_stands(desk: Desk) -> None:
    talk = consultations.begin(desk)
    finishing.finish(desk, talk.id, finishing.proposal(desk, talk.id))
    closed = consultations.by_code(desk, talk.code)
    assert (closed.state, closed.contact_by, closed.contact_until) == (CLOSED, "client", date(2026, 11, 30))
    assert [(one.due_on, one.counsellor, one.state) for one in promises(desk)] == [
        (date(2026, 12, 7), MARA.id, DUE),
        (date(2027, 1, 4), MARA.id, DUE),
    ]


def test_what_was_agreed_stands_in_the_consultation(desk: Desk) -> None:
    talk = consultations.begin(desk)
    agreement = Agreement("agency", TODAY, "Sie will erst zusehen.", 55, (TODAY, TODAY))
    finishing.finish(desk, talk.id, agreement)
    closed = consultations.by_code(desk, talk.code)
    assert (closed.contact_by, closed.contact_until) == ("agency", TODAY)
    assert (closed.essence, closed.minutes) == ("Sie will erst zusehen.", 55)
    assert [one.due_on for one in promises(desk)] == [TODAY]


def test_without_minutes_the_clock_of_the_talk_counts(desk: Desk) -> None:
    talk = consultations.begin(desk)
    later = replace(desk, clock=lambda: talk.begun_at + timedelta(minutes=42))
    assert finishing.proposal(later, talk.id).minutes == 42
    finishing.finish(later, talk.id, Agreement())
    assert consultations.by_code(desk, talk.code).minutes == 42
    assert not promises(desk)


def test_whoever_was_handed_the_talk_asks_back(desk: Desk) -> None:
    talk = consultations.begin(desk)
    consultations.hand_over(desk, talk.id, JON.id)
    consultations.resume(desk, talk.id)
    finishing.finish(desk, talk.id, Agreement(ask_on=(TODAY,)))
    assert [one.counsellor for one in promises(desk)] == [JON.id]


def test_every_fault_is_told_and_nothing_is_closed(desk: Desk) -> None:
    talk = consultations.begin(desk)
    past = TODAY - timedelta(days=1)
    with pytest.raises(Invalid) as refused:
        finishing.finish(desk, talk.id, Agreement("postman", past, minutes=-5, ask_on=(past, TODAY)))
    assert set(refused.value.faults) == {
        Fault("contact_by", "choice", "postman"),
        Fault("contact_until", "past", past.isoformat()),
        Fault("due_on", "past", past.isoformat()),
        Fault("minutes", "negative", "-5"),
    }
    assert consultations.by_code(desk, talk.code).state == OPEN
    assert not promises(desk)


def test_the_end_is_one_step_that_can_be_taken_back(desk: Desk) -> None:
    talk = consultations.begin(desk)
    changes = finishing.finish(desk, talk.id, finishing.proposal(desk, talk.id))
    undo.undo(desk.database, changes.transaction, desk.stamp())
    assert consultations.by_code(desk, talk.code) == talk
    assert not promises(desk)


def test_a_closed_a_paused_and_an_erased_consultation_cannot_be_finished(desk: Desk) -> None:
    closed, paused, erased = (consultations.begin(desk) for _ in range(3))
    consultations.close(desk, closed.id)
    consultations.pause(desk, paused.id)
    erasing.withdraw(desk, erased.id)
    for talk, expected in ((closed, NotPossibleNow), (paused, NotPossibleNow), (erased, NotFound)):
        with pytest.raises(expected):
            finishing.proposal(desk, talk.id)
        with pytest.raises(expected):
            finishing.finish(desk, talk.id, Agreement())


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_nobody_is_asked_on_a_weekend_and_nobody_waits_for_it_more_than_two_days(today: date) -> None:
    for day, after in zip(proposed(today), PROPOSED, strict=True):
        assert day.weekday() < 5
        assert timedelta() <= day - (today + after) <= timedelta(days=2)
        assert on_weekday(day) == day


@pytest.mark.parametrize(
    ("zone", "now", "first"),
    [
        ("Europe/Berlin", datetime(2026, 10, 20, 22, 30, tzinfo=UTC), date(2026, 11, 4)),
        ("Europe/Berlin", datetime(2027, 3, 15, 23, 30, tzinfo=UTC), date(2027, 3, 30)),
        ("Pacific/Auckland", datetime(2026, 11, 22, 12, 0, tzinfo=UTC), date(2026, 12, 7)),
        ("America/Lima", datetime(2026, 11, 25, 3, 0, tzinfo=UTC), date(2026, 12, 8)),
    ],
)
def test_two_weeks_are_counted_on_the_desks_own_calendar_across_a_change_of_the_clock(
    desk: Desk, time_zone: Callable[[str], None], zone: str, now: datetime, first: date
) -> None:
    time_zone(zone)
    then = replace(desk, clock=lambda: now)
    talk = consultations.begin(then)
    assert finishing.proposal(then, talk.id).ask_on[0] == first
