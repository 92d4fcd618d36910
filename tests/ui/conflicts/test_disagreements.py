"""Each disagreement is a card with two answers in words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kosidesk.domain.change import Edit
from kosidesk.exchange.feed import LIST_XML, Entry, Feed
from kosidesk.services import conflicts, offers
from kosidesk.services.desk import Desk
from kosidesk.services.import_plan import plan
from kosidesk.ui.conflicts.model import Disagreements
from kosidesk.ui.conflicts.screen import MOST, ConflictsScreen
from kosidesk.ui.kit.cards import DecisionCard
from tests.ui.bench import Bench, Heard, bench
from tests.ui.looks import cut_off, nameless


@pytest.fixture
def here(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def disagree(desk: Desk, count: int) -> None:
    """So many offers whose time the feed and the desk both changed."""
    for time in ("montags", "samstags"):
        entries = tuple(
            Entry(str(n), n, {"title": f"Vorlesen {n} <b>", "time_text": time}, {"name": "Talblick"})
            for n in range(1, count + 1)
        )
        desk.write(*plan(desk, Feed(LIST_XML, entries), "freinet:999", "list.xml").edits)
        if time == "montags":
            stored = [offers.by_number(desk, str(n)) for n in range(1, count + 1)]
            desk.write(*(Edit(one, one.with_values(time_text="dienstags")) for one in stored))


def shown(here: Bench, qtbot: QtBot, cards: int) -> ConflictsScreen:
    made = ConflictsScreen(Disagreements(here.desk, here.tasks, here.bus, here.owner))
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitUntil(lambda: len(cards_of(made)) == cards)
    return made


def cards_of(screen: ConflictsScreen) -> list[DecisionCard]:
    return [card for card in screen.findChildren(DecisionCard) if card.isVisible()]


def answer(card: DecisionCard, words: str) -> QPushButton:
    return next(button for button in card.findChildren(QPushButton) if button.text() == words)


def test_a_card_says_whose_value_is_whose(here: Bench, qtbot: QtBot) -> None:
    disagree(here.desk, 1)
    screen = shown(here, qtbot, 1)
    said = " ".join(label.text() for label in screen.findChildren(QLabel))
    assert "Vorlesen 1 <b> (Nr. 1): Zeit" in said
    assert "Unser Stand, von Mara am 21.11.2026" in said
    assert "dienstags" in said
    assert "samstags" in said
    assert nameless(screen) == []
    assert cut_off(screen) == []


@pytest.mark.parametrize(
    ("words", "stands"), [("Unseren Stand behalten", "dienstags"), ("Stand der Datei nehmen", "samstags")]
)
def test_the_answer_settles_it_and_can_be_taken_back(
    here: Bench, qtbot: QtBot, words: str, stands: str
) -> None:
    disagree(here.desk, 2)
    screen = shown(here, qtbot, 2)
    said = Heard(screen._model.done, screen)
    first = next(c for c in cards_of(screen) if "Vorlesen 1" in c.findChild(QLabel).text())
    QTest.mouseClick(answer(first, words), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(cards_of(screen)) == 1)
    assert offers.by_number(here.desk, "1").get("time_text") == stands
    assert said.last.transaction  # type: ignore[attr-defined]


def test_many_come_up_as_others_are_decided(here: Bench, qtbot: QtBot) -> None:
    disagree(here.desk, MOST + 1)
    screen = shown(here, qtbot, MOST)
    button = answer(cards_of(screen)[0], "Unseren Stand behalten")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: conflicts.count(here.desk) == MOST)
    qtbot.waitUntil(lambda: len(cards_of(screen)) == MOST)
    assert any(card.isAncestorOf(screen.focusWidget()) for card in cards_of(screen))


def test_nothing_to_decide_is_said_in_peace(here: Bench, qtbot: QtBot) -> None:
    screen = shown(here, qtbot, 0)
    assert "Nichts zu entscheiden" in " ".join(label.text() for label in screen.findChildren(QLabel))
