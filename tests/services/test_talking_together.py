"""Two desks work on one talk, and a server joins what they said."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kosidesk.domain.client import CONTACT, PASS_ON, STORE, Client
from kosidesk.domain.consultation import Consultation
from kosidesk.domain.errors import NotFound
from kosidesk.domain.follow_up import FollowUp
from kosidesk.domain.ids import NOBODY
from kosidesk.server.person import COUNSELLOR
from kosidesk.services import clients, conflicts, consultations, finishing, wishes
from kosidesk.storage import read
from tests.desks import JON, MARA
from tests.server.served import Clock, served
from tests.services.towns import Seat, seat

pytestmark = pytest.mark.usefixtures("sockets")

RENATE = Client(NOBODY, name="Renate Beispiel", phone="0202 000-111")


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
def shared(seats: tuple[Seat, Seat]) -> Consultation:
    """A talk both desks know; Mara began it."""
    begun = consultations.begin(seats[0].desk)
    meet(seats)
    return begun


def meet(seats: tuple[Seat, Seat]) -> None:
    for one in (*seats, *seats):
        one.sync()


def test_what_two_desks_hear_of_one_wish_is_one_wish(seats: tuple[Seat, Seat], shared: Consultation) -> None:
    mara, jon = seats
    wishes.say(mara.desk, replace(wishes.of(mara.desk, shared.id), words="mit Kindern", skills=("Kochen",)))
    wishes.say(jon.desk, replace(wishes.of(jon.desk, shared.id), certificate=False, skills=("Lesen",)))

    meet(seats)

    joined = wishes.of(mara.desk, shared.id)
    assert joined == wishes.of(jon.desk, shared.id)
    assert (joined.words, joined.certificate, set(joined.skills)) == (
        "mit Kindern", False, {"Kochen", "Lesen"},
    )  # fmt: skip
    assert conflicts.count(mara.desk) == 0


def test_what_is_handed_over_is_gone_on_with_at_the_other_desk_by_its_code(
    seats: tuple[Seat, Seat], shared: Consultation
) -> None:
    mara, jon = seats
    consultations.hand_over(mara.desk, shared.id, jon.desk.user.id, "Sie ruft an.")

    meet(seats)

    (waiting,) = consultations.paused_ones(jon.desk)
    assert waiting.counsellor == jon.desk.user.id
    assert waiting.notes.endswith("Mara: Sie ruft an.")
    consultations.resume(jon.desk, consultations.by_code(jon.desk, shared.code.lower()).id)
    finishing.finish(jon.desk, shared.id, finishing.proposal(jon.desk, shared.id))

    meet(seats)

    promised = [FollowUp.of(one) for one in read.all_of(mara.desk.database, FollowUp.KIND)]
    assert [one.counsellor for one in promised] == [jon.desk.user.id] * 2
    assert not consultations.open_ones(mara.desk)


def test_one_client_two_desks_wrote_down_is_one_client_with_all_she_agreed_to(
    seats: tuple[Seat, Seat], shared: Consultation
) -> None:
    mara, jon = seats
    clients.keep(mara.desk, shared.id, RENATE, {STORE, PASS_ON})
    clients.keep(jon.desk, shared.id, RENATE, {STORE, CONTACT})

    meet(seats)

    known = [clients.of(one.desk, shared.id) for one in seats]
    assert known[0] == known[1]
    assert known[0] is not None
    assert known[0].held() == {STORE, PASS_ON, CONTACT}
    clients.withdraw(mara.desk, shared.id, CONTACT)

    meet(seats)

    known = [clients.of(one.desk, shared.id) for one in seats]
    assert [one.held() for one in known if one] == [{STORE, PASS_ON}] * 2


def test_who_is_erased_at_one_desk_is_erased_at_the_other_and_cannot_be_kept_there(
    seats: tuple[Seat, Seat], shared: Consultation
) -> None:
    mara, jon = seats
    clients.keep(mara.desk, shared.id, RENATE, {STORE})
    meet(seats)
    clients.withdraw(mara.desk, shared.id, STORE)

    meet(seats)

    assert clients.of(jon.desk, shared.id) is None
    with pytest.raises(NotFound):
        clients.keep(jon.desk, shared.id, RENATE, {STORE})


def test_a_consent_taken_back_while_the_other_desk_corrects_her_number_stays_taken_back(
    seats: tuple[Seat, Seat], shared: Consultation
) -> None:
    mara, jon = seats
    clients.keep(mara.desk, shared.id, RENATE, {STORE, CONTACT})
    meet(seats)
    clients.withdraw(mara.desk, shared.id, CONTACT)
    clients.keep(jon.desk, shared.id, replace(RENATE, phone="0202 000-222"), {CONTACT})

    meet(seats)

    known = clients.of(jon.desk, shared.id)
    assert known is not None
    assert (known.client.phone, known.held()) == ("0202 000-222", {STORE})
