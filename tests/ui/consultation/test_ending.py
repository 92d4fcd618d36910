"""The end of the talk: one key agrees to what is usual, and what cannot be agreed is said where it stands."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from kosidesk.domain.consultation import CLOSED, OPEN
from kosidesk.domain.fault import Fault
from kosidesk.domain.follow_up import FollowUp
from kosidesk.services import consultations
from kosidesk.services.finishing import Agreement
from kosidesk.storage import read
from kosidesk.ui.consultation.finish_card import FinishCard
from kosidesk.ui.consultation.model import Conversation
from kosidesk.ui.consultation.screen import ConsultationScreen
from kosidesk.ui.kit.buttons import Button
from tests.desks import NOW
from tests.ui.bench import Bench, Heard, bench
from tests.ui.looks import nameless

TODAY = NOW.date()
USUAL = Agreement("client", date(2026, 11, 30), "", 40, (date(2026, 12, 7), date(2027, 1, 4)))


@pytest.fixture
def card(qtbot: QtBot) -> FinishCard:
    made = FinishCard()
    qtbot.addWidget(made)
    made.show_proposal(USUAL)
    made.show()
    return made


@pytest.fixture
def agreed(card: FinishCard) -> Heard:
    return Heard(card.agreed, card)


def field(card: FinishCard, name: str) -> QLineEdit:
    return next(line for line in card.findChildren(QLineEdit) if line.accessibleName() == name)


def tick(card: FinishCard, name: str) -> QCheckBox:
    return next(box for box in card.findChildren(QCheckBox) if box.accessibleName() == name)


def said(card: FinishCard) -> str:
    return " ".join(remark.text() for remark in card._remarks.values() if not remark.isHidden())


def test_enter_alone_agrees_to_what_was_proposed(card: FinishCard, agreed: Heard) -> None:
    card.enter()
    QTest.keyClick(card.do, Qt.Key.Key_Return)
    assert agreed.all == [USUAL]


def test_enter_agrees_from_the_line_somebody_typed_in(card: FinishCard, agreed: Heard) -> None:
    line = field(card, "Was wichtig war")
    QTest.keyClicks(line, "will erst zusehen")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert [one.essence for one in agreed.all] == ["will erst zusehen"]


def test_who_is_not_ticked_is_not_asked(card: FinishCard, agreed: Heard) -> None:
    tick(card, "Zum zweiten Mal nachfragen").click()
    card.do.click()
    assert [one.ask_on for one in agreed.all] == [USUAL.ask_on[:1]]


def test_what_is_no_day_and_no_number_is_said_and_nothing_is_agreed(card: FinishCard, agreed: Heard) -> None:
    field(card, "Bis wann").setText("bald")
    field(card, "Dauer in Minuten").setText("lang")
    field(card, "Zum ersten Mal nachfragen: Tag").setText("")
    card.do.click()
    assert agreed.all == []
    for given in ("bald", "Dauer in Minuten"):
        assert given in said(card)


def test_a_fault_of_the_desk_stands_at_the_day_it_is_about(card: FinishCard) -> None:
    second = USUAL.ask_on[1]
    card.show_faults([Fault("due_on", "past", second.isoformat())])
    assert not card._remarks[card._ask[1]].isHidden()
    assert card._remarks[card._ask[0]].isHidden()
    card.show_proposal(USUAL)
    assert not said(card)


def test_every_input_of_the_end_has_a_spoken_name(card: FinishCard) -> None:
    assert nameless(card) == []


@pytest.fixture
def here(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def talk(here: Bench, qtbot: QtBot) -> Conversation:
    """In which something was said."""
    model = Conversation(here.desk, here.tasks, here.bus, here.owner)
    with qtbot.waitSignal(model.begun):
        model.begin()
    model.say({"notes": "mag Hunde"})
    return model


@pytest.fixture
def screen(talk: Conversation, qtbot: QtBot) -> ConsultationScreen:
    made = ConsultationScreen(talk)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_end_asks_what_is_agreed_and_one_key_more_ends_it(
    here: Bench, talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    code = screen._model.talk().code  # type: ignore[union-attr]
    with qtbot.waitSignal(talk.proposed):
        talk.finish()
    focused = QApplication.focusWidget()
    assert isinstance(focused, Button)
    QTest.keyClick(focused, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: talk.sitting is None)
    assert consultations.by_code(here.desk, code).state == CLOSED
    assert len(read.all_of(here.desk.database, FollowUp.KIND)) == 2


def test_a_day_gone_by_is_refused_where_it_was_typed_and_the_talk_goes_on(
    here: Bench, talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(talk.proposed):
        talk.finish()
    past = TODAY - timedelta(days=1)
    field(screen._aside._finish, "Zum ersten Mal nachfragen: Tag").setText(f"{past:%d.%m.%Y}")
    with qtbot.waitSignal(talk.faulty):
        screen._aside._finish.do.click()
    assert "schon vorbei" in said(screen._aside._finish)
    assert talk.sitting
    assert consultations.by_code(here.desk, talk.sitting.consultation.code).state == OPEN


def test_escape_leads_back_to_the_talk(talk: Conversation, screen: ConsultationScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(talk.proposed):
        talk.finish()
    QTest.keyClick(screen._aside._finish, Qt.Key.Key_Escape)
    assert screen._pages.currentWidget() is screen._talk


def test_the_line_for_what_mattered_hints_at_who_should_stay_anonymous(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(talk.proposed):
        talk.finish()
    card = screen._aside._finish
    QTest.keyClicks(field(card, "Was wichtig war"), "Tel. 0202 000-111")
    assert "Telefonnummer" in said(card)
    field(card, "Was wichtig war").selectAll()
    QTest.keyClicks(field(card, "Was wichtig war"), "will erst zusehen")
    assert not said(card)
