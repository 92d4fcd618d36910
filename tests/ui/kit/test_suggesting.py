"""A line that suggests names while somebody types."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kosidesk.ui.kit.suggesting import SuggestingLine
from tests.ui.bench import Heard

NAMES = ("Barmen", "Loher Kreuz", "Am Kreuz", "Elberfeld", "Große Straße")


@pytest.fixture
def line(qtbot: QtBot) -> SuggestingLine:
    made = SuggestingLine()
    qtbot.addWidget(made)
    made.suggest(NAMES)
    made.show()
    return made


def suggested(line: SuggestingLine) -> list[str]:
    model = line.completer().completionModel()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("kreuz", ["Am Kreuz", "Loher Kreuz"]),
        ("l", ["Loher Kreuz", "Elberfeld"]),
        ("grosse str", ["Große Straße"]),
        ("zzz", []),
    ],
)
def test_names_that_begin_with_what_is_typed_come_first(
    line: SuggestingLine, typed: str, names: list[str]
) -> None:
    QTest.keyClicks(line, typed)
    assert suggested(line) == names


def test_what_is_typed_and_what_is_taken_from_the_list_is_told_alike(line: SuggestingLine) -> None:
    heard = Heard(line.told, line)
    QTest.keyClicks(line, "ba")
    line.completer().activated.emit("Barmen")
    assert heard.all == ["b", "ba", "Barmen"]


def test_only_a_whole_name_is_known(line: SuggestingLine) -> None:
    known = {}
    for typed in ("", "barm", "barmen", "Atlantis"):
        line.setText(typed)
        known[typed] = not line.is_unknown()
    assert known == {"": True, "barm": False, "barmen": True, "Atlantis": False}


def test_while_no_names_are_told_nothing_is_unknown(qtbot: QtBot) -> None:
    line = SuggestingLine()
    qtbot.addWidget(line)
    line.setText("Barmen")
    assert not line.is_unknown()
