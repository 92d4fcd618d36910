"""A talk is begun, filled, put in order and ended; every step is kept at once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from kosidesk.domain.consultation import CLOSED
from kosidesk.domain.ids import RecordId
from kosidesk.services import consultations, history
from kosidesk.services.finishing import Agreement
from kosidesk.ui.consultation.lines import Talks
from kosidesk.ui.consultation.model import Conversation
from kosidesk.ui.consultation.pick_card import PickCard
from kosidesk.ui.consultation.screen import ConsultationScreen
from tests.desks import NOW, offer
from tests.ui.bench import Bench, Heard, bench
from tests.ui.looks import nameless

TITLES = ("Vorlesen", "Garten", "Sprachcafé", "Fahrdienst", "Schach")


@pytest.fixture
def here(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def model(here: Bench) -> Conversation:
    return Conversation(here.desk, here.tasks, here.bus, here.owner)


@pytest.fixture
def stock(here: Bench) -> dict[str, RecordId]:
    numbers = enumerate(TITLES, 101)
    return {title: offer(here.desk, title, number=str(number)).id for number, title in numbers}


@pytest.fixture
def talk(model: Conversation, stock: dict[str, RecordId], qtbot: QtBot) -> Conversation:
    """A talk with three offers on its shortlist."""
    model.begin()
    wait_for(model, qtbot, [])
    for title in TITLES[:3]:
        model.pick(stock[title])
    wait_for(model, qtbot, list(TITLES[:3]))
    return model


@pytest.fixture
def screen(talk: Conversation, qtbot: QtBot) -> ConsultationScreen:
    made = ConsultationScreen(talk)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def wait_for(model: Conversation, qtbot: QtBot, titles: list[str]) -> None:
    qtbot.waitUntil(lambda: model.sitting is not None and titles_of(model) == titles)


def titles_of(model: Conversation) -> list[str]:
    return [pick.title for pick in model.sitting.picks] if model.sitting else []


def notes(model: Conversation) -> str:
    talk = model.talk()
    return talk.notes if talk else ""


def card(screen: ConsultationScreen, title: str) -> PickCard:
    return next(c for c in screen.findChildren(PickCard) if c._title.text() == title)


def stored(here: Bench, model: Conversation) -> consultations.Shortlist:
    assert model.sitting
    return consultations.shortlist(here.desk, model.sitting.consultation.id)


def test_a_talk_begins_with_a_code_and_without_a_name(here: Bench, model: Conversation, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.begun):
        model.begin()
    (kept,) = consultations.open_ones(here.desk)
    assert model.sitting
    assert model.sitting.consultation == kept
    assert model.sitting.is_blank()
    assert kept.code


def test_a_pick_without_a_talk_begins_one_where_the_counsellor_is(
    model: Conversation, stock: dict[str, RecordId], qtbot: QtBot
) -> None:
    led_away = Heard(model.begun, model)
    model.pick(stock["Garten"])
    wait_for(model, qtbot, ["Garten"])
    assert led_away.all == []


def test_a_pick_can_be_taken_back(
    here: Bench, talk: Conversation, stock: dict[str, RecordId], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(talk.done) as said:
        talk.pick(stock["Schach"])
    history.undo(here.desk, said.args[0].transaction)
    assert stored(here, talk).offers() == tuple(stock[title] for title in TITLES[:3])


def test_fast_keys_move_from_where_the_offer_stands_by_then(
    talk: Conversation, stock: dict[str, RecordId], qtbot: QtBot
) -> None:
    talk.shift(stock["Vorlesen"], 1)
    talk.shift(stock["Vorlesen"], 1)
    wait_for(talk, qtbot, ["Garten", "Sprachcafé", "Vorlesen"])


def test_moving_beyond_the_end_changes_nothing(
    talk: Conversation, stock: dict[str, RecordId], qtbot: QtBot
) -> None:
    talk.shift(stock["Vorlesen"], -1)
    talk.give_reason(stock["Vorlesen"], "nah")
    qtbot.waitUntil(lambda: bool(talk.sitting and talk.sitting.picks[0].reason == "nah"))
    assert titles_of(talk) == list(TITLES[:3])


def test_a_pasted_shortlist_names_unknown_numbers(talk: Conversation, qtbot: QtBot) -> None:
    with qtbot.waitSignal(talk.pasted) as said:
        talk.paste("Angebote 104, 105 und 4711")
    assert said.args == ["2 Angebote vorgemerkt. Nicht gefunden: 4711."]
    wait_for(talk, qtbot, list(TITLES))


def test_text_without_numbers_is_told_apart(talk: Conversation, qtbot: QtBot) -> None:
    with qtbot.waitSignal(talk.pasted) as said:
        talk.paste("Guten Tag")
    assert said.args == ["Im eingefügten Text steht keine Nummer eines Angebots."]


def test_notes_are_kept_a_moment_after_the_last_letter(here: Bench, talk: Conversation, qtbot: QtBot) -> None:
    talk.say({"notes": "War Lehr"})
    talk.say({"notes": "War Lehrerin"})
    qtbot.waitUntil(lambda: stored(here, talk).consultation.notes == "War Lehrerin")
    assert (
        sum(
            "notes" in change.differences
            for change, _ in history.history(here.desk, talk.sitting.consultation.id)
        )
        == 1
    )  # type: ignore[union-attr]


def test_notes_that_wait_are_kept_before_the_next_client(
    here: Bench, talk: Conversation, qtbot: QtBot
) -> None:
    first = stored(here, talk).consultation.id
    talk.say({"notes": "War Lehrerin"})
    with qtbot.waitSignal(talk.begun):
        talk.begin()
    assert consultations.shortlist(here.desk, first).consultation.notes == "War Lehrerin"
    assert notes(talk) == ""


def test_an_ended_talk_goes_and_comes_back_when_its_end_is_taken_back(
    here: Bench, talk: Conversation, qtbot: QtBot
) -> None:
    first = stored(here, talk).consultation
    with qtbot.waitSignal(talk.done) as said:
        talk.agree(Agreement())
    qtbot.waitUntil(lambda: talk.sitting is None)
    assert consultations.shortlist(here.desk, first.id).consultation.state == CLOSED
    undone = history.undo(here.desk, said.args[0].transaction)
    here.bus.changed.emit(undone.changes)
    wait_for(talk, qtbot, list(TITLES[:3]))


def test_after_a_crash_the_talk_goes_on_where_it_stood(here: Bench, talk: Conversation, qtbot: QtBot) -> None:
    kept = stored(here, talk).consultation.id
    after = Conversation(here.desk, here.tasks, here.bus, here.owner)
    after.resume(kept)
    wait_for(after, qtbot, list(TITLES[:3]))


def test_taking_back_the_beginning_leaves_nobody_and_asks_no_more(
    here: Bench, model: Conversation, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(model.begun):
        model.begin()
    refusals = Heard(model.refused, model)
    begun = history.last_action(here.desk, NOW)
    assert begun
    undone = history.undo(here.desk, begun)
    with qtbot.waitSignal(model.shown, check_params_cb=lambda sitting: sitting is None):
        here.bus.changed.emit(undone.changes)
    qtbot.waitUntil(here.tasks.is_idle)
    assert (model.sitting, refusals.all) == (None, [])


def test_two_quick_picks_begin_one_talk(
    here: Bench, model: Conversation, stock: dict[str, RecordId], qtbot: QtBot
) -> None:
    model.pick(stock["Garten"])
    model.pick(stock["Schach"])
    model.begin()
    wait_for(model, qtbot, ["Garten", "Schach"])
    assert len(consultations.open_ones(here.desk)) == 1


def test_a_pick_while_the_next_talk_begins_is_for_the_next_client(
    here: Bench, talk: Conversation, stock: dict[str, RecordId], qtbot: QtBot
) -> None:
    first = stored(here, talk).consultation.id
    talk.begin()
    talk.pick(stock["Schach"])
    wait_for(talk, qtbot, ["Schach"])
    assert len(consultations.shortlist(here.desk, first).referrals) == 3


def test_notes_typed_while_the_next_talk_begins_stay_with_the_one_they_were_typed_for(
    here: Bench, talk: Conversation, qtbot: QtBot
) -> None:
    first = stored(here, talk).consultation.id
    with qtbot.waitSignal(talk.begun):
        talk.begin()
        talk.say({"notes": "War Lehrerin"})
    qtbot.waitUntil(here.tasks.is_idle)
    assert consultations.shortlist(here.desk, first).consultation.notes == "War Lehrerin"
    assert notes(talk) == ""


def test_a_pick_while_a_talk_comes_back_is_put_on_its_list(
    here: Bench, talk: Conversation, stock: dict[str, RecordId], qtbot: QtBot
) -> None:
    kept = stored(here, talk).consultation.id
    after = Conversation(here.desk, here.tasks, here.bus, here.owner)
    after.resume(kept)
    after.pick(stock["Schach"])
    wait_for(after, qtbot, [*TITLES[:3], "Schach"])


def test_a_pasted_shortlist_begins_a_talk(
    here: Bench, model: Conversation, stock: dict[str, RecordId], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(model.pasted) as said:
        model.paste("Angebote 104 und 105")
    assert said.args == ["2 Angebote vorgemerkt."]
    wait_for(model, qtbot, ["Fahrdienst", "Schach"])


def test_who_types_without_a_pause_is_kept_all_the_same(
    here: Bench, talk: Conversation, qtbot: QtBot
) -> None:
    talk.say({"notes": "W"})
    pause = talk._keeper._pause
    left = pause.remainingTime()
    qtbot.waitUntil(lambda: pause.remainingTime() < left)
    before = pause.remainingTime()
    talk.say({"notes": "Wa"})
    assert 0 < pause.remainingTime() <= before
    talk.keep()


def test_channel_and_kind_are_chosen_apart(here: Bench, talk: Conversation, qtbot: QtBot) -> None:
    talk.describe(channel="stand")
    talk.describe(kind="idea")
    qtbot.waitUntil(lambda: stored(here, talk).consultation.kind == "idea")
    assert stored(here, talk).consultation.channel == "stand"


def test_keys_reorder_and_the_focus_moves_along(
    screen: ConsultationScreen, talk: Conversation, qtbot: QtBot
) -> None:
    first = card(screen, "Vorlesen")
    first.enter()
    QTest.keyClick(screen, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    wait_for(talk, qtbot, ["Garten", "Vorlesen", "Sprachcafé"])
    assert first.isAncestorOf(screen.focusWidget())
    qtbot.waitUntil(lambda: first.y() > card(screen, "Garten").y())


def test_a_card_is_dragged_to_its_place(screen: ConsultationScreen, talk: Conversation, qtbot: QtBot) -> None:
    dragged, last = card(screen, "Vorlesen"), card(screen, "Sprachcafé")
    end = dragged.mapFromGlobal(last.mapToGlobal(last.rect().center() + QPoint(0, 20)))
    QTest.mousePress(dragged, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    QTest.mouseMove(dragged, QPoint(20, 60))
    QTest.mouseMove(dragged, end)
    assert not screen._chosen.shortlist._gap.isHidden()
    QTest.mouseRelease(dragged, Qt.MouseButton.LeftButton, pos=end)
    wait_for(talk, qtbot, ["Garten", "Sprachcafé", "Vorlesen"])


def test_removing_by_key_keeps_the_keyboard_in_the_list(
    screen: ConsultationScreen, talk: Conversation, qtbot: QtBot
) -> None:
    card(screen, "Garten").enter()
    QTest.keyClick(screen, Qt.Key.Key_Delete, Qt.KeyboardModifier.AltModifier)
    wait_for(talk, qtbot, ["Vorlesen", "Sprachcafé"])
    assert card(screen, "Sprachcafé").isAncestorOf(screen.focusWidget())


def test_a_reason_is_kept_when_the_field_is_left(
    here: Bench, screen: ConsultationScreen, talk: Conversation, qtbot: QtBot
) -> None:
    card(screen, "Garten").enter()
    field = card(screen, "Garten").findChild(QLineEdit)
    QTest.keyClicks(field, "Erde & Regen")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: stored(here, talk).referrals[1].reason == "Erde & Regen")


def test_a_reason_is_kept_while_it_is_typed(
    here: Bench, screen: ConsultationScreen, talk: Conversation, qtbot: QtBot
) -> None:
    card(screen, "Garten").enter()
    QTest.keyClicks(screen.focusWidget(), "Erde")
    qtbot.waitUntil(lambda: stored(here, talk).referrals[1].reason == "Erde")


def test_a_reason_keeps_every_letter_typed_while_another_is_on_its_way(
    screen: ConsultationScreen, talk: Conversation, qtbot: QtBot
) -> None:
    edited = card(screen, "Garten")
    pick = next(pick for pick in talk.sitting.picks if pick.title == "Garten")  # type: ignore[union-attr]
    field = edited._reason
    edited.enter()
    QTest.keyClicks(field, "Erde ")
    edited.show_pick(replace(pick, reason="Erde"), 2)
    assert field.text() == "Erde "
    field.clear()
    edited.show_pick(replace(pick, reason=""), 2)
    QTest.keyClicks(field, "a")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    edited.show_pick(replace(pick, reason="a"), 2)
    assert field.text() == ""


def test_a_reason_taken_back_is_seen(screen: ConsultationScreen, talk: Conversation) -> None:
    edited = card(screen, "Garten")
    pick = next(pick for pick in talk.sitting.picks if pick.title == "Garten")  # type: ignore[union-attr]
    edited.show_pick(replace(pick, reason="Erde"), 2)
    edited.show_pick(pick, 2)
    assert edited._reason.text() == ""


def test_more_than_four_offers_get_a_hint_and_nothing_is_forbidden(
    screen: ConsultationScreen, talk: Conversation, stock: dict[str, RecordId], qtbot: QtBot
) -> None:
    talk.pick(stock["Fahrdienst"])
    wait_for(talk, qtbot, list(TITLES[:4]))
    assert screen._chosen._hint.isHidden()
    talk.pick(stock["Schach"])
    wait_for(talk, qtbot, list(TITLES))
    assert "Mehr als vier" in screen._chosen._hint.text()
    assert not screen._chosen._hint.isHidden()


def test_a_copied_shortlist_is_pasted_with_one_key(
    screen: ConsultationScreen, talk: Conversation, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText("https://example.org/karte?cart=105,104")
    QTest.keyClick(screen, Qt.Key.Key_F6)
    wait_for(talk, qtbot, ["Vorlesen", "Garten", "Sprachcafé", "Schach", "Fahrdienst"])


def test_typed_notes_are_not_overwritten_by_what_was_kept_before(
    screen: ConsultationScreen, talk: Conversation, stock: dict[str, RecordId], qtbot: QtBot
) -> None:
    notes = screen._chosen._notes._text
    assert isinstance(notes, QPlainTextEdit)
    QTest.keyClicks(notes, "sucht etwas Ruhiges")
    talk.pick(stock["Schach"])
    wait_for(talk, qtbot, [*TITLES[:3], "Schach"])
    assert notes.toPlainText() == "sucht etwas Ruhiges"
    talk.keep()


def test_every_control_has_a_spoken_name(screen: ConsultationScreen) -> None:
    assert nameless(screen) == []


def test_open_talks_are_told_with_the_one_that_is_going_on(
    here: Bench, talk: Conversation, qtbot: QtBot
) -> None:
    first = stored(here, talk).consultation.id
    heard = Heard(talk.talks, talk)
    talk.begin()
    qtbot.waitUntil(lambda: bool(heard.all) and len(last_talks(heard).open) == 2)
    second = stored(here, talk).consultation.id
    talk.resume(first)
    qtbot.waitUntil(lambda: last_talks(heard).current == first)
    told = {one.consultation.id: one.picks for one in last_talks(heard).open}
    assert told == {first: 3, second: 0}


def last_talks(heard: Heard) -> Talks:
    assert isinstance(heard.last, Talks)
    return heard.last
