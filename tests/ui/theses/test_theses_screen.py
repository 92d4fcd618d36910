"""Statements with mouse and keyboard: one at a time, forth and back, and what they lead to."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kosidesk.domain.ids import RecordId
from kosidesk.domain.theses import NOTHING, Answer, Thesis
from kosidesk.domain.wish import Wish, wish_id
from kosidesk.ui.theses.model import Outcome, Questionnaire, Step
from kosidesk.ui.theses.screen import ThesesScreen
from kosidesk.ui.theses.standing_card import StandingCard
from tests.desks import offer
from tests.ui.bench import Bench, Heard, bench
from tests.ui.looks import nameless

TALK, OTHER_TALK = RecordId("talk"), RecordId("other")
WISH = Wish(wish_id(TALK), TALK)
CHILDREN, ANIMALS, CERTIFICATE = (
    Thesis(
        "children",
        "Ich bin gern mit Kindern zusammen.",
        agree=replace(NOTHING, target_groups=("Kinder",)),
        refuse=replace(NOTHING, without_target_groups=("Kinder",)),
    ),
    Thesis("animals", "Ich mag Tiere.", agree=replace(NOTHING, target_groups=("Tiere",))),
    Thesis("certificate", "Ich bringe Papiere.", refuse=replace(NOTHING, certificate=False)),
)


@pytest.fixture
def here(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        city = replace(made.desk.city, theses=(CHILDREN, ANIMALS, CERTIFICATE))
        yield replace(made, desk=replace(made.desk, city=city))


@pytest.fixture
def model(here: Bench) -> Questionnaire:
    offer(here.desk, "Vorlesen", target_groups=("Kinder",), districts=("Barmen",))
    offer(here.desk, "Hunde ausführen", target_groups=("Tiere",))
    made = Questionnaire(here.desk, here.tasks, here.owner)
    made.follow(WISH)
    return made


@pytest.fixture
def screen(model: Questionnaire, qtbot: QtBot) -> ThesesScreen:
    made = ThesesScreen(model)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def press(screen: ThesesScreen, key: str) -> None:
    QTest.keyClicks(screen.focusWidget() or screen, key)


def says(screen: ThesesScreen) -> str:
    return " ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def finish(screen: ThesesScreen, model: Questionnaire, keys: str, qtbot: QtBot) -> Outcome:
    heard = Heard(model.answered, model)
    for key in keys:
        press(screen, key)
    qtbot.waitUntil(lambda: bool(heard.all))
    assert isinstance(heard.last, Outcome)
    return heard.last


def button(screen: ThesesScreen, words: str) -> QPushButton:
    return next(one for one in screen.findChildren(QPushButton) if one.text() == words)


def test_the_first_statement_stands_there_at_once_and_nothing_is_chosen(screen: ThesesScreen) -> None:
    assert "1 von 3" in says(screen)
    assert CHILDREN.text in says(screen)
    assert not any(one.isChecked() or one.hasFocus() for one in screen.findChildren(QPushButton))
    assert not nameless(screen)


def test_an_answer_leads_on_and_backspace_back_to_it(screen: ThesesScreen) -> None:
    press(screen, "3")
    assert ANIMALS.text in says(screen)
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Backspace)
    assert CHILDREN.text in says(screen)
    assert button(screen, "Stimmt nicht (3)").isChecked()
    press(screen, "0")
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert not button(screen, "Stimmt nicht (3)").isChecked()


def test_arrows_and_enter_answer_as_the_mouse_does(screen: ThesesScreen, model: Questionnaire) -> None:
    steps = Heard(model.asked, model)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(screen.focusWidget(), key)
    QTest.mouseClick(button(screen, "Stimmt (1)"), Qt.MouseButton.LeftButton)
    assert isinstance(steps.last, Step)
    assert steps.last.number == 3
    model.back()
    model.back()
    assert steps.last.answer is Answer.NEUTRAL


def test_after_the_last_answer_stands_what_fits_with_its_statements(
    screen: ThesesScreen, model: Questionnaire, qtbot: QtBot
) -> None:
    outcome = finish(screen, model, "113", qtbot)
    assert outcome.news == replace(NOTHING, target_groups=("Kinder", "Tiere"), certificate=False)
    cards = screen.findChildren(StandingCard)
    assert len(cards) == 2
    assert "passt zu 50 %" in cards[0].accessibleName()
    assert "dafür: „Ich" in cards[0].accessibleName()
    assert "dagegen: „Ich" in cards[0].accessibleName()
    assert button(screen, "In den Wunsch übernehmen").hasFocus()
    assert not nameless(screen)


def test_nobodys_number_is_in_sight_while_the_client_reads_along(
    screen: ThesesScreen, model: Questionnaire, qtbot: QtBot
) -> None:
    finish(screen, model, "120", qtbot)
    assert "Talblick" in says(screen)
    assert not any(sign in says(screen) for sign in ("@", "0202"))


def test_taken_over_is_only_what_the_wish_did_not_say_itself(
    screen: ThesesScreen, model: Questionnaire, qtbot: QtBot
) -> None:
    model.follow(replace(WISH, certificate=True, target_groups=("Senior*innen",)))
    outcome = finish(screen, model, "123", qtbot)
    assert outcome.held_back == replace(NOTHING, certificate=False)
    assert "ohne Führungszeugnis" in says(screen)
    with qtbot.waitSignal(model.taken) as taken:
        QTest.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert taken.args == [{"target_groups": ("Senior*innen", "Kinder")}]


def test_who_skips_everything_can_take_nothing_over(
    screen: ThesesScreen, model: Questionnaire, qtbot: QtBot
) -> None:
    heard = Heard(model.answered, model)
    QTest.mouseClick(button(screen, "Gleich zum Ergebnis"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(heard.all))
    assert not button(screen, "In den Wunsch übernehmen").isEnabled()
    assert "nichts Neues" in says(screen)


def test_who_leaves_and_comes_back_goes_on_where_she_was(screen: ThesesScreen) -> None:
    press(screen, "1")
    screen.hide()
    screen.show()
    assert ANIMALS.text in says(screen)


def test_from_the_result_one_goes_back_to_the_last_statement_or_to_the_first(
    screen: ThesesScreen, model: Questionnaire, qtbot: QtBot
) -> None:
    finish(screen, model, "111", qtbot)
    QTest.keyClick(screen, Qt.Key.Key_Backspace)
    assert CERTIFICATE.text in says(screen)
    finish(screen, model, "1", qtbot)
    QTest.mouseClick(button(screen, "Von vorn beginnen"), Qt.MouseButton.LeftButton)
    assert CHILDREN.text in says(screen)
    assert not button(screen, "Stimmt (1)").isChecked()


def test_the_answers_of_a_client_who_has_gone_are_forgotten(
    screen: ThesesScreen, model: Questionnaire
) -> None:
    press(screen, "1")
    model.follow(None)
    assert ANIMALS.text not in says(screen)
    model.follow(Wish(wish_id(OTHER_TALK), OTHER_TALK))
    model.go_on()
    assert CHILDREN.text in says(screen)
    assert not button(screen, "Stimmt (1)").isChecked()


def test_a_wish_that_is_told_meanwhile_does_not_begin_the_statements_anew(
    screen: ThesesScreen, model: Questionnaire
) -> None:
    press(screen, "1")
    model.follow(replace(WISH, words="mit Kindern"))
    assert ANIMALS.text in says(screen)
