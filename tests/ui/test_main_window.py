"""The frame leads from screen to screen by mouse and keyboard, and hides everything when told to."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.domain.consultation import Consultation
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.services.overview import OpenTalk
from kosidesk.settings import CONTRAST, DARK, LIGHT, Settings
from kosidesk.ui.application import Application
from kosidesk.ui.frame.screen import Screen
from kosidesk.ui.frame.status_line import Status
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.heads import EmptyState, ScreenHead
from kosidesk.ui.kit.keys import Key
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, scrolling
from kosidesk.ui.main_window import MainWindow
from tests.ui.looks import cut_off, nameless

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
BEGUN = NOW - timedelta(minutes=23, seconds=40)
HERE = RecordId("00000000-0000-7000-9000-000000000001")
TALK = OpenTalk(Consultation(HERE, code="7K3QP2RD-M", begun_at=BEGUN), 2)
NAMES = ("Start", "Beratung", "Angebote", "Stellen", "Wiedervorlage", "Importieren", "Einstellungen")


def empty_screen(parent: QWidget) -> QWidget:
    made = QWidget(parent)
    head = ScreenHead("Angebote", made, Button("Importieren …", made, icon="import"))
    words = "Noch keine Angebote. Eine Datei importieren oder mit Beispieldaten üben."
    made.setLayout(column(head, EmptyState("offers", words, made, Button("Importieren …", made))))
    return made


SCREENS = (
    *(Screen(name, name, "offers", empty_screen, (Key("F2", f"{name} bearbeiten"),)) for name in NAMES),
    Screen("Zettel", "Zettel", "sheet", empty_screen, in_navigation=False),
)


@pytest.fixture
def remembered(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(remembered: QSettings, qtbot: QtBot) -> MainWindow:
    return shown(MainWindow(SCREENS, lambda: NOW, remembered), qtbot)


@pytest.fixture
def dressed(qapp: Application) -> Iterator[Application]:
    yield qapp
    qapp.use(Settings())


def shown(window: MainWindow, qtbot: QtBot) -> MainWindow:
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    return window


def words(window: QWidget) -> str:
    return " | ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def entry(window: MainWindow, name: str) -> Button:
    return next(button for button in window.findChildren(Button) if button.text() == name)


def test_screens_are_made_when_they_are_first_shown(window: MainWindow) -> None:
    assert list(window._made) == ["Start"]
    first = window.go("Angebote")
    window.go("Start")
    assert window.go("Angebote") is first


def test_navigation_marks_where_one_is(window: MainWindow) -> None:
    QTest.mouseClick(entry(window, "Stellen"), Qt.MouseButton.LeftButton)
    assert window.current() == "Stellen"
    checked = [name for name in NAMES if entry(window, name).isChecked()]
    assert checked == ["Stellen"]
    QTest.mouseClick(entry(window, "Stellen"), Qt.MouseButton.LeftButton)
    assert entry(window, "Stellen").isChecked()


def test_a_preview_has_no_entry_and_leaves_the_mark(window: MainWindow) -> None:
    window.go("Beratung")
    window.go("Zettel")
    assert entry(window, "Beratung").isChecked()
    assert "Zettel" not in {button.text() for button in window._navigation.findChildren(Button)}


def test_esc_goes_back_step_by_step_and_stays_at_the_first(window: MainWindow) -> None:
    window.go("Angebote")
    window.go("Zettel")
    for expected in ("Angebote", "Start", "Start"):
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert window.current() == expected


@pytest.mark.parametrize(
    ("key", "signal"),
    [(Qt.Key.Key_B, "talk_wanted"), (Qt.Key.Key_P, "sheet_wanted"), (Qt.Key.Key_Z, "undo_wanted")],
)
def test_keys_tell_what_is_wanted(key: Qt.Key, signal: str, window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(getattr(window, signal)):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)


def test_ctrl_k_searches_from_anywhere_even_from_a_field(window: MainWindow, qtbot: QtBot) -> None:
    other = QLineEdit("bleibt stehen", window._stage.currentWidget())
    other.show()
    other.setFocus()
    other.setCursorPosition(6)
    QTest.keyClick(other, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.search.hasFocus()
    assert other.text() == "bleibt stehen"
    with qtbot.waitSignal(window.looked_for, check_params_cb=lambda text: text == "k"):
        QTest.keyClicks(window.search, "k")
    with qtbot.waitSignal(window.search_left):
        QTest.keyClick(window.search, Qt.Key.Key_Return)


def test_f1_shows_the_keys_of_this_screen_and_puts_them_away(window: MainWindow) -> None:
    window.go("Angebote")
    window.grab()  # measures what is hidden, too
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window._key_card._table.horizontalScrollBar().maximum() == 0
    assert "Angebote bearbeiten" in words(window._key_card)
    assert "Strg+K" in words(window._key_card)
    QTest.keyClick(window._key_card._close, Qt.Key.Key_Escape)
    assert window._key_card.isHidden()
    assert window.current() == "Angebote"
    QTest.keyClick(window, Qt.Key.Key_F1)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window._key_card.isHidden()


def test_f12_hides_every_word_and_lets_no_key_through(window: MainWindow) -> None:
    window.show_talks(HERE, (TALK,))
    window.show_status(Status("Zentrum", "Maria", "nur auf diesem Gerät", 1097))
    wishes: list[bool] = []
    window.sheet_wanted.connect(lambda: wishes.append(True))
    QTest.keyClick(window, Qt.Key.Key_F12)
    assert words(window) == " | Verdeckt. F12 zeigt den Schreibtisch wieder."
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert wishes == []
    QTest.keyClick(window, Qt.Key.Key_F12)
    assert entry(window, "7K3QP2RD-M · 23 Minuten · 2 Angebote").isVisible()
    assert "Maria" in words(window)


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_F12])
def test_the_keyboard_comes_back_to_the_field_it_was_in(key: Qt.Key, window: MainWindow) -> None:
    field = QLineEdit(window._stage.currentWidget())
    field.show()
    field.setFocus()
    QTest.keyClick(window, key)
    assert not field.hasFocus()
    QTest.keyClick(window, key)
    assert field.hasFocus()


def test_esc_leads_nowhere_while_everything_is_hidden(window: MainWindow) -> None:
    window.go("Angebote")
    QTest.keyClick(window, Qt.Key.Key_F12)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.current() == "Angebote"


def test_the_talk_stays_in_sight_on_every_screen(window: MainWindow, qtbot: QtBot) -> None:
    window.show_talks(HERE, (TALK,))
    for name in NAMES:
        window.go(name)
        assert entry(window, "7K3QP2RD-M · 23 Minuten · 2 Angebote").isVisible()
    with qtbot.waitSignal(window.sheet_wanted):
        entry(window, "Zettel drucken").click()
    with qtbot.waitSignal(window.end_wanted):
        entry(window, "Beenden").click()
    window.show_talks(NOBODY, ())
    assert window._talks.isHidden()
    assert not window._talks._timer.isActive()


def tall_screen(parent: QWidget) -> QWidget:
    """What it shows scrolls; it would like to be much higher than any window."""
    made, content = QWidget(parent), QWidget()
    content.setLayout(column(*(PlainLabel("lang " * 200, content, wrap=True) for _ in range(40))))
    made.setLayout(column(PlainLabel("lang " * 2000, made, wrap=True), scrolling(content, made)))
    made.layout().itemAt(0).widget().setMinimumHeight(20)  # type: ignore[union-attr]
    return made


def test_a_tall_screen_scrolls_and_the_talks_above_it_stay(remembered: QSettings, qtbot: QtBot) -> None:
    screens = (Screen("tall", "Hoch", "offers", tall_screen),)
    window = shown(MainWindow(screens, lambda: NOW, remembered), qtbot)
    window.show_talks(HERE, (TALK,))
    window.grab()
    around = next(area for area in window.findChildren(QScrollArea) if area.isAncestorOf(window._stage))
    assert around.verticalScrollBar().maximum() == 0


def test_an_empty_shortlist_prints_nothing(window: MainWindow) -> None:
    window.show_talks(HERE, (OpenTalk(Consultation(HERE, code="7K3QP2RD-M", begun_at=NOW)),))
    assert not entry(window, "Zettel drucken").isEnabled()
    assert entry(window, "7K3QP2RD-M · 0 Minuten · 0 Angebote").isVisible()


def test_the_status_line_counts_as_germans_do(window: MainWindow) -> None:
    window.show_status(Status("Zentrum für gute Taten", "Maria", "nur auf diesem Gerät", 1097))
    assert "Zentrum für gute Taten · angemeldet: Maria" in words(window)
    assert entry(window, "nur auf diesem Gerät").isVisible()
    assert "1.097 Angebote" in words(window)


def test_how_the_desk_stands_with_the_server_leads_to_more(window: MainWindow, qtbot: QtBot) -> None:
    window.show_status(Status(sync="17 Änderungen warten", icon="up"))
    with qtbot.waitSignal(window.sync_state_wanted):
        entry(window, "17 Änderungen warten").click()


def test_ctrl_r_syncs_from_every_screen(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.sync_wanted):
        QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)


def test_the_window_remembers_its_size_and_nothing_else(
    window: MainWindow, remembered: QSettings, qtbot: QtBot
) -> None:
    window.resize(720, 610)
    window.close()
    assert remembered.allKeys() == ["window"]
    again = MainWindow(SCREENS, lambda: NOW, remembered)
    qtbot.addWidget(again)
    assert again.size() == QSize(720, 610)


def test_a_window_that_filled_the_screen_fills_it_again(
    window: MainWindow, remembered: QSettings, qtbot: QtBot
) -> None:
    window.showMaximized()
    window.close()
    again = MainWindow(SCREENS, lambda: NOW, remembered)
    qtbot.addWidget(again)
    again.show()
    assert again.isMaximized()


def test_the_first_window_fits_on_the_screen(remembered: QSettings, qtbot: QtBot) -> None:
    window = MainWindow(SCREENS, lambda: NOW, remembered)
    qtbot.addWidget(window)
    assert window.screen().availableGeometry().contains(window.geometry())


def test_every_control_has_a_spoken_name(window: MainWindow) -> None:
    window.show_talks(HERE, (TALK,))
    assert nameless(window) == []
    assert QAccessible.queryAccessibleInterface(window.search) is not None


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST])
@pytest.mark.parametrize("text_size", [1.0, 1.5])
def test_nothing_is_cut_off_on_a_small_screen(
    theme: str, text_size: float, dressed: Application, remembered: QSettings, qtbot: QtBot
) -> None:
    dressed.use(Settings(theme=theme, text_size=text_size))
    window = shown(MainWindow(SCREENS, lambda: NOW, remembered), qtbot)
    window.show_talks(HERE, (TALK,))
    sync = "17 Änderungen warten · offline seit 13 Tagen · 3 Konflikte"
    window.show_status(Status("Zentrum für gute Taten", "Maria", sync, 1097, icon="offline"))
    window.say("Angebot 1042 gelöscht.", "Rückgängig", window.back)
    qtbot.waitUntil(window._toast.isVisible)
    assert window.minimumSizeHint().width() <= 1366
    assert window.minimumSizeHint().height() <= 768
    qtbot.waitUntil(lambda: cut_off(window) == [])


def test_open_windows_follow_a_new_look_at_once(
    dressed: Application, window: MainWindow, qtbot: QtBot
) -> None:
    before = window.search.sizeHint().height()
    dressed.use(Settings(theme=DARK, text_size=1.5))
    qtbot.waitUntil(lambda: window.search.sizeHint().height() > before)
    assert window.grab().toImage().pixelColor(700, 400).lightness() < 80
