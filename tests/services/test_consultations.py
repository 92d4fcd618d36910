"""A consultation at the desk: what is pasted finds the right offers, and what is closed stays as it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.domain.errors import NotPossibleNow
from kosidesk.domain.ids import read_code
from kosidesk.services import consultations, editing
from kosidesk.services.desk import Desk
from tests.desks import make_desk, offer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


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
