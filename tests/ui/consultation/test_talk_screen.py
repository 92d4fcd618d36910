"""The talk with mouse and keyboard: chips, what fits beside them, five minutes, and other kinds of talk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from kosidesk.domain.change import Edit
from kosidesk.domain.consultation import CLOSED
from kosidesk.domain.ids import RecordId
from kosidesk.domain.wish import Wish
from kosidesk.services import consultations, wishes
from kosidesk.ui.consultation.fit_card import FitCard
from kosidesk.ui.consultation.model import Conversation
from kosidesk.ui.consultation.screen import ConsultationScreen
from tests.desks import offer
from tests.ui.bench import Bench, Heard, bench
from tests.ui.looks import nameless

TITLES = ("Vorlesen", "Hausaufgaben", "Spielplatz")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def here(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def stock(here: Bench) -> dict[str, RecordId]:
    return {title: offer(here.desk, title, target_groups=("Kinder",)).id for title in TITLES}


@pytest.fixture
def talk(here: Bench, stock: dict[str, RecordId], qtbot: QtBot) -> Conversation:
    made = Conversation(here.desk, here.tasks, here.bus, here.owner)
    with qtbot.waitSignal(made.begun):
        made.begin()
    return made


@pytest.fixture
def screen(here: Bench, talk: Conversation, qtbot: QtBot) -> ConsultationScreen:
    made = ConsultationScreen(talk)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(here.tasks.is_idle)
    return made


def chip(screen: ConsultationScreen, words: str) -> QPushButton:
    return next(one for one in screen.findChildren(QPushButton) if one.text() == words)


def click(screen: ConsultationScreen, words: str) -> None:
    QTest.mouseClick(chip(screen, words), Qt.MouseButton.LeftButton)


def kept(here: Bench, talk: Conversation) -> Wish:
    assert talk.sitting
    talk.keep()
    while not here.tasks.is_idle():
        QTest.qWait(5)
    return wishes.of(here.desk, talk.sitting.consultation.id)


def cards(screen: ConsultationScreen) -> list[FitCard]:
    shown = [card for card in screen.findChildren(FitCard) if card.isVisible()]
    return sorted(shown, key=FitCard.y)


def with_fits(screen: ConsultationScreen, qtbot: QtBot) -> list[FitCard]:
    click(screen, "Kinder")
    qtbot.waitUntil(lambda: len(cards(screen)) == len(TITLES))
    return cards(screen)


def test_the_first_word_can_be_typed_at_once(
    here: Bench, talk: Conversation, screen: ConsultationScreen
) -> None:
    QTest.keyClicks(screen.focusWidget(), "mit Kindern")
    assert kept(here, talk).words == "mit Kindern"


def test_one_click_wishes_and_the_next_one_excludes(
    here: Bench, talk: Conversation, screen: ConsultationScreen
) -> None:
    click(screen, "Kinder")
    click(screen, "Barmen")
    click(screen, "Tiere")
    click(screen, "Tiere")
    said = kept(here, talk)
    assert (said.target_groups, said.without_target_groups) == (("Kinder",), ("Tiere",))
    assert said.districts == ("Barmen",)


def test_the_week_and_the_conditions_are_kept(
    here: Bench, talk: Conversation, screen: ConsultationScreen
) -> None:
    box = next(b for b in screen.findChildren(QCheckBox) if b.accessibleName() == "Dienstag nachmittags")
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    click(screen, "lieber nicht")
    click(screen, "muss stufenlos sein")
    click(screen, "Fahrrad")
    said = kept(here, talk)
    assert (said.week, said.certificate, said.step_free, said.mobility) == (1 << 4, False, True, "bicycle")
    click(screen, "lieber nicht")
    click(screen, "Fahrrad")
    said = kept(here, talk)
    assert (said.certificate, said.mobility) == (None, "")


def test_what_is_no_number_counts_as_not_said_and_stays_to_be_corrected(
    here: Bench, talk: Conversation, screen: ConsultationScreen
) -> None:
    age, hours = (
        next(one for one in screen.findChildren(QLineEdit) if one.accessibleName() == name)
        for name in ("Alter", "Stunden pro Woche")
    )
    QTest.keyClicks(age, "siebzehn")
    QTest.keyClicks(hours, "-2")
    said = kept(here, talk)
    assert (said.age, said.hours_a_week) == (None, None)
    assert (age.text(), hours.text()) == ("siebzehn", "-2")


def test_a_click_on_what_fits_puts_it_on_the_shortlist_and_the_next_takes_it_off(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    best = with_fits(screen, qtbot)[0]
    QTest.mouseClick(best, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(talk.picks()) == 1)
    assert "Merkliste" in best.accessibleName()
    QTest.mouseClick(best, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not talk.picks())
    assert "Merkliste" not in best.accessibleName()


def test_keys_walk_through_what_fits_and_choose(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    shown = with_fits(screen, qtbot)
    QTest.keyClick(screen, Qt.Key.Key_F7)
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Down)
    assert screen.focusWidget() is shown[1]
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(talk.picks()) == 1)
    assert screen.focusWidget() is shown[1]
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not talk.picks())


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down])
def test_from_her_words_one_key_leads_to_what_fits_best(
    screen: ConsultationScreen, qtbot: QtBot, key: Qt.Key
) -> None:
    QTest.keyClicks(screen.focusWidget(), "Vorlesen")
    qtbot.waitUntil(lambda: bool(cards(screen)))
    QTest.keyClick(screen.focusWidget(), key)
    assert screen.focusWidget() is cards(screen)[0]


def test_what_fits_can_be_read_and_all_of_it_looked_through(
    screen: ConsultationScreen, stock: dict[str, RecordId], qtbot: QtBot
) -> None:
    read, listed = Heard(screen.read_wanted, screen), Heard(screen.list_wanted, screen)
    with_fits(screen, qtbot)
    QTest.keyClick(screen, Qt.Key.Key_F7)
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_F3)
    click(screen, "In der Angebotsliste (3)")
    assert read.last in stock.values()
    assert listed.last.target_groups == ("Kinder",)  # type: ignore[attr-defined]


def test_at_a_stand_only_the_most_necessary_is_asked_and_one_key_brings_the_rest(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    talk.describe(channel="stand")
    qtbot.waitUntil(talk.is_short)
    asked = ("Kinder", "Barmen")
    rest = ("helfen", "Bildung && Lernen", "lieber nicht", "Fahrrad")
    assert all(chip(screen, words).isVisible() for words in asked)
    assert not any(chip(screen, words).isVisible() for words in rest)
    QTest.keyClick(screen, Qt.Key.Key_F8)
    assert all(chip(screen, words).isVisible() for words in (*asked, *rest))


def test_a_talk_about_something_else_leads_to_no_offers_and_is_ended_by_its_main_button(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    talk.describe(kind="idea")
    qtbot.waitUntil(screen._end.isVisible)
    assert not screen._sheet.isVisible()
    assert not screen._fits.isVisible()
    QTest.keyClick(screen, Qt.Key.Key_F7)  # leads nowhere, and harms nothing
    talk.say({"subject": "Bänke für den Park"})
    with qtbot.waitSignal(talk.proposed):
        screen._end.click()


def test_the_end_is_reached_and_left_again_by_key(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    talk.wishing.say({"words": "mit Kindern"})
    with qtbot.waitSignal(talk.proposed):
        QTest.keyClick(screen, Qt.Key.Key_Return, CONTROL)
    assert screen._pages.currentWidget() is screen._aside
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert screen._pages.currentWidget() is screen._talk
    talk.keep()


def test_a_talk_that_was_ended_elsewhere_leaves_its_sentence_on_the_screen(
    here: Bench, talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    assert talk.sitting
    record = consultations.open_record(here.desk, talk.sitting.consultation.id, "close")
    talk.say({"notes": "War Lehrerin"})
    here.bus.changed.emit(here.desk.write(Edit(record, record.with_values(state=CLOSED))))
    qtbot.waitUntil(lambda: talk.sitting is None)
    assert "War Lehrerin" in screen._empty._sentence.text()


@pytest.mark.parametrize("kind", ["seeking", "organisation"])
def test_every_control_has_a_spoken_name(
    talk: Conversation, screen: ConsultationScreen, kind: str, qtbot: QtBot
) -> None:
    talk.describe(kind=kind)
    with_fits(screen, qtbot) if kind == "seeking" else qtbot.waitUntil(screen._checklist.isVisible)
    assert nameless(screen) == []
