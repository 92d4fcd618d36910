"""A whole day with keyboard and mouse: unlock, import, search, pick, put in order, see, save, end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.app.program import Program
from kosidesk.printing.preview import page_texts
from kosidesk.services import vault
from kosidesk.services.vault import NewDesk
from kosidesk.settings import Settings
from kosidesk.ui import messages
from kosidesk.ui.application import Application
from kosidesk.ui.consultation.pick_card import PickCard
from kosidesk.ui.main_window import MainWindow
from kosidesk.ui.wardrobe import Wardrobe
from tests.feeds import write_feed

PASSPHRASE = "vier graue tauben fliegen"
WAIT_MS = 20_000
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def program(tmp_path: Path, qapp: Application) -> Iterator[Program]:
    desk = NewDesk("Zentrum", "wuppertal", "Mara", PASSPHRASE)
    vault.create(tmp_path / "desk", desk, Settings()).close()
    wardrobe = Wardrobe(qapp, tmp_path / "settings.toml", Settings())
    remembered = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = Program(tmp_path / "desk", wardrobe, remembered, qapp)
    yield made
    made.close()
    made.deleteLater()
    wardrobe.deleteLater()


def test_a_day(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    feed = write_feed(tmp_path / "feed", offers=40, traps=())
    monkeypatch.setattr(messages, "choose_files", lambda *_: (feed.list_xml,))
    monkeypatch.setattr(messages, "choose_save", lambda *_: tmp_path / "zettel.pdf")
    window = unlock(program, qtbot)
    bring_in(window, qtbot)
    pick_two(window, qtbot)
    put_in_order(window, qtbot)
    first, second = (pick.title for pick in program.room.models.conversation.sitting.picks)  # type: ignore[union-attr]
    save_the_sheet(window, program, qtbot)
    text = " ".join(" ".join(page_texts((tmp_path / "zettel.pdf").read_bytes())).split())
    assert text.index(f"1 {first}") < text.index(f"2 {second}")
    assert "Sie lesen gern" in text
    end(window, program, qtbot)


def unlock(program: Program, qtbot: QtBot) -> MainWindow:
    program.open_door()
    assert program.door
    field = next(f for f in program.door.findChildren(QLineEdit) if f.isVisible())
    QTest.keyClicks(field, PASSPHRASE)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.room is not None, timeout=WAIT_MS)
    window = program.room.window  # type: ignore[union-attr]
    qtbot.waitExposed(window)
    return window


def bring_in(window: MainWindow, qtbot: QtBot) -> None:
    click(window, "Importieren")
    QTest.keyClick(window, Qt.Key.Key_O, CONTROL)
    qtbot.waitUntil(lambda: "40 neu" in said(window), timeout=WAIT_MS)
    click(window, "Übernehmen")
    qtbot.waitUntil(lambda: "40 Angebote" in said(window), timeout=WAIT_MS)


def pick_two(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_B, CONTROL)
    qtbot.waitUntil(lambda: window.current() == "consultation", timeout=WAIT_MS)
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(window.focusWidget(), "vorlesen")
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    rows = window.screen_widget("offers").model.rows
    qtbot.waitUntil(lambda: 2 <= rows.rowCount() < 40, timeout=WAIT_MS)
    for count in ("· 1 Angebot", "· 2 Angebote"):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
        qtbot.waitUntil(lambda count=count: is_in_bar(window, count), timeout=WAIT_MS)  # type: ignore[misc]


def put_in_order(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_B, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_F9)
    reason = titles(window)[0].parent().findChild(QLineEdit)
    reason.setFocus()
    QTest.keyClicks(reason, "Sie lesen gern")
    before = [label.text() for label in titles(window)]
    QTest.keyClick(reason, Qt.Key.Key_Down, ALT)
    qtbot.waitUntil(lambda: [label.text() for label in titles(window)] == before[::-1], timeout=WAIT_MS)
    assert window.focusWidget() is reason


def save_the_sheet(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_P, CONTROL)
    preview = program.room.models.preview  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: window.current() == "sheet" and preview.is_made(), timeout=WAIT_MS)
    with qtbot.waitSignal(preview.done, timeout=WAIT_MS):
        QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
    assert "Der Zettel ist gespeichert" in said(window)


def end(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    agree(window, qtbot)
    click(window, "Rückgängig")
    qtbot.waitUntil(lambda: program.room.models.conversation.sitting is not None, timeout=WAIT_MS)  # type: ignore[union-attr]
    agree(window, qtbot)
    qtbot.waitUntil(lambda: program.room.models.conversation.sitting is None, timeout=WAIT_MS)  # type: ignore[union-attr]
    window.close()


def agree(window: MainWindow, qtbot: QtBot) -> None:
    """What is proposed suits both; Enter is enough."""
    qtbot.waitUntil(lambda: is_offered(window, "Beenden"), timeout=WAIT_MS)
    click(window, "Beenden")
    qtbot.waitUntil(lambda: "Zum ersten Mal nachfragen" in said(window), timeout=WAIT_MS)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Hier läuft gerade keine Beratung" in said(window), timeout=WAIT_MS)
    assert "ist beendet. Nachgefragt wird am" in said(window)


def click(window: QWidget, words: str) -> None:
    found = next(one for one in window.findChildren(QPushButton) if one.text() == words and one.isVisible())
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def is_offered(window: QWidget, words: str) -> bool:
    return any(one.text() == words and one.isVisible() for one in window.findChildren(QPushButton))


def is_in_bar(window: MainWindow, words: str) -> bool:
    return any(button.text().endswith(words) for button in window.findChildren(QPushButton))


def said(window: QWidget) -> str:
    return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def titles(window: MainWindow) -> list[QLabel]:
    """The titles on the shortlist from above to below."""
    cards = window.screen_widget("consultation").findChildren(PickCard)
    return [card._title for card in sorted(cards, key=PickCard.y)]
