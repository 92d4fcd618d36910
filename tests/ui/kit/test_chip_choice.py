"""Chips: a click wishes, a second rules out, arrows walk, and each tells what was said of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kosidesk.search.query import Choice
from kosidesk.ui.kit.chip_choice import ChipChoice, Kind
from kosidesk.ui.kit.filters import Option
from tests.ui.bench import Heard
from tests.ui.looks import cut_off, nameless

WORDS = ("Kinder", "Erwachsene", "Senior*innen", "Jugendliche", "Engagement für Unternehmen und Gruppen")


def group(qtbot: QtBot, kind: Kind, width: int = 320) -> ChipChoice:
    made = ChipChoice([Option(word.lower(), word) for word in WORDS], kind=kind)
    made.setAccessibleName("Zielgruppen")
    qtbot.addWidget(made)
    made.resize(width, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def chip(made: ChipChoice, word: str) -> QPushButton:
    return next(one for one in made.findChildren(QPushButton) if one.text().replace("\n", " ") == word)


def click(made: ChipChoice, word: str) -> None:
    QTest.mouseClick(chip(made, word), Qt.MouseButton.LeftButton)


def wanted(*codes: str) -> Choice:
    return Choice(frozenset(codes))


def test_a_click_wishes_a_second_rules_out_and_the_third_takes_it_back(qtbot: QtBot) -> None:
    made = group(qtbot, Kind.RULING_OUT)
    said = Heard(made.changed, made)
    for _time in range(3):
        click(made, "Kinder")
    assert said.all == [wanted("kinder"), Choice(exclude=frozenset({"kinder"})), Choice()]


def test_where_nothing_is_ruled_out_a_second_click_takes_it_back(qtbot: QtBot) -> None:
    made = group(qtbot, Kind.ANY)
    click(made, "Kinder")
    click(made, "Jugendliche")
    click(made, "Kinder")
    assert made.choice() == wanted("jugendliche")


def test_of_one_choice_the_last_counts(qtbot: QtBot) -> None:
    made = group(qtbot, Kind.ONE)
    click(made, "Kinder")
    click(made, "Jugendliche")
    assert made.choice() == wanted("jugendliche")
    click(made, "Jugendliche")
    assert made.choice() == Choice()


def test_arrows_walk_and_keys_choose(qtbot: QtBot) -> None:
    made = group(qtbot, Kind.RULING_OUT)
    made.setFocus()
    QTest.keyClick(made.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(made.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(made.focusWidget(), Qt.Key.Key_End)
    QTest.keyClick(made.focusWidget(), Qt.Key.Key_Minus)
    gone = frozenset({WORDS[4].lower()})
    assert made.choice() == Choice(frozenset({"erwachsene"}), gone)


@pytest.mark.parametrize(("key", "lands"), [(Qt.Key.Key_Down, "below"), (Qt.Key.Key_Up, "where it was")])
def test_up_and_down_go_from_line_to_line(qtbot: QtBot, key: Qt.Key, lands: str) -> None:
    made = group(qtbot, Kind.ANY)
    first = chip(made, "Kinder")
    first.setFocus()
    QTest.keyClick(first, key)
    there = made.focusWidget()
    assert there is not None
    assert (there.y() > first.y()) == (lands == "below")


def test_tab_passes_the_group_in_one_step(qtbot: QtBot) -> None:
    made = group(qtbot, Kind.ANY)
    stops = [one for one in made.findChildren(QPushButton) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [chip(made, "Kinder")]


def test_each_chip_tells_what_was_said_of_it_and_where_it_belongs(qtbot: QtBot) -> None:
    made = group(qtbot, Kind.RULING_OUT)
    made.show_choice(Choice(frozenset({"kinder"}), frozenset({"jugendliche"})))
    spoken = [chip(made, word).accessibleName() for word in WORDS[:4]]
    assert spoken == ["Kinder, gewählt", "Erwachsene", "Senior*innen", "Jugendliche, ausgeschlossen"]
    assert chip(made, "Kinder").accessibleDescription() == "Zielgruppen"
    assert nameless(made) == []


def test_a_word_outside_the_vocabulary_is_shown_and_can_be_taken_back(qtbot: QtBot) -> None:
    made = group(qtbot, Kind.ANY)
    made.show_choice(wanted("nachtwächter"))
    click(made, "nachtwächter")
    assert made.choice() == Choice()


def test_chips_stay_where_they_are_whatever_is_said(qtbot: QtBot) -> None:
    made = group(qtbot, Kind.RULING_OUT)
    before = [chip(made, word).geometry() for word in WORDS]
    made.show_choice(Choice(frozenset({"kinder", "jugendliche"}), frozenset({"erwachsene"})))
    qtbot.waitUntil(lambda: made.height() > 0)
    assert [chip(made, word).geometry() for word in WORDS] == before


def test_long_words_are_whole_in_a_narrow_column(qtbot: QtBot) -> None:
    made = group(qtbot, Kind.RULING_OUT, width=280)
    made.show_choice(wanted(WORDS[4].lower()))
    assert cut_off(made) == []
