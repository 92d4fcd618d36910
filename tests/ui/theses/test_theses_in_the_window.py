"""From a talk to the statements and back, with the keyboard alone; and from its wish into the list."""

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
from kosidesk.domain.wish import Wish
from kosidesk.services import theses, wish_query, wishes
from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.offers.screen import OffersScreen
from kosidesk.ui.wardrobe import Wardrobe


@pytest.fixture
def room(tmp_path: Path, qapp: Application, qtbot: QtBot) -> Iterator[Room]:
    wardrobe = Wardrobe(qapp, tmp_path / "settings.toml", Settings())
    remembered = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = Room(stage.set_up(tmp_path, stock=60), wardrobe, remembered, qapp)
    made.window.show()
    made.window.activateWindow()
    with qtbot.waitSignal(made.models.conversation.begun):
        made.models.conversation.begin()
    yield made
    made.close()
    made.deleteLater()
    wardrobe.deleteLater()


def press(room: Room, key: Qt.Key) -> None:
    QTest.keyClick(room.window.focusWidget() or room.window, key)


def wish(room: Room) -> Wish:
    talk = room.models.conversation.talk()
    assert talk
    room.models.conversation.keep()
    while not room.models.tasks.is_idle():
        QTest.qWait(5)
    return wishes.of(room.models.desk, talk.id)


def answer_all(room: Room, first: Qt.Key, qtbot: QtBot) -> None:
    press(room, Qt.Key.Key_F4)
    assert room.window.current() == "theses"
    press(room, first)
    with qtbot.waitSignal(room.models.theses.answered):
        for _ in theses.asked(room.models.desk.city)[1:]:
            press(room, Qt.Key.Key_0)


def test_answers_come_into_the_wish_with_the_keyboard_alone(room: Room, qtbot: QtBot) -> None:
    answer_all(room, Qt.Key.Key_1, qtbot)
    QTest.keyClick(room.window.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert room.window.current() == "consultation"
    assert wish(room).target_groups == ("Kinder",)


def test_esc_leaves_and_nothing_of_the_answers_is_kept_or_lost(room: Room, qtbot: QtBot) -> None:
    answer_all(room, Qt.Key.Key_3, qtbot)
    press(room, Qt.Key.Key_Escape)
    assert room.window.current() == "consultation"
    blank = wish(room)
    assert blank == Wish(blank.id, blank.consultation)
    with qtbot.waitSignal(room.models.theses.answered) as again:
        press(room, Qt.Key.Key_F4)
    assert again.args[0].news.without_target_groups == ("Kinder",)


def test_the_next_client_finds_no_answers_of_the_one_before(room: Room, qtbot: QtBot) -> None:
    answer_all(room, Qt.Key.Key_1, qtbot)
    with qtbot.waitSignal(room.models.conversation.begun):
        room.models.conversation.begin()
    with qtbot.waitSignal(room.models.theses.asked) as asked:
        press(room, Qt.Key.Key_F4)
    assert (asked.args[0].number, asked.args[0].answer) == (1, None)


def test_the_list_has_as_many_offers_as_the_talk_promises(room: Room, qtbot: QtBot) -> None:
    wishing = room.models.conversation.wishing
    with qtbot.waitSignal(wishing.counted, check_params_cb=lambda count: count is not None) as counted:
        wishing.say({"target_groups": ("Kinder",), "week": 1 << 4, "certificate": False})
    (count,) = counted.args
    words = f"In der Angebotsliste ({count})"
    button = next(b for b in room.window.findChildren(QPushButton) if b.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    offers = cast("OffersScreen", room.window.screen_widget("offers"))
    assert room.window.current() == "offers"
    assert wishing.wish
    assert offers.model.query == wish_query.query(room.models.desk, wishing.wish)
    qtbot.waitUntil(lambda: len(offers.model.rows.ids()) == count)
