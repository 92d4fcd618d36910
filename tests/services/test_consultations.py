"""A consultation at the desk: what is pasted finds the right offers, and what is closed stays as it is."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kosidesk.domain.consultation import OPEN, PAUSED
from kosidesk.domain.errors import Invalid, NotFound, NotPossibleNow
from kosidesk.domain.fault import Fault
from kosidesk.domain.ids import RecordId, read_code
from kosidesk.services import consultations, editing
from kosidesk.services.desk import Desk
from tests.desks import JON, NOW, make_desk, offer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def at(desk: Desk) -> Callable[[timedelta], Desk]:
    """The same desk so long after the tests begin, its clock standing still."""

    def later(after: timedelta) -> Desk:
        return replace(desk, clock=lambda: NOW + timedelta(seconds=30) + after)

    return later


def test_a_code_tells_many_desks_consultations_apart(desk: Desk) -> None:
    code = consultations.begin(desk).code
    assert len(code) == len("12345678-9")
    assert consultations.by_code(desk, code.lower()).code == read_code(code)


def test_of_several_offers_with_a_number_the_citys_current_one_is_picked_and_the_number_told(
    desk: Desk,
) -> None:
    offer(desk, "Fremdes", number="123", source="andere")
    offer(desk, "Altes", number="123", source=desk.city.source, status="vanished")
    ours = offer(desk, "Unseres", number="123", source=desk.city.source)
    alone = offer(desk, "Allein", number="124", source="andere")
    talk = consultations.begin(desk)
    pasted = consultations.paste(desk, talk.id, "123, 124, 125")
    assert pasted.picked == (ours.id, alone.id)
    assert (pasted.unknown, pasted.ambiguous) == (("125",), ("123",))


def test_an_offer_made_by_hand_is_found_by_the_number_on_our_sheet(desk: Desk) -> None:
    number = editing.new_record(desk, "offer").text("number")
    ours = offer(desk, "Von Hand", number=number)
    offer(desk, "Sieben", number=number[0])
    talk = consultations.begin(desk)
    pasted = consultations.paste(desk, talk.id, f"Bitte {number}. Mein Telefon: 0202 000-123")
    assert (pasted.picked, pasted.unknown) == ((ours.id,), ())


def test_what_is_closed_is_neither_described_nor_annotated(desk: Desk) -> None:
    talk = consultations.begin(desk)
    consultations.note(desk, talk.id, "kommt wieder")
    consultations.close(desk, talk.id)
    with pytest.raises(NotPossibleNow):
        consultations.note(desk, talk.id, "doch nicht")
    with pytest.raises(NotPossibleNow):
        consultations.describe(desk, talk.id, channel="phone")
    assert consultations.shortlist(desk, talk.id).consultation.notes == "kommt wieder"


def test_a_paused_consultation_is_gone_on_with_by_its_code_and_its_pause_is_not_counted(
    desk: Desk, at: Callable[[timedelta], Desk]
) -> None:
    talk = consultations.begin(desk)
    consultations.pause(at(timedelta(minutes=20)), talk.id)
    again = consultations.by_code(desk, talk.code)
    assert (again.state, again.minutes) == (PAUSED, 20)
    consultations.resume(at(timedelta(days=3)), talk.id)
    consultations.close(at(timedelta(days=3, minutes=25)), talk.id)
    assert consultations.by_code(desk, talk.code).minutes == 45


def test_a_clock_that_was_set_back_costs_no_minutes(desk: Desk, at: Callable[[timedelta], Desk]) -> None:
    talk = consultations.begin(desk)
    consultations.pause(at(timedelta(minutes=20)), talk.id)
    consultations.resume(at(timedelta(minutes=30)), talk.id)
    consultations.close(at(timedelta(hours=-1)), talk.id)
    assert consultations.by_code(desk, talk.code).minutes == 20


def test_what_is_paused_waits_apart_and_takes_nothing(desk: Desk) -> None:
    talk, other = consultations.begin(desk), consultations.begin(desk)
    picked = offer(desk, "Vorlesen")
    consultations.pause(desk, talk.id)
    assert [one.id for one in consultations.paused_ones(desk)] == [talk.id]
    assert [one.id for one in consultations.open_ones(desk)] == [other.id]
    for step in (
        lambda: consultations.pick(desk, talk.id, picked.id),
        lambda: consultations.note(desk, talk.id, "Später"),
        lambda: consultations.tell(desk, talk.id, subject="Später"),
        lambda: consultations.pause(desk, talk.id),
        lambda: consultations.close(desk, talk.id),
    ):
        with pytest.raises(NotPossibleNow):
            step()


def test_going_on_with_an_open_one_changes_nothing_and_a_closed_one_stays_closed(desk: Desk) -> None:
    talk = consultations.begin(desk)
    assert not consultations.resume(desk, talk.id)
    consultations.close(desk, talk.id)
    with pytest.raises(NotPossibleNow):
        consultations.resume(desk, talk.id)
    with pytest.raises(NotPossibleNow):
        consultations.hand_over(desk, talk.id, JON.id)


def test_a_colleague_finds_what_was_handed_over_waiting_with_the_remark_below_the_notes(desk: Desk) -> None:
    talk = consultations.begin(desk)
    consultations.note(desk, talk.id, "mag Hunde")
    consultations.hand_over(desk, talk.id, JON.id, "Bitte\nam Montag anrufen")
    (waiting,) = consultations.paused_ones(desk)
    assert waiting.counsellor == JON.id
    assert waiting.notes == "mag Hunde\n21.11.2026, Mara: Bitte am Montag anrufen"


def test_handing_over_a_paused_one_keeps_its_minutes(desk: Desk, at: Callable[[timedelta], Desk]) -> None:
    talk = consultations.begin(desk)
    consultations.pause(at(timedelta(minutes=20)), talk.id)
    consultations.hand_over(at(timedelta(days=1)), talk.id, JON.id)
    assert consultations.by_code(desk, talk.code) == replace(
        talk, state=PAUSED, minutes=20, counsellor=JON.id
    )


def test_only_a_known_colleague_is_handed_a_consultation(desk: Desk) -> None:
    talk = consultations.begin(desk)
    with pytest.raises(NotFound):
        consultations.hand_over(desk, talk.id, RecordId("nobody"))
    assert consultations.by_code(desk, talk.code).state == OPEN


def test_what_is_told_is_kept_and_what_cannot_be_is_refused_with_its_fault(desk: Desk) -> None:
    talk = consultations.begin(desk, kind="company")
    consultations.tell(desk, talk.id, subject="Ein Tag im Park", gives=("hands",), people=12)
    with pytest.raises(Invalid) as refused:
        consultations.tell(desk, talk.id, people=-1)
    assert refused.value.faults == (Fault("people", "negative", "-1"),)
    told = consultations.by_code(desk, talk.code)
    assert (told.subject, told.gives, told.people) == ("Ein Tag im Park", ("hands",), 12)


def test_telling_changes_no_field_that_has_a_way_of_its_own(desk: Desk) -> None:
    talk = consultations.begin(desk)
    with pytest.raises(TypeError):
        consultations.tell(desk, talk.id, state="closed")
