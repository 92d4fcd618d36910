"""A desk that loads everything at once ends where one that loads page by page does."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kosidesk.domain.errors import CannotWrite, Garbled
from kosidesk.protocol.codec import entries_of
from kosidesk.protocol.replica import Standing
from kosidesk.server.person import COORDINATION
from kosidesk.sync import engine, first_load
from kosidesk.sync.engine import Ratchet, sync
from kosidesk.sync.line import Address
from kosidesk.sync.remote import Identity, Remote
from tests.server.attacks.town import creates, record_id
from tests.server.identity.machines import auth_of, enrolled
from tests.server.identity.offices import MARA
from tests.server.served import Seat, served
from tests.sim.shelf import Killed, MemoryReplica, State

pytestmark = pytest.mark.usefixtures("sockets")

OFFERS = 2500


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    with served(tmp_path / "server") as running:
        mara = running.log_in(enrolled(running.context.office, MARA, COORDINATION), MARA)
        for begin in range(1, OFFERS, 1000):
            wanted = range(begin, min(begin + 1000, OFFERS + 1))
            mara.sync(*(creates("offer", record_id(n), title=f"Angebot {n}") for n in wanted))
        yield mara


@pytest.fixture
def remote(seat: Seat) -> Iterator[Remote]:
    web = seat.served.web
    address = Address("localhost", web.port or 0, str(web.assert_fingerprint))
    remote = Remote(address, Identity(seat.machine.id, seat.machine.key, MARA, auth_of(MARA), b""))
    yield remote
    remote.hang_up()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "LARGE", 0)


def desk(seat: Seat) -> MemoryReplica:
    return MemoryReplica(State(standing=Standing(device=seat.machine.id)))


def synced(remote: Remote, replica: MemoryReplica) -> State:
    sync(remote, replica, Ratchet("", lambda _word: None))
    return replica.state


def test_both_ways_end_in_the_same_state(seat: Seat, remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    by_pages = synced(remote, desk(seat))
    monkeypatch.setattr(engine, "LARGE", 0)
    at_once = synced(remote, desk(seat))

    assert len(at_once.rows) == OFFERS
    assert (at_once.rows, at_once.known, at_once.pages) == (by_pages.rows, by_pages.known, [])
    assert at_once.standing.cursors == by_pages.standing.cursors


@pytest.mark.usefixtures("at_once")
def test_what_was_written_before_is_handed_in_all_the_same(seat: Seat, remote: Remote) -> None:
    replica = desk(seat)
    own = creates("offer", record_id(9000), title="Schon da")
    replica.write(own, {"title": "Schon da"})

    state = synced(remote, replica)

    assert len(state.rows) == OFFERS + 1
    assert own.id in state.acks
    later = seat.sync(cursors=dict.fromkeys(state.standing.cursors, OFFERS))
    assert len(entries_of(later.page)) == 1


@pytest.mark.usefixtures("at_once")
def test_who_was_cut_off_in_the_middle_goes_on(seat: Seat, remote: Remote) -> None:
    kills = iter([False, False, True])
    replica = MemoryReplica(desk(seat).state, lambda: next(kills, False))
    with pytest.raises(Killed):
        synced(remote, replica)
    assert len(synced(remote, replica).rows) == OFFERS


def test_a_disk_without_room_for_the_file_is_told(remote: Remote) -> None:
    with pytest.raises(CannotWrite):
        first_load._fetch(remote, remote.snapshot(), Path("/dev/full"))


def test_a_file_that_came_damaged_is_not_read(remote: Remote, tmp_path: Path) -> None:
    made = msgspec.structs.replace(remote.snapshot(), digest=bytes(32))
    with pytest.raises(Garbled):
        first_load._fetch(remote, made, tmp_path / "fetched")
