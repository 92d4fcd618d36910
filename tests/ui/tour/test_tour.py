"""The tour waits for what the user does, and never holds her up."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.tour.card import TourCard
from kosidesk.ui.tour.model import Tour
from kosidesk.ui.tour.steps import STEPS, Fact, Step
from tests.ui.bench import Heard
from tests.ui.looks import cut_off, nameless

SHORT = (
    Step("Willkommen", "Es geht los."),
    Step("Beginnen", "Strg+B drücken.", Fact.BEGUN, "start"),
    Step("Ansehen", "Strg+P drücken.", Fact.SHEET_SEEN, "sheet"),
    Step("Ende", "Das war es."),
)


@pytest.fixture
def tour() -> Iterator[Tour]:
    owner = QObject()
    yield Tour(owner, SHORT)
    owner.deleteLater()


@pytest.fixture
def window(tour: Tour, qtbot: QtBot) -> QWidget:
    """A field and, below it, the card."""
    made = QWidget()
    qtbot.addWidget(made)
    made.setLayout(column(QLineEdit(made), TourCard(tour, made)))
    made.resize(900, 300)
    with qtbot.waitActive(made):
        made.show()
    return made


def title(tour: Tour) -> str:
    return tour.stop.step.title if tour.stop else ""


def said(window: QWidget) -> str:
    return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def button(window: QWidget, words: str) -> QPushButton:
    return next(b for b in window.findChildren(QPushButton) if b.isVisible() and words in b.text())


def test_a_step_ends_once_the_user_has_done_it(tour: Tour) -> None:
    tour.begin()
    tour.go_on()
    tour.hear(Fact.BEGUN)
    assert title(tour) == "Ansehen"


def test_what_another_step_waits_for_changes_nothing(tour: Tour) -> None:
    tour.hear(Fact.BEGUN)
    assert tour.stop is None
    tour.begin()
    for fact in Fact:
        tour.hear(fact)
    assert title(tour) == "Willkommen"
    tour.go_on()
    tour.hear(Fact.SHEET_SEEN)
    assert title(tour) == "Beginnen"


def test_every_step_can_be_skipped_and_the_last_one_ends_it(tour: Tour) -> None:
    stops = Heard(tour.stopped_at, tour)
    tour.begin()
    for _ in SHORT:
        tour.go_on()
    assert [stop and stop.place for stop in stops.all] == [1, 2, 3, 4, None]  # type: ignore[attr-defined]
    tour.go_on()
    assert tour.stop is None


def test_it_can_be_ended_anywhere_and_begun_again(tour: Tour) -> None:
    tour.begin()
    tour.go_on()
    tour.end()
    assert tour.stop is None
    tour.begin()
    assert title(tour) == "Willkommen"


def test_the_real_tour_is_short_and_waits_for_each_fact_once() -> None:
    assert 7 <= len(STEPS) <= 9
    waited = [step.waits_for for step in STEPS if step.waits_for]
    assert sorted(waited, key=lambda fact: fact.value) == list(Fact)


def test_the_card_takes_no_room_before_and_after(tour: Tour, window: QWidget) -> None:
    card = window.findChild(TourCard)
    assert card.isHidden()
    tour.begin()
    assert card.isVisible()
    QTest.mouseClick(button(window, "Nicht jetzt"), Qt.MouseButton.LeftButton)
    assert card.isHidden()


def test_the_card_says_what_to_do_and_how_far_it_is(tour: Tour, window: QWidget) -> None:
    tour.begin()
    QTest.mouseClick(button(window, "Rundgang beginnen"), Qt.MouseButton.LeftButton)
    assert "Strg+B drücken." in said(window)
    assert "Schritt 2 von 4" in said(window)
    QTest.mouseClick(button(window, "überspringen"), Qt.MouseButton.LeftButton)
    assert "Strg+P drücken." in said(window)


def test_the_keyboard_stays_where_the_user_works_and_one_key_goes_on(tour: Tour, window: QWidget) -> None:
    field = window.findChild(QLineEdit)
    field.setFocus()
    tour.begin()
    QTest.keyClick(field, Qt.Key.Key_F10)
    assert title(tour) == "Beginnen"
    assert field.hasFocus()
    QTest.keyClicks(field, "kinder")
    assert field.text() == "kinder"


def test_without_a_tour_its_key_does_nothing(tour: Tour, window: QWidget) -> None:
    QTest.keyClick(window, Qt.Key.Key_F10)
    assert tour.stop is None


@pytest.mark.parametrize("text_size", [1.0, 1.5])
def test_every_step_has_room_and_spoken_names(text_size: float, qapp: Application, qtbot: QtBot) -> None:
    qapp.use(Settings(text_size=text_size))
    owner = QObject()
    tour = Tour(owner)
    card = TourCard(tour)
    qtbot.addWidget(card)
    card.resize(1100, 200)
    tour.begin()
    while tour.stop:
        qtbot.waitUntil(lambda: cut_off(card) == [])
        assert nameless(card) == []
        tour.go_on()
    owner.deleteLater()
    qapp.use(Settings())
