"""Real desks and a real server on this machine: what one does the others see, and nothing is lost."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Thread

import msgspec
import pytest

from kosidesk.domain.agency import Counsellor
from kosidesk.domain.change import Edit
from kosidesk.domain.errors import (
    Cancelled,
    DeskRevoked,
    KosiError,
    ManyGone,
    NotConnected,
    NotOurServer,
    Refused,
    ServerUnreachable,
)
from kosidesk.protocol import faults
from kosidesk.server.identity import revoke
from kosidesk.server.identity.devices import LEASE_DAYS
from kosidesk.server.person import COORDINATION, COUNSELLOR
from kosidesk.services import connection, history, syncing
from kosidesk.services.syncing import Link
from kosidesk.storage import read
from tests.desks import JON, MARA, make_desk, offer
from tests.server.served import Clock, Served, served
from tests.services.towns import Seat, seat

pytestmark = pytest.mark.usefixtures("sockets")

Sit = Callable[..., Seat]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def town(tmp_path: Path, clock: Clock) -> Iterator[Served]:
    with served(tmp_path / "server", clock) as running:
        yield running


@pytest.fixture
def sit(town: Served, clock: Clock, tmp_path: Path) -> Iterator[Sit]:
    with ExitStack() as seats:

        def down(user: Counsellor, role: str = COORDINATION) -> Seat:
            number = len(list(tmp_path.glob("desk-*"))) + 1
            return seats.enter_context(seat(town, clock, tmp_path / f"desk-{number}", user, role))

        yield down


def test_what_one_desk_does_another_sees(sit: Sit) -> None:
    mara, jon = sit(MARA), sit(JON, COUNSELLOR)
    made = offer(mara.desk, "Vorlesen")
    assert syncing.state(mara.desk).waiting > 0

    sent = mara.link.sync()
    got = jon.link.sync()

    assert (sent.state.waiting, sent.state.whole) == (0, True)
    assert made.id in got.changes.touched["offer"]
    assert jon.record("offer", made.id).text("title") == "Vorlesen"


def test_the_same_field_changed_on_both_is_for_a_person_to_decide(sit: Sit) -> None:
    mara, jon = sit(MARA), sit(JON, COUNSELLOR)
    made = offer(mara.desk, "Vorlesen")
    mara.sync()
    jon.sync()
    mara.change(made, title="Vorlesen am Samstag")
    jon.change(made, title="Vorlesen in Barmen")

    mara.sync()
    jon.sync()
    mara.sync()

    assert syncing.state(mara.desk).conflicts == syncing.state(jon.desk).conflicts == 1
    assert mara.record("offer", made.id) == jon.record("offer", made.id)


def test_what_both_entered_is_suspected_by_the_sync_and_nobody_takes_that_back(sit: Sit) -> None:
    mara, jon = sit(MARA), sit(JON)
    offer(mara.desk, "Vorlesen", "Haus am See")
    mara.sync()
    mine = offer(jon.desk, "VORLESEN", "Haus am See")
    own = history.last_action(jon.desk)

    got = jon.link.sync()

    (suspicion,) = (
        one for one in read.all_of(jon.desk.database, "conflict") if one.text("of_kind") == "offer"
    )
    assert mine.id in (suspicion.text("of_record"), suspicion.text("theirs").strip('"'))
    assert suspicion.id in got.changes.touched["conflict"]
    assert history.last_action(jon.desk) == own
    mara.sync()
    jon.sync()
    mara.sync()
    assert mara.record("conflict", suspicion.id) == suspicion


def test_while_the_server_is_away_work_waits_and_the_state_says_since_when(
    tmp_path: Path, clock: Clock
) -> None:
    with served(tmp_path / "server", clock) as town, seat(town, clock, tmp_path / "desk", MARA) as mara:
        mara.sync()
        town.web.close()
        lost = msgspec.structs.replace(connection.require(mara.desk), address="localhost:1")
        connection.keep(mara.desk, lost)
        offer(mara.desk, "Vorlesen")
        gone, link = clock(), Link(mara.desk)
        for _try in range(2):
            with pytest.raises(ServerUnreachable):
                link.sync()
            clock.now += timedelta(days=3)
        link.hang_up()

        state = syncing.state(mara.desk)

    assert (state.away_since, state.is_offline(clock())) == (gone, True)
    assert state.waiting > 0


def test_who_watches_hears_of_news_at_once_and_not_of_her_own(sit: Sit) -> None:
    mara, jon = sit(MARA), sit(JON)
    mara.sync()
    jon.sync()
    mara.sync()
    heard: list[bool] = []
    watch = Thread(target=lambda: heard.append(mara.link.watch()))
    watch.start()

    offer(jon.desk, "Vorlesen")
    jon.sync()
    watch.join(10)

    assert heard == [True]


def test_hanging_up_ends_a_watch_at_once(sit: Sit) -> None:
    mara = sit(MARA)
    mara.sync()
    ended: list[type[KosiError]] = []

    def watch() -> None:
        try:
            while True:
                mara.link.watch()
        except KosiError as error:
            ended.append(type(error))

    waiting = Thread(target=watch)
    waiting.start()
    mara.link.hang_up()
    waiting.join(5)

    assert ended == [Cancelled]
    with pytest.raises(Cancelled):
        mara.link.sync()


def test_a_barred_desk_hands_in_what_waits_and_is_told_to_erase_itself(town: Served, sit: Sit) -> None:
    mara = sit(MARA)
    mara.sync()
    offer(mara.desk, "Vorlesen")
    with town.context.office.writing() as bound:
        revoke.revoke_device(bound, mara.machine.id)

    with pytest.raises(DeskRevoked):
        mara.sync()

    state = syncing.state(mara.desk)
    assert (state.waiting, state.rejected > 0) == (0, True)


def test_an_order_nobody_of_ours_has_signed_erases_nothing(town: Served, sit: Sit) -> None:
    mara = sit(MARA)
    mara.sync()
    made = offer(mara.desk, "Vorlesen")
    connection.keep(
        mara.desk, msgspec.structs.replace(connection.require(mara.desk), policy=bytes(range(32)))
    )
    with town.context.office.writing() as bound:
        revoke.revoke_device(bound, mara.machine.id)
    link = Link(mara.desk)

    with pytest.raises(Refused) as refusal:
        link.sync()

    link.hang_up()
    assert refusal.value.facts == (faults.FORBIDDEN,)
    assert mara.record("offer", made.id) == made


def test_a_counsellor_who_was_revoked_reads_nothing_more_and_loses_nothing(town: Served, sit: Sit) -> None:
    mara = sit(MARA)
    made = offer(mara.desk, "Vorlesen")
    mara.sync()
    with town.context.office.writing() as bound:
        revoke.revoke_account(bound, MARA.id)

    with pytest.raises(Refused):
        mara.sync()

    assert mara.record("offer", made.id).text("title") == "Vorlesen"


def test_so_much_that_would_vanish_is_asked_about_first(sit: Sit) -> None:
    mara, jon = sit(MARA), sit(JON)
    for number in range(60):
        offer(mara.desk, f"Angebot {number}")
    mara.sync()
    jon.sync()
    gone = read.all_of(mara.desk.database, "offer") + read.all_of(mara.desk.database, "place")
    mara.desk.write(*(Edit(record, None) for record in gone))
    mara.sync()

    with pytest.raises(ManyGone):
        jon.sync()
    kept = len(read.all_of(jon.desk.database, "offer"))
    jon.link.sync(allow_vanishing=True)

    assert (kept, len(read.all_of(jon.desk.database, "offer"))) == (60, 0)


def test_a_clock_that_is_far_off_is_told_and_stops_nothing(sit: Sit) -> None:
    mara = sit(MARA)
    fast = replace(mara.desk, clock=lambda: mara.desk.clock() + timedelta(minutes=7))
    link = Link(fast)

    state = link.sync().state

    link.hang_up()
    assert (state.skew, state.is_skewed()) == (timedelta(minutes=7), True)


def test_every_meeting_begins_the_lease_anew(sit: Sit, clock: Clock) -> None:
    mara = sit(MARA)
    mara.sync()
    clock.now += timedelta(days=20)

    left = mara.link.sync().state.lease_left

    assert left == timedelta(days=LEASE_DAYS)


def test_another_certificate_is_not_our_server(sit: Sit) -> None:
    mara = sit(MARA)
    other = msgspec.structs.replace(connection.require(mara.desk), fingerprint="0" * 64)
    connection.keep(mara.desk, other)

    with pytest.raises(NotOurServer) as refusal:
        Link(mara.desk).sync()

    assert refusal.value.facts[1] == "certificate"


def test_a_desk_without_a_server_stands_alone(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)

    with pytest.raises(NotConnected):
        Link(desk).sync()
    alone = syncing.state(desk)
    desk.database.close()

    assert not alone.is_connected
