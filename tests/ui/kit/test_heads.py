"""The head of a screen gives way: where its actions do not fit beside the title, they stand below it."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.heads import ScreenHead
from kosidesk.ui.kit.layouts import column
from tests.ui.looks import cut_off


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 200)
    return made


@pytest.fixture
def head(window: QWidget) -> ScreenHead:
    made = ScreenHead("Einrichtungen", window, Button("Liste ausgeben …"), Button("Neue Einrichtung"))
    made.say("146 Einrichtungen")
    window.setLayout(column(made, None))
    window.show()
    return made


def actions(head: ScreenHead) -> list[Button]:
    return head.findChildren(Button)


def test_actions_stand_beside_the_title(head: ScreenHead) -> None:
    assert all(button.y() < head.title.geometry().bottom() for button in actions(head))


def test_in_a_narrow_window_they_stand_below_it_and_nothing_is_cut_off(
    head: ScreenHead, qtbot: QtBot
) -> None:
    head.window().resize(head.window().minimumSizeHint().width(), 200)
    qtbot.waitUntil(lambda: all(b.y() > head.remark.geometry().bottom() for b in actions(head)))
    assert cut_off(head) == []
    head.window().resize(900, 200)
    qtbot.waitUntil(lambda: all(b.y() < head.title.geometry().bottom() for b in actions(head)))


def test_larger_text_moves_them_too(head: ScreenHead, qtbot: QtBot, qapp: Application) -> None:
    head.window().resize(560, 200)
    try:
        qapp.use(Settings(text_size=1.5))
        qtbot.waitUntil(lambda: all(b.y() > head.remark.geometry().bottom() for b in actions(head)))
    finally:
        qapp.use(Settings())


def test_a_longer_title_moves_them_and_a_shorter_one_back(head: ScreenHead, qtbot: QtBot) -> None:
    head.title.setText("angebote-aus-vohwinkel-und-cronenberg-vom-November.csv")
    qtbot.waitUntil(lambda: all(b.y() > head.remark.geometry().bottom() for b in actions(head)))
    head.title.setText("Kurz")
    qtbot.waitUntil(lambda: all(b.y() < head.title.geometry().bottom() for b in actions(head)))
