"""What a counsellor records of an offer somebody took home."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.consultation import NO_ANSWER, STARTED, TAKEN, UNANSWERED
from kosidesk.domain.errors import Invalid, LeaseEnded
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record
from kosidesk.services import connection, consultations, editing, outcomes, records
from kosidesk.services.connection import Contact
from kosidesk.services.desk import Desk
from kosidesk.services.outcomes import Asked
from kosidesk.storage import undo
from tests.desks import NOW, make_desk, offer
from tests.services.test_lease import CONNECTION


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def given(desk: Desk, of: Record) -> RecordId:
    """The referral of an offer that went home with a client."""
    talk = consultations.begin(desk)
    consultations.pick(desk, talk.id, of.id)
    consultations.hand_out(desk, talk.id)
    consultations.close(desk, talk.id)
    return consultations.shortlist(desk, talk.id).referrals[0].id


def test_an_outcome_and_its_effect_are_one_action_that_is_undone_as_one(desk: Desk) -> None:
    read_aloud = offer(desk, "Vorlesen", open_places=1)
    referral = given(desk, read_aloud)

    recorded = outcomes.record(desk, referral, STARTED, remark="donnerstags")

    assert recorded.changes.touched.keys() == {"referral", "offer"}
    assert records.record(desk, "offer", read_aloud.id).get("open_places") == 0
    undo.undo(desk.database, recorded.changes.transaction, desk.stamp())
    assert records.record(desk, "offer", read_aloud.id) == read_aloud
    assert records.record(desk, "referral", referral).get("state") == "handed_out"


def test_an_outcome_writes_into_the_offer_only_what_it_changes(desk: Desk) -> None:
    read_aloud = offer(desk, "Vorlesen")
    outcomes.record(desk, given(desk, read_aloud), NO_ANSWER, UNANSWERED)
    now = records.record(desk, "offer", read_aloud.id)
    assert dict(now.values) == {**read_aloud.values, "unanswered": 1}


def test_an_outcome_without_effect_leaves_the_offer_alone(desk: Desk) -> None:
    referral = given(desk, offer(desk, "Vorlesen", open_places=1))
    assert outcomes.record(desk, referral, "contacted").changes.touched.keys() == {"referral"}


def test_what_is_taken_asks_for_its_open_places(desk: Desk) -> None:
    read_aloud = offer(desk, "Vorlesen", open_places=2)
    recorded = outcomes.record(desk, given(desk, read_aloud), "declined_by_organisation", TAKEN)
    assert recorded.asks is Asked.OPEN_PLACES
    outcomes.say_open_places(desk, read_aloud.id, 0)
    assert records.record(desk, "offer", read_aloud.id).get("open_places") == 0
    with pytest.raises(Invalid):
        outcomes.say_open_places(desk, read_aloud.id, -1)


def test_open_places_told_on_the_phone_leave_what_is_being_typed_of_the_offer(desk: Desk) -> None:
    read_aloud = offer(desk, "Vorlesen")
    editing.keep_drafts(desk, [Edit(read_aloud, read_aloud.with_values(title="Vorlesen am Abend"))])
    outcomes.say_open_places(desk, read_aloud.id, 3)
    assert len(editing.drafts(desk)) == 1


def test_what_came_of_a_deleted_offer_is_recorded_all_the_same(desk: Desk) -> None:
    read_aloud = offer(desk, "Vorlesen")
    referral = given(desk, read_aloud)
    desk.write(Edit(records.record(desk, "offer", read_aloud.id), None))

    recorded = outcomes.record(desk, referral, NO_ANSWER, TAKEN)

    assert (recorded.changes.touched.keys(), recorded.asks) == ({"referral"}, None)


def test_after_the_lease_nothing_is_recorded(desk: Desk) -> None:
    referral = given(desk, offer(desk, "Vorlesen"))
    connection.keep(desk, CONNECTION)
    connection.keep_contact(desk, Contact(lease_until=NOW + timedelta(days=30), latest=NOW))
    with pytest.raises(LeaseEnded):
        outcomes.record(replace(desk, clock=lambda: NOW + timedelta(days=31)), referral, STARTED)
