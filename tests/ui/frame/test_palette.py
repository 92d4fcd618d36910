"""A search from anywhere: typed above, found below, chosen by keyboard or mouse."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.services.desk import utc_now
from kosidesk.ui.frame.palette import Entry
from kosidesk.ui.frame.screen import Screen
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.kit.row import Row
from kosidesk.ui.main_window import MainWindow
from tests.ui.bench import Heard
from tests.ui.looks import nameless

CONTROL = Qt.KeyboardModifier.ControlModifier
FOUND = (
    Entry("command", "begin", Row("Beratung beginnen", "Strg+B", "Befehl")),
    Entry("offer", "o1", Row("Vorlesen", "Nachbarschaft Talblick e.V.", "Angebot")),
)


def a_field(parent: QWidget) -> QWidget:
    made = QWidget(parent)
    made.setLayout(column(QLineEdit(made)))
    return made


SCREENS = (
    Screen("start", "Start", "start", a_field),
    Screen("offers", "Angebote", "offers", a_field, searches=True),
)


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> MainWindow:
    remembered = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = MainWindow(SCREENS, utc_now, remembered)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.fixture
def looking(window: MainWindow) -> MainWindow:
    """Begun with the key, and answered."""
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_K, CONTROL)
    window.show_found(FOUND)
    return window


def found(window: MainWindow) -> QListView:
    return window._palette.findChild(QListView)


def test_the_key_opens_it_everywhere_before_anything_is_typed(window: MainWindow) -> None:
    asked = Heard(window.looked_for, window)
    for name in ("start", "offers"):
        window.go(name)
        assert window._palette.isHidden()
        QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
        assert window._palette.isVisible()
        assert window.search.hasFocus()
    assert asked.all == ["", ""]


def test_what_is_typed_is_looked_for_and_narrows_no_list(looking: MainWindow) -> None:
    asked, searched = Heard(looking.looked_for, looking), Heard(looking.searched, looking)
    QTest.keyClicks(looking.search, "vo")
    assert asked.all == ["v", "vo"]
    assert searched.all == []


def test_down_leads_to_what_was_found_and_enter_takes_it(looking: MainWindow) -> None:
    chosen = Heard(looking.found_chosen, looking)
    QTest.keyClick(looking.search, Qt.Key.Key_Down)
    QTest.keyClick(looking.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(looking.focusWidget(), Qt.Key.Key_Return)
    assert chosen.all == [FOUND[1]]
    assert looking._palette.isHidden()


def test_a_click_takes_it_too(looking: MainWindow) -> None:
    chosen = Heard(looking.found_chosen, looking)
    place = found(looking).visualRect(found(looking).model().index(1, 0)).center()
    QTest.mouseClick(found(looking).viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.all == [FOUND[1]]


@pytest.mark.parametrize("key", [Qt.Key.Key_Up, Qt.Key.Key_Backspace])
def test_the_way_up_leads_back_into_the_line(looking: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(looking.search, Qt.Key.Key_Down)
    QTest.keyClick(looking.focusWidget(), key)
    assert looking.search.hasFocus()
    assert looking._palette.isVisible()


def test_a_letter_typed_among_the_found_goes_on_with_the_word(looking: MainWindow) -> None:
    QTest.keyClicks(looking.search, "vor")
    QTest.keyClick(looking.search, Qt.Key.Key_Down)
    QTest.keyClicks(looking.focusWidget(), "l")
    assert looking.search.text() == "vorl"
    assert looking.search.hasFocus()


def test_esc_gives_the_keyboard_and_the_words_in_force_back(window: MainWindow) -> None:
    window.go("offers")
    window.search.setText("kinder")
    field = window._stage.currentWidget().findChild(QLineEdit)  # type: ignore[union-attr]
    field.setFocus()
    searched = Heard(window.searched, window)
    QTest.keyClick(field, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(window.search, "garten")
    QTest.keyClick(window.search, Qt.Key.Key_Escape)
    assert window._palette.isHidden()
    assert field.hasFocus()
    assert window.search.text() == "kinder"
    assert searched.all == []


def test_esc_among_the_found_gives_up_too(looking: MainWindow) -> None:
    QTest.keyClick(looking.search, Qt.Key.Key_Down)
    QTest.keyClick(looking.focusWidget(), Qt.Key.Key_Escape)
    assert looking._palette.isHidden()
    assert looking.current() == "start"


def test_enter_in_the_line_keeps_the_words_for_whoever_lists_them(looking: MainWindow) -> None:
    left = Heard(looking.search_left, looking)
    QTest.keyClicks(looking.search, "garten")
    QTest.keyClick(looking.search, Qt.Key.Key_Return)
    assert left.all == [True]
    assert looking.search.text() == "garten"
    assert looking._palette.isHidden()


def test_enter_in_the_line_takes_what_was_called_by_its_code(looking: MainWindow) -> None:
    talk = Entry("consultation", "t1", Row("7K3M9QX2-A", "unterbrochen", "Beratung"), is_meant=True)
    chosen, left = Heard(looking.found_chosen, looking), Heard(looking.search_left, looking)
    looking.show_found((*FOUND, talk))
    QTest.keyClick(looking.search, Qt.Key.Key_Return)
    assert chosen.all == [talk]
    assert left.all == []


def test_in_the_list_that_is_searched_typing_narrows_it(window: MainWindow) -> None:
    window.go("offers")
    searched = Heard(window.searched, window)
    window.search.begin_with("v")
    QTest.keyClicks(window.search, "o")
    assert searched.all == ["v", "vo"]
    assert window._palette.isHidden()


def test_typing_into_the_line_of_another_screen_looks_for_everything(window: MainWindow) -> None:
    asked = Heard(window.looked_for, window)
    window.search.setFocus()
    QTest.keyClicks(window.search, "v")
    assert window._palette.isVisible()
    assert asked.all == ["v"]


def test_it_goes_when_the_keyboard_goes_elsewhere(looking: MainWindow) -> None:
    field = looking._stage.currentWidget().findChild(QLineEdit)  # type: ignore[union-attr]
    field.setFocus()
    assert looking._palette.isHidden()
    assert field.hasFocus()


def test_nothing_found_says_what_enter_does(looking: MainWindow) -> None:
    looking.show_found(())
    said = " ".join(label.text() for label in looking._palette.findChildren(QLabel) if label.isVisible())
    assert "Nichts gefunden" in said
    QTest.keyClick(looking.search, Qt.Key.Key_Down)
    assert looking.search.hasFocus()


def test_what_is_found_is_spoken_with_its_kind(looking: MainWindow) -> None:
    assert nameless(looking._palette) == []
    spoken = QAccessible.queryAccessibleInterface(found(looking))
    row = spoken.child(1).text(QAccessible.Text.Name)
    assert row == "Vorlesen, Nachbarschaft Talblick e.V., Angebot"


def test_it_lies_below_the_line_within_the_window(looking: MainWindow) -> None:
    looking.show_found(FOUND * 20)
    area = looking._palette.geometry()
    line = looking.search
    assert area.top() >= line.mapTo(looking.desk, line.rect().bottomLeft()).y()
    assert looking.desk.rect().contains(area)
