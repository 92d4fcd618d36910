"""Two desks translate one offer at once, and a server joins what they wrote."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.conflict import Answer
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import translation_id
from kosidesk.server.person import COUNSELLOR
from kosidesk.services import conflicts, offers
from kosidesk.services.translations import translate
from tests.desks import JON, MARA, offer
from tests.server.served import Clock, served
from tests.services.towns import Seat, seat

pytestmark = pytest.mark.usefixtures("sockets")

TURKISH, SHORTER = "Çocuklara kitap okuyoruz.", "Kitap okuyoruz."


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
    """An offer both desks have."""
    made = offer(seats[0].desk, "Vorlesen")
    meet(seats)
    return made.id


def meet(seats: tuple[Seat, Seat]) -> None:
    for one in (*seats, *seats):
        one.sync()


def told(at: Seat, offer_id: RecordId) -> dict[str, str]:
    return {one.language: one.text for one in offers.full(at.desk, offer_id).translations}


def test_two_languages_never_meet(seats: tuple[Seat, Seat], shared: RecordId) -> None:
    mara, jon = seats
    translate(mara.desk, shared, "tr", TURKISH)
    translate(jon.desk, shared, "uk", "Ми читаємо дітям.")

    meet(seats)

    assert told(mara, shared) == told(jon, shared) == {"tr": TURKISH, "uk": "Ми читаємо дітям."}
    assert conflicts.count(mara.desk) == conflicts.count(jon.desk) == 0


def test_the_same_words_in_the_same_language_are_one_translation(
    seats: tuple[Seat, Seat], shared: RecordId
) -> None:
    for one in seats:
        translate(one.desk, shared, "tr", TURKISH)

    meet(seats)

    assert [told(one, shared) for one in seats] == [{"tr": TURKISH}] * 2
    assert [conflicts.count(one.desk) for one in seats] == [0, 0]


def test_other_words_in_the_same_language_are_for_a_person_to_decide(
    seats: tuple[Seat, Seat], shared: RecordId
) -> None:
    mara, jon = seats
    translate(mara.desk, shared, "tr", TURKISH)
    translate(jon.desk, shared, "tr", SHORTER)

    meet(seats)

    assert told(mara, shared) == told(jon, shared) == {"tr": TURKISH}
    (conflict,) = conflicts.undecided(mara.desk)
    assert (conflict.root, conflict.language, conflict.theirs.said()) == (shared, "tr", SHORTER)
    assert (conflict.mine.by, conflict.theirs.by) == ("Mara", "Jon")

    conflicts.decide(mara.desk, conflict, Answer.THEIRS)
    meet(seats)

    assert told(mara, shared) == told(jon, shared) == {"tr": SHORTER}
    assert conflicts.count(jon.desk) == 0


def test_both_lines_stay_where_each_of_two_added_one(seats: tuple[Seat, Seat], shared: RecordId) -> None:
    mara, jon = seats
    translate(mara.desk, shared, "tr", "bir\niki\nüç")
    meet(seats)
    translate(mara.desk, shared, "tr", "sıfır\nbir\niki\nüç")
    translate(jon.desk, shared, "tr", "bir\niki\nüç\ndört")

    meet(seats)

    assert told(mara, shared) == told(jon, shared) == {"tr": "sıfır\nbir\niki\nüç\ndört"}
    assert conflicts.count(mara.desk) == 0


def test_what_one_took_away_while_the_other_wrote_is_for_a_person_to_decide(
    seats: tuple[Seat, Seat], shared: RecordId
) -> None:
    mara, jon = seats
    translate(mara.desk, shared, "tr", TURKISH)
    meet(seats)
    translate(mara.desk, shared, "tr", "")
    translate(jon.desk, shared, "tr", SHORTER)

    meet(seats)

    (conflict,) = conflicts.undecided(jon.desk)
    assert (conflict.root, conflict.title) == (shared, "Vorlesen")
    conflicts.decide(jon.desk, conflict, Answer.THEIRS)
    meet(seats)
    assert told(mara, shared) == told(jon, shared) == {"tr": SHORTER}


def test_who_never_knew_it_was_taken_away_writes_it_anew_and_is_heard(
    seats: tuple[Seat, Seat], shared: RecordId
) -> None:
    mara, jon = seats
    translate(mara.desk, shared, "tr", TURKISH)
    mara.sync()
    translate(mara.desk, shared, "tr", "")
    mara.sync()
    translate(jon.desk, shared, "tr", SHORTER)

    meet(seats)

    (conflict,) = conflicts.undecided(mara.desk)
    assert (conflict.record, conflict.root) == (translation_id(shared, "tr"), shared)
    assert SHORTER in conflict.theirs.said()


def test_it_can_be_written_anew_by_who_took_it_away(seats: tuple[Seat, Seat], shared: RecordId) -> None:
    mara, jon = seats
    for text in (TURKISH, "", SHORTER):
        translate(mara.desk, shared, "tr", text)
        meet(seats)

    assert told(mara, shared) == told(jon, shared) == {"tr": SHORTER}
    assert conflicts.count(mara.desk) == 0


def test_an_offer_that_was_deleted_comes_back_with_its_translation(
    seats: tuple[Seat, Seat], shared: RecordId
) -> None:
    mara, jon = seats
    translate(mara.desk, shared, "tr", TURKISH)
    meet(seats)
    parts = [mara.record("translation", translation_id(shared, "tr")), mara.record("offer", shared)]
    mara.desk.write(*(Edit(record, None) for record in parts))
    jon.change(jon.record("offer", shared), title="Vorlesen am Abend")
    meet(seats)
    (conflict,) = conflicts.undecided(mara.desk)

    conflicts.decide(mara.desk, conflict, Answer.THEIRS)
    meet(seats)

    assert told(mara, shared) == told(jon, shared) == {"tr": TURKISH}
