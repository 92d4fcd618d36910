"""Day and part of the day to filter by: three states a cell, arrows through the grid, words beside it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kosidesk.search.query import FLEXIBLE, UNSAID, Choice
from kosidesk.services.words import facet_word
from kosidesk.ui.kit.filter_value import FilterValue
from kosidesk.ui.kit.filters import Option
from kosidesk.ui.kit.week_filter import WeekFilter

CODES = (*map(str, range(21)), FLEXIBLE, UNSAID)


@pytest.fixture
def week(qtbot: QtBot) -> WeekFilter:
    made = WeekFilter("Wochentag und Tageszeit")
    qtbot.addWidget(made)
    made.show_options(tuple(Option(code, facet_word("week", code), 7) for code in CODES))
    made.show()
    return made


def said(week: WeekFilter) -> list[object]:
    heard: list[object] = []
    week.changed.connect(heard.append)
    return heard


def test_a_cell_speaks_day_part_and_count(week: WeekFilter) -> None:
    assert week._cells["4"].accessibleName() == "Dienstag nachmittags, 7 Angebote"
    assert week._cells["20"].toolTip() == "Sonntag abends, 7 Angebote"


def test_clicks_look_for_a_cell_leave_it_out_and_take_that_back(week: WeekFilter) -> None:
    heard = said(week)
    for _ in range(3):
        QTest.mouseClick(week._cells["4"], Qt.MouseButton.LeftButton)
    assert heard == [Choice(frozenset({"4"})), Choice(exclude=frozenset({"4"})), Choice()]


def test_keys_say_it_at_once(week: WeekFilter) -> None:
    heard = said(week)
    QTest.keyClick(week._cells["0"], Qt.Key.Key_Minus)
    QTest.keyClick(week._cells["1"], Qt.Key.Key_Space)
    assert heard[-1] == Choice(frozenset({"1"}), frozenset({"0"}))


def test_what_says_no_time_stands_beside_the_grid_and_joins_its_choice(week: WeekFilter) -> None:
    heard = said(week)
    QTest.keyClick(week._cells["3"], Qt.Key.Key_Space)
    names = [row.option.label for row in week._others._rows.values()]
    QTest.keyClick(week._others._rows[UNSAID], Qt.Key.Key_Space)
    assert names == ["flexibel", "Zeit nicht angegeben"]
    assert heard[-1] == Choice(frozenset({"3", UNSAID}))


@pytest.mark.parametrize(
    ("keys", "there"),
    [
        ((Qt.Key.Key_Right, Qt.Key.Key_Down), "4"),
        ((Qt.Key.Key_Left,), "0"),
        ((Qt.Key.Key_Up,), "0"),
        ((Qt.Key.Key_Down,) * 9, "18"),
    ],
)
def test_arrows_go_through_days_and_parts(keys: tuple[Qt.Key, ...], there: str, week: WeekFilter) -> None:
    week._cells["0"].setFocus()
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or week, key)
    here = QApplication.focusWidget()
    assert isinstance(here, FilterValue)
    assert here.option.code == there
