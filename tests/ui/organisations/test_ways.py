"""The ways between organisations, their offers and the form, in the whole window."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from kosidesk.app.room import Room
from kosidesk.services import demo_desk
from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.editing.screen import EditingScreen
from kosidesk.ui.offers.screen import OffersScreen
from kosidesk.ui.organisations.screen import OrganisationsScreen
from kosidesk.ui.wardrobe import Wardrobe

WAIT_MS = 20_000


@pytest.fixture
def room(tmp_path: Path, qapp: Application) -> Iterator[Room]:
    wardrobe = Wardrobe(qapp, tmp_path / "settings.toml", Settings())
    remembered = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = Room(demo_desk.open_demo(tmp_path / "desk", Settings(), offers=30), wardrobe, remembered, qapp)
    made.window.show()
    yield made
    made.close()
    made.deleteLater()
    wardrobe.deleteLater()


@pytest.fixture
def screen(room: Room, qtbot: QtBot) -> OrganisationsScreen:
    made = cast("OrganisationsScreen", room.window.go("organisations"))
    qtbot.waitUntil(lambda: made.model.sight is not None, timeout=WAIT_MS)
    return made


def test_an_offer_is_read_and_escape_leads_back(
    room: Room, screen: OrganisationsScreen, qtbot: QtBot
) -> None:
    screen._offers._open.click()
    qtbot.waitUntil(lambda: room.window.current() == "offers", timeout=WAIT_MS)
    offers = cast("OffersScreen", room.window.screen_widget("offers"))
    ours = screen.model.sight
    assert ours
    qtbot.waitUntil(
        lambda: offers.model.sight is not None and offers.model.sight.n == ours.full.offers[0],
        timeout=WAIT_MS,
    )
    qtbot.keyClick(offers._detail._reader, Qt.Key.Key_Escape)
    qtbot.keyClick(offers._list, Qt.Key.Key_Escape)
    assert room.window.current() == "organisations"


def test_a_new_offer_already_names_the_organisation(
    room: Room, screen: OrganisationsScreen, qtbot: QtBot
) -> None:
    screen._offers._new.click()
    form = cast("EditingScreen", room.window.screen_widget("editing"))
    assert room.window.current() == "editing"
    assert screen.model.sight
    name = screen.model.sight.full.organisation.name
    (field,) = form._page().form._organisation_inputs()
    qtbot.waitUntil(lambda: name in field._line.text(), timeout=WAIT_MS)
    form.leave()
    assert room.window.current() == "organisations"


def test_f2_edits_the_organisation(room: Room, screen: OrganisationsScreen, qtbot: QtBot) -> None:
    qtbot.keyClick(screen, Qt.Key.Key_F2)
    form = cast("EditingScreen", room.window.screen_widget("editing"))
    assert screen.model.sight
    assert (form.model.kind, form.model.id) == ("organisation", screen.model.sight.full.organisation.id)
