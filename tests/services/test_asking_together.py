"""Two desks ask back at once, and a server joins what they were told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.consultation import HANDED_OUT, NO_ANSWER, OUTDATED, UNANSWERED
from kosidesk.domain.follow_up import FollowUp
from kosidesk.domain.freshness import Light
from kosidesk.domain.ids import RecordId
from kosidesk.server.person import COUNSELLOR
from kosidesk.services import assurance, confirming, conflicts, consultations, follow_ups, outcomes
from tests.desks import JON, MARA, offer
from tests.server.served import Clock, served
from tests.services.towns import Seat, seat

pytestmark = pytest.mark.usefixtures("sockets")


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[tuple[Seat, Seat]]:
    clock = Clock()
    with (
        served(tmp_path / "server", clock) as town,
        seat(town, clock, tmp_path / "mara", MARA) as mara,
        seat(town, clock, tmp_path / "jon", JON, COUNSELLOR) as jon,
    ):
        yield mara, jon


@pytest.fixture
def shared(seats: tuple[Seat, Seat]) -> RecordId:
    """An offer both desks have, assured today."""
    made = offer(seats[0].desk, "Vorlesen")
    assurance.assure(seats[0].desk, (made.id,))
    meet(seats)
    return made.id


def meet(seats: tuple[Seat, Seat]) -> None:
    for one in (*seats, *seats):
        one.sync()


def given(at: Seat, offer_id: RecordId) -> RecordId:
    """The referral of a client who took the offer home."""
    talk = consultations.begin(at.desk)
    consultations.pick(at.desk, talk.id, offer_id)
    consultations.hand_out(at.desk, talk.id)
    return consultations.shortlist(at.desk, talk.id).referrals[0].id


def unanswered(at: Seat, offer_id: RecordId) -> object:
    return at.record("offer", offer_id).get("unanswered")


def test_clients_without_an_answer_add_up_and_a_third_makes_the_offer_orange(
    seats: tuple[Seat, Seat], shared: RecordId
) -> None:
    mara, jon = seats
    for at in (mara, mara, jon):
        outcomes.record(at.desk, given(at, shared), NO_ANSWER, UNANSWERED)

    meet(seats)

    for at in seats:
        assert unanswered(at, shared) == 3
        (found,) = confirming.rounds(at.desk)
        assert found.doubts[0].freshness.light is Light.ORANGE
        assert conflicts.count(at.desk) == 0


def test_one_outcome_that_both_take_back_is_taken_back_to_nought(
    seats: tuple[Seat, Seat], shared: RecordId
) -> None:
    mara, jon = seats
    referral = given(mara, shared)
    outcomes.record(mara.desk, referral, NO_ANSWER, UNANSWERED)
    meet(seats)
    for at in seats:
        outcomes.record(at.desk, referral, HANDED_OUT)

    meet(seats)
    outcomes.record(jon.desk, given(jon, shared), NO_ANSWER, UNANSWERED)
    meet(seats)

    assert [unanswered(at, shared) for at in seats] == [1, 1]


def test_what_one_client_found_outdated_is_asked_about_on_every_desk(
    seats: tuple[Seat, Seat], shared: RecordId
) -> None:
    mara, jon = seats
    mara.change(mara.record("offer", shared), assured_on="2026-01-01", edited_on="2026-01-01")
    outcomes.record(mara.desk, given(mara, shared), NO_ANSWER, OUTDATED)
    meet(seats)
    assert [found.doubts[0].is_told_outdated for found in confirming.rounds(jon.desk)] == [True]


def test_calls_nobody_answered_add_up(seats: tuple[Seat, Seat], shared: RecordId) -> None:
    mara, jon = seats
    talk = consultations.begin(mara.desk)
    promise = FollowUp(mara.desk.born_id(), talk.id, due_on=mara.desk.today(), counsellor=MARA.id)
    mara.desk.write(Edit(None, promise.record()))
    meet(seats)
    for at in seats:
        follow_ups.miss(at.desk, promise.id)

    meet(seats)

    for at in seats:
        found = follow_ups.find(at.desk, talk.code).case
        assert found is not None
        assert found.follow_up is not None
        assert (found.follow_up.tries, found.follow_up.due_on) == (2, follow_ups.proposed_again(at.desk))
    assert conflicts.count(jon.desk) == 0
