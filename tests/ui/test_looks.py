"""The tests that look at windows would notice what they are there for."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import scrolling
from tests.ui.looks import cut_off, nameless, unreached


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    return made


@pytest.mark.parametrize(
    ("make", "width", "height"),
    [
        (partial(PlainLabel, "Angebote"), 20, 40),
        (partial(PlainLabel, "zwei Zeilen mit Wörtern", wrap=True), 90, 20),
        (partial(PlainLabel, "Katastrophenschutz", wrap=True), 50, 200),
        (partial(Button, "Importieren …"), 50, 40),
        (partial(Button, "unten hinaus"), 200, 900),
    ],
    ids=["label", "lines", "word", "button", "outside"],
)
def test_words_without_room_are_found(
    make: Callable[..., QWidget], width: int, height: int, window: QWidget
) -> None:
    make(parent=window).setFixedSize(width, height)
    window.show()
    assert len(cut_off(window)) == 1


def test_looking_for_what_tab_reaches_leaves_the_window_as_it_was(window: QWidget) -> None:
    content = QWidget()
    for place in (0, 900):
        Button("Speichern", content).move(0, place)
    content.setFixedSize(200, 1000)
    area = scrolling(content, window)
    area.setFixedSize(300, 200)
    window.show()
    window.activateWindow()
    assert unreached(window) == []
    assert area.verticalScrollBar().value() == 0


def test_controls_without_a_name_are_found(window: QWidget) -> None:
    QLineEdit(window)
    QToolButton(window).setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    QPushButton("Öffnen", window)
    window.show()
    assert nameless(window) == ["QLineEdit in QWidget", "QToolButton in QWidget"]
