"""A desk that is not as it should be finds out, keeps what it had for a person, and takes the server's."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from kosidesk.domain.conflict import LOST_AND_FOUND
from kosidesk.services.syncing import Link
from kosidesk.storage import notes, read
from tests.desks import JON, MARA, offer
from tests.server.served import Clock, Served, served
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
    with ExitStack() as stack:
        mara = stack.enter_context(seat(town, clock, tmp_path / "mara", MARA))
        yield mara, stack.enter_context(seat(town, clock, tmp_path / "jon", JON))


def spoil(sat: Seat, sql: str) -> None:
    """As a broken disk, or a bug, would."""
    with sat.desk.database.writing() as connection:
        connection.exec_driver_sql(sql)


def found(sat: Seat) -> list[str]:
    conflicts = read.all_of(sat.desk.database, "conflict")
    return [one.text("theirs") for one in conflicts if one.text("reason") == LOST_AND_FOUND]


def test_equal_ends_have_nothing_to_say(seats: tuple[Seat, Seat], clock: Clock) -> None:
    mara, jon = seats
    offer(mara.desk, "Vorlesen", hours_a_week=2.0, fields=("children",))
    for _time in range(3):
        mara.sync()
        jon.sync()
        clock.now += timedelta(days=1)

    assert found(mara) == found(jon) == []
    assert notes.read(mara.desk.database, "found") == ""


def test_a_field_that_changed_by_itself_is_kept_and_the_servers_word_taken(
    seats: tuple[Seat, Seat], clock: Clock
) -> None:
    mara, _jon = seats
    made = offer(mara.desk, "Vorlesen")
    mara.sync()
    spoil(mara, "UPDATE offer SET title = 'Vorgelesen'")
    clock.now += timedelta(days=1)

    mara.sync()

    assert mara.record("offer", made.id).text("title") == "Vorlesen"
    assert len(found(mara)) == 1
    assert "Vorgelesen" in found(mara)[0]


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM offer",
        "DELETE FROM confirmed WHERE kind = 'offer'",
        "UPDATE confirmed SET rev = rev + 1000 WHERE kind = 'offer'",
    ],
)
def test_what_was_lost_comes_back(seats: tuple[Seat, Seat], clock: Clock, damage: str) -> None:
    mara, _jon = seats
    made = offer(mara.desk, "Vorlesen")
    mara.sync()
    spoil(mara, damage)
    clock.now += timedelta(days=1)

    mara.sync()

    assert mara.record("offer", made.id).text("title") == "Vorlesen"


def test_a_repair_that_was_interrupted_is_finished_the_next_time(
    seats: tuple[Seat, Seat], clock: Clock
) -> None:
    mara, _jon = seats
    offer(mara.desk, "Vorlesen")
    mara.sync()
    notes.write(
        mara.desk.database, "found", f'[["offer", "{"0" * 8}-0000-7000-8000-{"0" * 12}", {{"title": "X"}}]]'
    )
    link = Link(mara.desk)

    link.sync()

    link.hang_up()
    assert len(found(mara)) == 1
    assert notes.read(mara.desk.database, "found") == ""
