"""Several talks stand side by side; one of them is going on here, and one key leads to the next."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kosidesk.domain.consultation import Consultation
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.services.overview import OpenTalk
from kosidesk.ui.frame.talk_bar import TalkBar
from tests.ui.bench import Heard
from tests.ui.looks import nameless

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)


def talk(number: int, picks: int = 0) -> OpenTalk:
    begun = NOW - timedelta(minutes=10 * number, seconds=40)
    return OpenTalk(Consultation(RecordId(str(number)), code=f"CODE{number}-X", begun_at=begun), picks)


@pytest.fixture
def bar(qtbot: QtBot) -> TalkBar:
    made = TalkBar(lambda: NOW)
    qtbot.addWidget(made)
    made.resize(1100, 60)
    return made


def buttons(bar: TalkBar) -> list[str]:
    """The talks in sight, from the left."""
    return [b.text() for b in bar.findChildren(QPushButton) if b.isCheckable() and not b.isHidden()]


def button(bar: TalkBar, words: str) -> QPushButton:
    return next(b for b in bar.findChildren(QPushButton) if words in b.text())


def test_each_talk_tells_code_minutes_and_shortlist_those_elsewhere_when_asked(bar: TalkBar) -> None:
    bar.show_talks(RecordId("2"), (talk(1), talk(2, picks=3)))
    assert buttons(bar) == ["CODE1-X", "CODE2-X · 20 Minuten · 3 Angebote"]
    assert button(bar, "CODE1").accessibleName() == "CODE1-X · 10 Minuten · 0 Angebote"
    assert not button(bar, "CODE1").isChecked()
    assert button(bar, "CODE2").isChecked()


def test_a_talk_left_open_over_night_is_told_in_hours(bar: TalkBar) -> None:
    bar.show_talks(RecordId("60"), (talk(60),))
    assert buttons(bar) == ["CODE60-X · 10 Stunden · 0 Angebote"]


def test_a_click_leads_to_another_talk_and_back_to_this_one(bar: TalkBar) -> None:
    bar.show_talks(RecordId("2"), (talk(1), talk(2)))
    resumed, returned = Heard(bar.resume_wanted, bar), Heard(bar.talk_wanted, bar)
    QTest.mouseClick(button(bar, "CODE1"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(bar, "CODE2"), Qt.MouseButton.LeftButton)
    assert resumed.all == ["1"]
    assert len(returned.all) == 1
    assert button(bar, "CODE2").isChecked()


def test_the_next_talk_comes_after_the_last_one_too(bar: TalkBar) -> None:
    bar.show_talks(RecordId("3"), (talk(1), talk(2), talk(3)))
    resumed = Heard(bar.resume_wanted, bar)
    bar.go_to_next()
    bar.show_talks(RecordId("1"), (talk(1), talk(2), talk(3)))
    bar.go_to_next()
    assert resumed.all == ["1", "2"]


def test_talks_nobody_sits_at_can_be_gone_on_with_and_not_be_ended(bar: TalkBar) -> None:
    bar.show_talks(NOBODY, (talk(1, picks=2),))
    assert not bar.isHidden()
    for words in ("Zettel drucken", "Unterbrechen", "Beenden"):
        assert button(bar, words).isHidden()
    resumed = Heard(bar.resume_wanted, bar)
    bar.go_to_next()
    assert resumed.all == ["1"]


def test_of_many_talks_some_are_counted_and_the_one_here_is_in_sight(bar: TalkBar) -> None:
    bar.show_talks(RecordId("5"), tuple(talk(number) for number in range(1, 7)))
    assert [words.split()[0] for words in buttons(bar)] == ["CODE1-X", "CODE2-X", "CODE5-X"]
    assert "und 3 weitere" in [label.text() for label in bar.findChildren(QLabel)]


def test_a_talk_keeps_its_button_and_with_it_the_keyboard(bar: TalkBar) -> None:
    bar.show_talks(RecordId("1"), (talk(1),))
    before = button(bar, "CODE1")
    bar.show_talks(RecordId("1"), (talk(1, picks=1),))
    assert button(bar, "CODE1") is before
    assert before.text().endswith("1 Angebot")


def test_without_a_talk_the_bar_takes_no_room_and_no_time(bar: TalkBar) -> None:
    bar.show_talks(RecordId("1"), (talk(1),))
    bar.show_talks(NOBODY, ())
    assert bar.isHidden()
    assert not bar._timer.isActive()


def test_everything_in_the_bar_has_a_spoken_name(bar: TalkBar) -> None:
    bar.show_talks(RecordId("1"), (talk(1), talk(2)))
    bar.show()
    assert nameless(bar) == []
