"""The window keeps the desk and a real server together, and says how they stand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec import structs
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.domain.agency import AGENCY_ID
from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.errors import ManyGone, ServerUnreachable
from kosidesk.domain.record import Record
from kosidesk.domain.sync_state import SyncState
from kosidesk.protocol.lease import extension
from kosidesk.server.identity import revoke
from kosidesk.server.person import COUNSELLOR
from kosidesk.services import connection
from kosidesk.services.connection import Connection, Contact
from kosidesk.storage import read
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.consultation.model import Conversation
from kosidesk.ui.consultation.screen import ConsultationScreen
from kosidesk.ui.syncing.model import Sight, Syncing
from kosidesk.ui.syncing.screen import SyncScreen
from kosidesk.ui.tasks import Tasks
from tests.desks import JON, MARA, NOW, make_desk, offer
from tests.server.served import Clock, Served, served
from tests.services.towns import Seat, seat
from tests.ui.bench import Heard, bench
from tests.ui.looks import nameless

pytestmark = pytest.mark.usefixtures("sockets")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def town(tmp_path: Path, clock: Clock) -> Iterator[Served]:
    with served(tmp_path / "server", clock) as running:
        yield running


@pytest.fixture
def mara(town: Served, clock: Clock, tmp_path: Path) -> Iterator[Seat]:
    with seat(town, clock, tmp_path / "mara", MARA) as sat:
        yield sat


@pytest.fixture
def bus() -> ChangeBus:
    return ChangeBus()


@pytest.fixture
def model(mara: Seat, bus: ChangeBus) -> Iterator[Syncing]:
    owner = QObject()
    lanes = Tasks(owner)
    made = Syncing(mara.desk, lanes, bus, owner)
    yield made
    made.stop()
    lanes.close()


def begin(model: Syncing, qtbot: QtBot) -> None:
    model.begin()
    qtbot.waitUntil(lambda: model.sight.state.last is not None)


def test_it_begins_by_itself_and_goes_on_after_every_change(
    model: Syncing, mara: Seat, bus: ChangeBus, qtbot: QtBot
) -> None:
    begin(model, qtbot)
    assert model.sight.state.waiting == 0

    offer(mara.desk, "Vorlesen")
    bus.changed.emit(Changes("one", {"offer": frozenset()}))
    qtbot.waitUntil(lambda: model.sight.state.waiting > 0)

    qtbot.waitUntil(lambda: model.sight.state.waiting == 0 and not model.sight.working)


def test_what_another_desk_does_is_told_to_the_screens(  # noqa: PLR0917 - fixtures
    model: Syncing, town: Served, clock: Clock, tmp_path: Path, bus: ChangeBus, qtbot: QtBot
) -> None:
    heard = Heard(bus.changed, model)
    begin(model, qtbot)
    with seat(town, clock, tmp_path / "jon", JON) as jon:
        made = offer(jon.desk, "Vorlesen")
        jon.sync()
        qtbot.waitUntil(lambda: any(made.id in told.touched.get("offer", ()) for told in heard.all))


def test_a_server_that_is_away_is_an_answer_only_for_who_asked(
    model: Syncing, mara: Seat, qtbot: QtBot
) -> None:
    connection.keep(mara.desk, elsewhere(connection.require(mara.desk)))
    refused = Heard(model.refused, model)
    model.begin()
    qtbot.waitUntil(lambda: model.sight.state.away_since is not None)
    assert refused.all == []

    with qtbot.waitSignal(model.refused):
        model.sync()

    assert isinstance(refused.last, ServerUnreachable)


def elsewhere(known: Connection) -> Connection:
    """Nobody listens there."""
    return structs.replace(known, address="localhost:1")


def test_when_the_network_returns_it_tries_at_once(model: Syncing, mara: Seat, qtbot: QtBot) -> None:
    there = connection.require(mara.desk)
    connection.keep(mara.desk, elsewhere(there))
    model.begin()
    qtbot.waitUntil(lambda: model.sight.state.away_since is not None)
    connection.keep(mara.desk, there)
    model.reconnect()
    qtbot.waitUntil(lambda: model.sight.state.last is not None)

    with qtbot.waitSignal(model.shown, check_params_cb=lambda sight: sight.working):
        model.network_returned()


def test_a_barred_desk_says_so_and_falls_silent(
    model: Syncing, mara: Seat, town: Served, qtbot: QtBot
) -> None:
    begin(model, qtbot)
    with town.context.office.writing() as bound:
        revoke.revoke_device(bound, mara.machine.id)

    with qtbot.waitSignal(model.barred):
        model.sync()


def test_a_desk_without_a_server_says_where_to_find_one(tmp_path: Path, qtbot: QtBot) -> None:
    desk, owner = make_desk(tmp_path), QObject()
    lanes = Tasks(owner)
    alone = Syncing(desk, lanes, ChangeBus(owner), owner)
    screen = SyncScreen(alone, desk.clock)
    qtbot.addWidget(screen)
    with qtbot.waitSignal(alone.done):
        alone.sync()
    screen.show()
    assert "arbeitet für sich" in said(screen)
    assert not button(screen, "Jetzt abgleichen").isVisible()
    alone.stop()
    lanes.close()
    desk.database.close()


@pytest.fixture
def screen(model: Syncing, qtbot: QtBot) -> SyncScreen:
    made = SyncScreen(model, lambda: NOW)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitSignal(model.shown):
        made.show()
    return made


def said(screen: QWidget) -> str:
    return " | ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def button(screen: QWidget, words: str) -> QPushButton:
    return next(found for found in screen.findChildren(QPushButton) if found.text() == words)


def test_the_screen_tells_everything_in_sentences(model: Syncing, screen: SyncScreen, qtbot: QtBot) -> None:
    state = SyncState(
        "kosi.example.org", waiting=17, conflicts=3, rejected=1, last=NOW - timedelta(days=3), whole=False
    )
    model.shown.emit(Sight(replace(state, away_since=NOW - timedelta(days=3))))

    told = said(screen)

    assert "17 Änderungen von hier warten" in told
    assert "1 Änderung hat der Server nicht angenommen" in told
    assert "Die erste Übertragung ist noch nicht vollständig" in told
    with qtbot.waitSignal(screen.conflicts_wanted):
        button(screen, "Widersprüche ansehen").click()
    assert nameless(screen) == []


def test_what_the_server_did_not_take_is_listed_with_the_reason(
    town: Served, clock: Clock, tmp_path: Path, bus: ChangeBus, qtbot: QtBot
) -> None:
    owner = QObject()
    lanes = Tasks(owner)
    with seat(town, clock, tmp_path / "jon", JON, role=COUNSELLOR) as jon:
        jon.desk.write(Edit(None, Record("agency", AGENCY_ID, {"name": "Talblick"})))
        made = Syncing(jon.desk, lanes, bus, owner)
        shown = SyncScreen(made, lambda: NOW)
        qtbot.addWidget(shown)
        shown.show()
        begin(made, qtbot)

        qtbot.waitUntil(lambda: "ändert die Koordination" in said(shown))

        assert "„Talblick“ angelegt" in said(shown)
        made.stop()
        lanes.close()


def test_much_that_would_go_is_asked_about_once(model: Syncing, screen: SyncScreen, qtbot: QtBot) -> None:
    held = Sight(SyncState("kosi.example.org"), held=ManyGone(120))
    model.shown.emit(held)
    model.shown.emit(held)
    agree = [one for one in screen.findChildren(QPushButton) if one.text() == "Ja, das ist so gewollt"]
    assert len(agree) == 1

    with qtbot.waitSignal(model.shown, check_params_cb=lambda sight: sight.working):
        agree[0].click()


def test_a_code_of_the_coordination_is_typed_where_the_end_is_told(
    model: Syncing, mara: Seat, screen: SyncScreen, qtbot: QtBot
) -> None:
    connection.keep_contact(mara.desk, Contact(lease_until=NOW, latest=NOW))
    with qtbot.waitSignal(model.shown):
        model.look()
    assert "Beratungen bleiben geschlossen" in said(screen)
    assert model.is_closed()
    field = next(f for f in screen.findChildren(QLineEdit) if f.isVisible())
    QTest.keyClicks(field, extension(bytes(32), mara.machine.id, (NOW + timedelta(days=30)).date()))

    with qtbot.waitSignals([model.done, model.closed]):
        button(screen, "Frist verlängern").click()

    qtbot.waitUntil(lambda: "geschlossen" not in said(screen))
    assert read.all_of(mara.desk.database, "consultation") == ()


def test_a_closed_desk_says_so_where_consultations_are(tmp_path: Path, qtbot: QtBot) -> None:
    with bench(tmp_path) as here:
        page = ConsultationScreen(Conversation(here.desk, here.tasks, here.bus, here.owner))
        qtbot.addWidget(page)
        page.show()
        page.show_closed(closed=True)
        assert "zu lange ohne Verbindung" in said(page)
        assert not button(page, "Beratung beginnen").isVisible()
        page.show_closed(closed=False)
        assert button(page, "Beratung beginnen").isVisible()
