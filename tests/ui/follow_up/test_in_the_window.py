"""The Wiedervorlage in the whole window: what is done can be taken back, and wishes lead on."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kosidesk.app import stage
from kosidesk.app.room import Room
from kosidesk.services.follow_ups import FullCase
from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.follow_up.lines import Pile
from kosidesk.ui.follow_up.screen import FollowUpScreen
from kosidesk.ui.wardrobe import Wardrobe


@pytest.fixture
def room(tmp_path: Path, qapp: Application) -> Iterator[Room]:
    wardrobe = Wardrobe(qapp, tmp_path / "settings.toml", Settings())
    remembered = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = Room(stage.set_up(tmp_path, stock=250), wardrobe, remembered, qapp)
    made.window.show()
    made.window.activateWindow()
    yield made
    made.close()
    made.deleteLater()
    wardrobe.deleteLater()


def opened(room: Room, qtbot: QtBot, pile: Pile) -> FollowUpScreen:
    screen = cast("FollowUpScreen", room.window.go("follow_up"))
    room.models.follow_ups.look_into(pile)
    qtbot.waitUntil(lambda: room.models.follow_ups.sight is not None)
    screen.call()
    return screen


def code(room: Room) -> str:
    sight = room.models.follow_ups.sight
    return sight.consultation.code if isinstance(sight, FullCase) else ""


def button(room: Room, words: str) -> QPushButton:
    return next(b for b in room.window.findChildren(QPushButton) if b.isVisible() and b.text() == words)


def test_a_case_that_is_done_gives_way_to_the_next_and_comes_back(room: Room, qtbot: QtBot) -> None:
    screen = opened(room, qtbot, Pile.MINE)
    assert code(room) == stage.ANONYMOUS_CODE

    QTest.keyClicks(screen.focusWidget(), "e")
    qtbot.waitUntil(lambda: code(room) == stage.KNOWN_CODE)
    QTest.mouseClick(button(room, "Rückgängig"), Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: len(room.models.follow_ups.rows.ids()) == 2)


def test_a_letter_to_an_organisation_waits_among_the_papers(room: Room, qtbot: QtBot) -> None:
    opened(room, qtbot, Pile.OFFERS)
    for _ in range(2):
        room.window.go("follow_up")
        QTest.mouseClick(button(room, "Zu den Briefen"), Qt.MouseButton.LeftButton)
        assert room.window.current() == "papers"
        assert len(room.models.papers.organisations) == 1
