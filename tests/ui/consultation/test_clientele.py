"""The client is anonymous until she wants otherwise, and what she takes back is asked about only once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from kosidesk.domain.client import CONTACT, PASS_ON, PURPOSES, STORE, Client
from kosidesk.domain.fault import Fault
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.services import clients, history
from kosidesk.services import words as names
from kosidesk.storage import read
from kosidesk.ui.consultation.consent_row import ConsentRow
from kosidesk.ui.consultation.model import Conversation
from kosidesk.ui.consultation.screen import ConsultationScreen
from tests.ui.bench import Bench, bench
from tests.ui.looks import nameless

RENATE = Client(NOBODY, name="Renate Beispiel", phone="0202 000-111")


@pytest.fixture
def here(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def talk(here: Bench, qtbot: QtBot) -> Conversation:
    model = Conversation(here.desk, here.tasks, here.bus, here.owner)
    with qtbot.waitSignal(model.clientele.shown):
        model.begin()
    return model


@pytest.fixture
def screen(talk: Conversation, qtbot: QtBot) -> ConsultationScreen:
    """With the client's card open."""
    made = ConsultationScreen(talk)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitExposed(made)
    made._chosen._client._open.click()
    return made


@pytest.fixture
def known(here: Bench, talk: Conversation, screen: ConsultationScreen, qtbot: QtBot) -> ConsultationScreen:
    """Of a client who agreed to everything."""
    with qtbot.waitSignal(talk.clientele.shown):
        talk.clientele.keep(RENATE, frozenset(PURPOSES))
    screen._chosen._client._open.click()
    return screen


def id_of(talk: Conversation) -> RecordId:
    assert talk.sitting
    return talk.sitting.consultation.id


def row(screen: ConsultationScreen, purpose: str) -> ConsentRow:
    return next(one for one in screen.findChildren(ConsentRow) if one.purpose == purpose)


def test_name_and_consent_are_kept_and_lead_back_to_the_talk(
    here: Bench, talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    card = screen._aside._client
    QTest.keyClicks(card._lines["name"], RENATE.name)
    QTest.keyClicks(card._lines["phone"], RENATE.phone)
    for purpose in (STORE, CONTACT):
        row(screen, purpose).findChildren(QCheckBox)[0].click()
    with qtbot.waitSignal(talk.clientele.shown):
        QTest.keyClick(card._lines["phone"], Qt.Key.Key_Return)
    kept = clients.of(here.desk, id_of(talk))
    assert kept is not None
    assert (kept.client.name, kept.held()) == (RENATE.name, {STORE, CONTACT})
    qtbot.waitUntil(lambda: screen._pages.currentWidget() is screen._talk)
    assert RENATE.name in screen._chosen._client._who.text()


def test_without_her_consent_the_card_says_what_is_missing_and_keeps_what_was_typed(
    here: Bench, talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    QTest.keyClicks(screen._aside._client._lines["name"], RENATE.name)
    with qtbot.waitSignal(talk.clientele.faulty):
        screen._aside._client.do.click()
    assert "Einwilligung" in screen._aside._client._without_consent.text()
    assert screen._aside._client._lines["name"].text() == RENATE.name
    assert clients.of(here.desk, id_of(talk)) is None


def test_what_she_agreed_to_is_shown_with_day_and_author(known: ConsultationScreen) -> None:
    for purpose in PURPOSES:
        facts = row(known, purpose)._facts.text()
        assert "21.11.2026" in facts
        assert "Mara" in facts


def test_one_consent_is_taken_back_at_once_and_can_be_ticked_again(
    here: Bench, talk: Conversation, known: ConsultationScreen, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(talk.clientele.shown):
        row(known, PASS_ON)._withdraw.click()
    kept = clients.of(here.desk, id_of(talk))
    assert kept is not None
    assert kept.held() == {STORE, CONTACT}
    assert row(known, PASS_ON)._tick.isVisible()
    assert not row(known, CONTACT)._tick.isVisible()


def test_what_is_asked_or_wrong_is_in_sight_in_the_smallest_window(
    known: ConsultationScreen, qtbot: QtBot
) -> None:
    known.resize(700, 300)
    card = known._aside._client
    row(known, STORE)._withdraw.click()
    qtbot.waitUntil(lambda: card._doubt._buttons[0].visibleRegion().boundingRect().height() > 10)
    card.show_faults([Fault("purpose", "no_consent")])
    qtbot.waitUntil(lambda: card._without_consent.visibleRegion().boundingRect().height() > 10)


def test_who_thinks_twice_loses_nothing(here: Bench, talk: Conversation, known: ConsultationScreen) -> None:
    row(known, STORE)._withdraw.click()
    doubt = known._aside._client._doubt
    assert doubt.isVisible()
    doubt._buttons[0].click()
    assert not doubt.isVisible()
    assert clients.of(here.desk, id_of(talk)) is not None


def test_who_is_erased_leaves_a_receipt_on_the_screen_and_nothing_on_the_desk(
    here: Bench, talk: Conversation, known: ConsultationScreen, qtbot: QtBot
) -> None:
    code = talk.talk().code  # type: ignore[union-attr]
    row(known, STORE)._withdraw.click()
    known._aside._client._doubt._buttons[1].click()
    qtbot.waitUntil(lambda: talk.sitting is None)
    qtbot.waitUntil(here.tasks.is_idle)
    assert known._aside._receipt.isVisible()
    assert code in known._aside._receipt._text.text()
    assert not read.all_of(here.desk.database, Client.KIND)
    known._aside._receipt.do.click()
    assert known._pages.currentWidget() is known._empty


def test_taking_back_that_she_was_kept_makes_her_anonymous_again(
    here: Bench, talk: Conversation, known: ConsultationScreen, qtbot: QtBot
) -> None:
    undone = history.undo_last(here.desk)
    assert undone
    with qtbot.waitSignal(talk.clientele.shown):
        here.bus.changed.emit(undone.changes)
    assert not talk.clientele.is_known()
    assert "anonym" in known._chosen._client._who.text()


def test_notes_hint_at_a_name_only_while_she_is_anonymous(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    talk.say({"notes": "Tel. 0202 000-111"})
    assert "Telefonnummer" in talk.notes_hint()
    with qtbot.waitSignal(talk.clientele.shown):
        talk.clientele.keep(RENATE, frozenset((STORE,)))
    assert not talk.notes_hint()


def test_every_part_of_the_card_has_a_spoken_name(known: ConsultationScreen) -> None:
    assert nameless(known._aside._client) == []
    assert names.choice(STORE) in row(known, STORE)._withdraw.accessibleName()
