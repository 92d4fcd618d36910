"""What stands on the desk."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.consultation import NO_ANSWER
from kosidesk.domain.follow_up import FollowUp
from kosidesk.domain.offer import DRAFT
from kosidesk.services import agency, consultations, drafting, editing, follow_ups, outcomes
from kosidesk.services.desk import Desk
from kosidesk.services.overview import Day, overview
from tests.desks import NOW, make_desk, offer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def test_open_talks_are_told_with_their_picks(desk: Desk) -> None:
    talk = consultations.begin(desk)
    consultations.pick(desk, talk.id, offer(desk, "Vorlesen").id)
    consultations.close(desk, consultations.begin(desk).id)

    seen = overview(desk)

    assert [(one.consultation.id, one.picks) for one in seen.talks] == [(talk.id, 1)]
    assert seen.offers == 1


def test_an_address_nobody_has_looked_at_is_pointed_out(desk: Desk) -> None:
    assert overview(desk).address_unchecked

    agency.save(desk, replace(agency.current(desk), id=desk.born_id(), phone="0202 000-7"))

    assert not overview(desk).address_unchecked


def test_a_paused_talk_waits_apart_from_the_open_ones(desk: Desk) -> None:
    talk = consultations.begin(desk)
    consultations.pick(desk, talk.id, offer(desk, "Vorlesen").id)
    consultations.pause(desk, talk.id)

    seen = overview(desk)

    assert seen.talks == ()
    assert [(one.consultation.id, one.picks) for one in seen.paused] == [(talk.id, 1)]


def test_what_was_done_today_is_counted_and_yesterday_is_not(desk: Desk) -> None:
    yesterday = replace(desk, clock=lambda: NOW - timedelta(days=1))
    for then in (yesterday, desk):
        talk = consultations.begin(then)
        for title in ("Vorlesen", "Garten"):
            consultations.pick(then, talk.id, offer(then, title, assured_on=then.today().isoformat()).id)
        consultations.hand_out(then, talk.id)
        promise = FollowUp(then.born_id(), talk.id, then.today(), then.user.id)
        then.write(Edit(None, promise.record()))
        follow_ups.done(then, promise.id)
    consultations.begin(desk)

    assert overview(desk).day == Day(begun=2, handed_out=1, asked=1, assured=2)


@pytest.fixture
def in_berlin() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("in_berlin")
def test_the_day_begins_at_midnight_of_the_desk_not_of_greenwich(desk: Desk) -> None:
    late, early = (datetime(2026, 7, 1, 21, 59, tzinfo=UTC), datetime(2026, 7, 1, 22, 1, tzinfo=UTC))
    for moment in (late, early):
        consultations.begin(replace(desk, clock=lambda moment=moment: moment))

    assert overview(replace(desk, clock=lambda: early)).day.begun == 1


def test_unfinished_offers_are_told_apart_from_the_others(desk: Desk) -> None:
    offer(desk, "Vorlesen")
    offer(desk, "Aus einem Gespräch", status=DRAFT)

    assert (overview(desk).offers, overview(desk).unfinished) == (2, 1)


def test_a_checklist_half_filled_in_is_no_record_somebody_has_to_save(desk: Desk) -> None:
    """It waits in its talk, and nothing else could go on with it."""
    talk = consultations.begin(desk, kind="organisation")
    drafting.keep_typed(desk, talk.id, drafting.Checklist(task="Vorlesen"))
    assert drafting.typed(desk, talk.id).task == "Vorlesen"

    assert overview(desk).drafts == 0

    editing.keep_drafts(desk, [Edit(None, editing.new_record(desk, "offer", title="Kochen"))])
    assert overview(desk).drafts == 1


def test_an_answer_that_comes_later_is_no_sheet_handed_out_that_day(desk: Desk) -> None:
    yesterday = replace(desk, clock=lambda: NOW - timedelta(days=1))
    talk = consultations.begin(yesterday)
    consultations.pick(yesterday, talk.id, offer(yesterday, "Vorlesen").id)
    consultations.hand_out(yesterday, talk.id)
    assert overview(yesterday).day.handed_out == 1
    (given,) = consultations.shortlist(desk, talk.id).referrals

    outcomes.record(desk, given.id, NO_ANSWER)

    assert overview(desk).day.handed_out == 0
