"""What counts is switched off and on beside what fits, and whoever misses an offer is told why."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from kosidesk.ui.consultation.fit_card import FitCard
from kosidesk.ui.consultation.model import Conversation
from kosidesk.ui.consultation.screen import ConsultationScreen
from tests.desks import offer
from tests.ui.bench import Bench, bench
from tests.ui.looks import nameless

CERTIFICATE = ("Führungszeugnis",)


@pytest.fixture
def here(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def talk(here: Bench, qtbot: QtBot) -> Conversation:
    offer(here.desk, "Vorlesen", target_groups=("Kinder",), documents=CERTIFICATE, number="4711")
    offer(here.desk, "Schach", target_groups=("Kinder",), districts=("Ronsdorf",))
    offer(here.desk, "Museum", target_groups=("Erwachsene",), districts=("Barmen",))
    offer(here.desk, "Garten", status="inactive")
    made = Conversation(here.desk, here.tasks, here.bus, here.owner)
    with qtbot.waitSignal(made.begun):
        made.begin()
    return made


@pytest.fixture
def screen(here: Bench, talk: Conversation, qtbot: QtBot) -> ConsultationScreen:
    made = ConsultationScreen(talk)
    qtbot.addWidget(made)
    made.resize(1300, 900)
    made.show()
    qtbot.waitExposed(made)
    with qtbot.waitSignal(talk.wishing.found):
        talk.wishing.say({"target_groups": ("Kinder",), "certificate": False})
    click(made, "Was zählt (F2)")
    return made


def button(screen: ConsultationScreen, words: str) -> QPushButton:
    """By what is seen, or by what is spoken where it goes over several lines."""
    shown = [one for one in screen.findChildren(QPushButton) if one.isVisible()]
    return next(one for one in shown if words in (one.text(), one.accessibleName()))


def click(screen: ConsultationScreen, words: str) -> None:
    QTest.mouseClick(button(screen, words), Qt.MouseButton.LeftButton)


def titles(screen: ConsultationScreen) -> list[str]:
    cards = sorted((c for c in screen.findChildren(FitCard) if c.isVisible()), key=FitCard.y)
    return [card.accessibleName().split(",")[0] for card in cards]


def says(screen: ConsultationScreen) -> str:
    return " ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def switch(talk: Conversation, screen: ConsultationScreen, words: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(talk.wishing.found):
        click(screen, words)


def test_a_criterion_that_is_switched_off_moves_the_list_at_once(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    assert titles(screen)[0] == "Schach"
    talk.wishing.say({"districts": ("Barmen",)})
    qtbot.waitUntil(lambda: "place" in talk.wishing.fits.stated)
    switch(talk, screen, "Zielgruppen", qtbot)
    assert titles(screen)[0] == "Museum"
    assert "Nicht beachtet: Zielgruppen" in says(screen)
    switch(talk, screen, "Zielgruppen", qtbot)
    assert "Nicht beachtet" not in says(screen)


def test_the_number_of_offers_left_out_is_told_with_its_reason_and_one_click_shows_them(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    assert "1 nicht dabei: nicht angeboten" in says(screen)
    assert "Vorlesen" not in titles(screen)
    back = next(one for one in screen.findChildren(QPushButton) if "trotzdem zeigen" in one.accessibleName())
    assert back.accessibleName() == "1 nicht dabei: Führungszeugnis nötig – trotzdem zeigen"
    with qtbot.waitSignal(talk.wishing.found):
        QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert "Vorlesen" in titles(screen)
    assert screen.isAncestorOf(screen.focusWidget())


def test_whoever_misses_an_offer_is_told_why(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    asked = next(one for one in screen.findChildren(QLineEdit) if "nicht dabei" in one.accessibleName())
    for typed, answer in (("4711", "Führungszeugnis"), ("Raumfahrt", "So heißt kein Angebot")):
        asked.setText(typed)
        with qtbot.waitSignal(talk.wishing.explained):
            QTest.keyClick(asked, Qt.Key.Key_Return)
        assert answer in says(screen)


def test_the_answer_is_scrolled_into_sight_and_goes_when_another_question_is_typed(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    screen.resize(1180, 380)
    asked = next(one for one in screen.findChildren(QLineEdit) if "nicht dabei" in one.accessibleName())
    asked.setText("4711")
    with qtbot.waitSignal(talk.wishing.explained):
        QTest.keyClick(asked, Qt.Key.Key_Return)
    answer = next(one for one in screen.findChildren(QLabel) if "„Vorlesen“" in one.text())
    qtbot.waitUntil(lambda: answer.visibleRegion().boundingRect() == answer.rect())
    QTest.keyClicks(asked, "0")
    assert not answer.isVisible()


def test_another_talk_begins_with_everything_that_counts(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    switch(talk, screen, "Zielgruppen", qtbot)
    assert talk.wishing.without
    with qtbot.waitSignal(talk.begun):
        talk.begin()
    assert not talk.wishing.without


def test_where_nothing_fits_the_criteria_are_open_to_be_switched(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    click(screen, "Was zählt (F2)")
    with qtbot.waitSignal(talk.wishing.found):
        talk.wishing.say({"without_target_groups": ("Kinder", "Erwachsene"), "target_groups": ()})
    assert titles(screen) == []
    assert "Nichts passt zu allem" in says(screen)
    assert button(screen, "Zielgruppen").isVisible()


def test_reasons_and_doubts_are_told_in_one_breath(screen: ConsultationScreen) -> None:
    card = next(one for one in screen.findChildren(FitCard) if "Schach" in one.accessibleName())
    assert "passt: für Kinder; bedenken: " in card.accessibleName()
    assert not nameless(screen)


def test_a_condition_in_her_words_is_taken_over_with_one_key(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    talk.wishing.say({"words": "gern dienstags nachmittags"})
    assert button(screen, "Übernehmen (F11): dienstags nachmittags").isVisible()
    QTest.keyClick(screen, Qt.Key.Key_F11)
    assert talk.wishing.wish
    assert talk.wishing.wish.week == 1 << 4
    assert not any("Übernehmen" in one.text() for one in screen.findChildren(QPushButton) if one.isVisible())


def test_the_list_of_all_offers_says_how_many_the_wish_leaves(screen: ConsultationScreen) -> None:
    assert button(screen, "In der Angebotsliste (1)")


def test_from_where_the_way_is_counted_is_completed_and_the_distance_told(
    here: Bench, talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(talk.wishing.places))
    line = next(one for one in screen.findChildren(QLineEdit) if one.accessibleName() == "Von wo aus?")
    QTest.keyClicks(line, "rons")
    completer = line.completer()
    assert completer.completionModel().index(0, 0).data() == "Ronsdorf"
    with qtbot.waitSignal(talk.wishing.found):
        completer.activated.emit("Ronsdorf")
    assert talk.wishing.wish
    assert talk.wishing.wish.near_to == "Ronsdorf"
    qtbot.waitUntil(here.tasks.is_idle)
    assert "in Ronsdorf" in next(
        card.accessibleName() for card in screen.findChildren(FitCard) if "Schach" in card.accessibleName()
    )


def test_the_keyboard_comes_to_what_counts_and_switches_it(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    click(screen, "Was zählt (F2)")
    QTest.keyClick(screen, Qt.Key.Key_F2)
    assert button(screen, "Zielgruppen").hasFocus()
    with qtbot.waitSignal(talk.wishing.found):
        QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Space)
    assert talk.wishing.without == {"target_groups"}


def test_a_place_the_city_does_not_know_is_said_to_be_none(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(talk.wishing.places))
    line = next(one for one in screen.findChildren(QLineEdit) if one.accessibleName() == "Von wo aus?")
    for typed, is_unknown in (("Atlantis", True), ("ronsdorf", False), ("", False)):
        line.clear()
        QTest.keyClicks(line, typed)
        line.editingFinished.emit()
        assert ("Diesen Ort kennt die Stadt nicht" in says(screen)) == is_unknown
