"""The guide hears in the real window what the tour waits for, and leaves a real desk alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kosidesk.app.room import Room
from kosidesk.search.query import Query
from kosidesk.services import demo_desk, offers, vault
from kosidesk.services.finishing import Agreement
from kosidesk.services.vault import NewDesk, Opened
from kosidesk.settings import Settings, load
from kosidesk.ui.application import Application
from kosidesk.ui.tour.card import TourCard
from kosidesk.ui.tour.model import Tour
from kosidesk.ui.wardrobe import Wardrobe
from tests.ui.bench import Heard

WAIT_MS = 20_000


def entered(opened: Opened, folder: Path, qapp: Application) -> Iterator[Room]:
    wardrobe = Wardrobe(qapp, folder / "settings.toml", Settings())
    remembered = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    made = Room(opened, wardrobe, remembered, qapp)
    made.window.show()
    yield made
    made.close()
    made.deleteLater()
    wardrobe.deleteLater()


@pytest.fixture
def demo(tmp_path: Path, qapp: Application) -> Iterator[Room]:
    yield from entered(demo_desk.open_demo(tmp_path / "desk", Settings(), offers=20), tmp_path, qapp)


@pytest.fixture
def real(tmp_path: Path, qapp: Application) -> Iterator[Room]:
    made = NewDesk("Zentrum", "wuppertal", "Mara", "vier graue tauben fliegen")
    yield from entered(vault.create(tmp_path / "desk", made, Settings()), tmp_path, qapp)


def place(tour: Tour) -> int:
    return tour.stop.place if tour.stop else 0


def test_on_a_demo_desk_it_is_offered_once(demo: Room, tmp_path: Path) -> None:
    assert demo.models.tour.stop is None
    demo.welcome()
    assert place(demo.models.tour) == 1
    demo.models.tour.end()
    demo.welcome()
    assert demo.models.tour.stop is None
    assert load(tmp_path / "settings.toml").tour_offered


def test_on_a_real_desk_it_is_not_offered_and_leads_to_the_demo(real: Room, tmp_path: Path) -> None:
    real.welcome()
    real.window.tour_wanted.emit()
    assert real.models.tour.stop is None
    gone = Heard(real.practice_wanted, real)
    buttons = real.window.findChildren(QPushButton)
    next(button for button in buttons if button.text() == "Dorthin wechseln").click()
    assert len(gone.all) == 1
    assert not load(tmp_path / "settings.toml").tour_offered


def test_the_card_stands_in_the_window_and_marks_the_way(demo: Room) -> None:
    demo.models.tour.begin()
    card = demo.window.findChild(TourCard)
    assert card.isVisible()
    demo.models.tour.go_on()
    marked = [b.text() for b in demo.window.findChildren(QPushButton) if b.property("pointed")]
    assert marked == ["Start"]
    demo.models.tour.end()
    assert not [b for b in demo.window.findChildren(QPushButton) if b.property("pointed")]


def test_a_whole_talk_leads_through_the_whole_tour(demo: Room, qtbot: QtBot) -> None:
    models, window, tour = demo.models, demo.window, demo.models.tour
    conversation = models.conversation

    def reaches(number: int) -> None:
        qtbot.waitUntil(lambda: place(tour) == number, timeout=WAIT_MS)

    tour.begin()
    tour.go_on()
    conversation.begin()
    reaches(3)
    qtbot.waitUntil(lambda: conversation.wishing.wish is not None, timeout=WAIT_MS)
    conversation.wishing.say({"districts": ("Barmen",)})
    conversation.wishing.keep()
    reaches(4)
    desk = models.desk
    conversation.pick(offers.rows(desk, offers.find(desk, Query(desk.today())).ns[:1])[0].id)
    reaches(5)
    window.sheet_wanted.emit()
    reaches(6)
    conversation.agree(Agreement())
    reaches(7)
    window.go("follow_up")
    reaches(8)
    window.look()
    assert place(tour) == 8
    window.search.insert("zettel")
    reaches(9)
    tour.go_on()
    assert tour.stop is None
