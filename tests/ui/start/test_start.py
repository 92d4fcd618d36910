"""The first screen says what stands on the desk and leads on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kosidesk.domain.change import Changes
from kosidesk.services import consultations
from kosidesk.ui.start.model import Desktop
from kosidesk.ui.start.screen import StartScreen
from tests.desks import offer
from tests.ui.bench import Bench, Heard, bench
from tests.ui.looks import cut_off, nameless


@pytest.fixture
def here(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def shown(here: Bench, qtbot: QtBot) -> StartScreen:
    model = Desktop(here.desk, here.tasks, here.bus, here.owner)
    made = StartScreen(model, here.desk.clock)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitUntil(lambda: "Offene Beratungen" in said(made))
    return made


def said(screen: StartScreen) -> str:
    return " ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def button(screen: StartScreen, words: str) -> QPushButton:
    return next(b for b in screen.findChildren(QPushButton) if words in (b.text(), b.accessibleName()))


def test_an_empty_desk_offers_an_import(here: Bench, qtbot: QtBot) -> None:
    screen = shown(here, qtbot)
    assert "Noch keine Angebote" in said(screen)
    wishes = Heard(screen.import_wanted, screen)
    QTest.mouseClick(button(screen, "Datei importieren …"), Qt.MouseButton.LeftButton)
    assert len(wishes.all) == 1


def test_an_open_talk_is_gone_on_with(here: Bench, qtbot: QtBot) -> None:
    talk = consultations.begin(here.desk)
    consultations.pick(here.desk, talk.id, offer(here.desk, "Vorlesen").id)
    screen = shown(here, qtbot)
    assert talk.code in said(screen)
    assert "1 Angebot vorgemerkt" in said(screen)
    wishes = Heard(screen.resume_wanted, screen)
    go_on = button(screen, f"Beratung {talk.code} weiterführen")
    go_on.setFocus()
    QTest.keyClick(go_on, Qt.Key.Key_Return)
    assert wishes.all == [talk.id]


def test_what_changes_on_the_desk_is_shown_at_once(here: Bench, qtbot: QtBot) -> None:
    screen = shown(here, qtbot)
    record = offer(here.desk, "Vorlesen")
    here.bus.changed.emit(Changes("1", {"offer": frozenset((record.id,))}))
    qtbot.waitUntil(lambda: "1 Angebot auf diesem Schreibtisch" in said(screen))


def test_one_key_begins(here: Bench, qtbot: QtBot) -> None:
    screen = shown(here, qtbot)
    wishes = Heard(screen.begin_wanted, screen)
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    assert len(wishes.all) == 1


def test_everything_has_a_name_and_room(here: Bench, qtbot: QtBot) -> None:
    consultations.begin(here.desk)
    screen = shown(here, qtbot)
    assert nameless(screen) == []
    assert cut_off(screen) == []
