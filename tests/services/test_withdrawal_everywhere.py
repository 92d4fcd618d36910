"""Who withdraws at one desk is forgotten at the server and at every other desk, and counted once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.client import Client, client_id
from kosidesk.domain.consultation import Consultation
from kosidesk.domain.follow_up import FollowUp
from kosidesk.domain.ids import RecordId
from kosidesk.protocol.messages import Action
from kosidesk.server.person import COUNSELLOR
from kosidesk.services import consultations, erasing
from kosidesk.storage import read
from kosidesk.storage.shelf import FileReplica
from tests.desks import JON, KEY, MARA
from tests.server.served import Clock, Served, served
from tests.services.canaries import Canaries, found, settle_in
from tests.services.towns import Seat, seat

pytestmark = pytest.mark.usefixtures("sockets")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def town(tmp_path: Path, clock: Clock) -> Iterator[Served]:
    with served(tmp_path / "server", clock) as running:
        yield running


@pytest.fixture
def seats(town: Served, clock: Clock, tmp_path: Path) -> Iterator[tuple[Seat, Seat]]:
    with (
        seat(town, clock, tmp_path / "mara", MARA) as mara,
        seat(town, clock, tmp_path / "jon", JON, COUNSELLOR) as jon,
    ):
        yield mara, jon


def meet(seats: tuple[Seat, Seat]) -> None:
    for one in (*seats, *seats):
        one.sync()


def talks(at: Seat) -> list[Consultation]:
    return [*map(Consultation.of, read.all_of(at.desk.database, Consultation.KIND))]


def held(at: Seat) -> set[str]:
    return set(found(at.desk.database.path.parent, KEY))


def test_nobody_holds_her_once_all_have_met(seats: tuple[Seat, Seat], town: Served, tmp_path: Path) -> None:
    mara, jon = seats
    talk = settle_in(mara.desk, Canaries())
    meet(seats)
    assert held(jon)  # the control

    erasing.withdraw(mara.desk, talk.id)
    meet(seats)

    assert (held(mara), held(jon)) == (set(), set())
    assert [one.code for one in talks(jon)] == [""]
    assert talks(jon) == talks(mara)
    assert town.context.store.quarantined() == []


def test_two_desks_that_forget_her_at_once_count_her_once(seats: tuple[Seat, Seat]) -> None:
    mara, jon = seats
    talk = consultations.begin(mara.desk)
    meet(seats)

    for at in seats:
        erasing.withdraw(at.desk, talk.id)
    meet(seats)

    assert len(talks(mara)) == len(talks(jon)) == 1


def test_what_another_desk_wrote_of_her_meanwhile_is_forgotten_too(seats: tuple[Seat, Seat]) -> None:
    mara, jon = seats
    talk = consultations.begin(mara.desk)
    meet(seats)
    erasing.withdraw(mara.desk, talk.id)
    mara.sync()
    client = Client(client_id(talk.id), talk.id, name="Kanarie777vogel")
    call = FollowUp(jon.desk.born_id(), talk.id, note="Kanarie778vogel")
    jon.desk.write(Edit(None, client.record()), Edit(None, call.record()))
    assert held(jon)

    meet(seats)

    assert (held(mara), held(jon)) == (set(), set())


def test_a_server_that_does_not_know_her_parts_is_told_of_each(seats: tuple[Seat, Seat]) -> None:
    """One of an older version holds them without knowing whose they are."""
    mara, _ = seats
    talk = consultations.begin(mara.desk)
    client = client_id(talk.id)
    mara.desk.write(Edit(None, Client(client, talk.id, name="Ada").record()))
    mara.sync()
    unsent = RecordId(mara.desk.born_id())
    mara.desk.write(Edit(None, FollowUp(unsent, talk.id).record()))

    erasing.withdraw(mara.desk, talk.id)

    with FileReplica(mara.desk.database, mara.desk.clock).transaction() as shelf:
        orders = [one.key for one in shelf.unsent(10) if one.action == Action.ERASE]
    assert orders == [(Consultation.KIND, talk.id), (Client.KIND, client)]
