"""Whoever looks after the search sees what was not found, and answers it with a synonym."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.domain.change import Edit
from kosidesk.domain.demand import SEARCH, Demand
from kosidesk.domain.errors import NotFound
from kosidesk.domain.missed_search import OPEN, SearchQuestion
from kosidesk.services import missed, synonyms
from kosidesk.services.desk import Desk
from kosidesk.services.synonyms import Source
from kosidesk.settings import Settings
from kosidesk.storage import read
from kosidesk.ui import messages
from kosidesk.ui.application import Application
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.demand.model import Demands
from kosidesk.ui.demand.screen import DemandScreen
from kosidesk.ui.kit.row import Row
from kosidesk.ui.kit.row_list import RowList
from kosidesk.ui.kit.row_painter import ROW
from kosidesk.ui.tasks import Tasks
from kosidesk.ui.wardrobe import Wardrobe
from tests.desks import offer
from tests.ui.looks import nameless


@pytest.fixture
def wardrobe(qapp: Application, tmp_path: Path) -> Iterator[Wardrobe]:
    made = Wardrobe(qapp, tmp_path / "settings.toml", Settings())
    yield made
    made.deleteLater()


@pytest.fixture
def model(desk: Desk, tasks: Tasks, bus: ChangeBus) -> Demands:
    return Demands(desk, tasks, bus, bus)


@pytest.fixture
def screen(model: Demands, tasks: Tasks, wardrobe: Wardrobe, desk: Desk, qtbot: QtBot) -> DemandScreen:
    """With three words that found nothing, a colleague's question and what was looked for."""
    for typed in ("Klöppeln", "Boule", "Boule"):
        missed.keep(desk, typed)
    desk.write(Edit(None, SearchQuestion(desk.born_id(), "Geocaching", desk.today(), OPEN).record()))
    for hits in (0,) * 6 + (40,) * 7 + (2,) * 2:
        one = Demand(desk.born_id(), desk.today(), SEARCH, ("Leben im Alter",), ("Barmen",), hits)
        desk.note(Edit(None, one.record()))
    made = DemandScreen(model, tasks, wardrobe)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitSignal(model.shown):
        made.show()
    qtbot.waitUntil(tasks.is_idle)
    return made


def rows(screen: DemandScreen, name: str) -> list[Row]:
    """Those of the pages that are there; further ones come when somebody scrolls."""
    found = next(one for one in screen.findChildren(RowList) if one.accessibleName() == name)
    shown = found.model()
    there = (shown.data(shown.index(place, 0), ROW) for place in range(shown.rowCount()))
    return [row for row in there if row]


def titles(screen: DemandScreen, name: str) -> list[str]:
    return [row.title for row in rows(screen, name)]


def button(screen: QWidget, words: str) -> QPushButton:
    return next(one for one in screen.findChildren(QPushButton) if one.text() == words and one.isVisible())


def line(screen: DemandScreen) -> QLineEdit:
    return next(one for one in screen.findChildren(QLineEdit) if one.isVisible())


def said(screen: DemandScreen) -> str:
    return "\n".join(one.text() for one in screen.findChildren(QLabel) if one.isVisible())


def click(screen: DemandScreen, words: str) -> None:
    QTest.mouseClick(button(screen, words), Qt.MouseButton.LeftButton)


def press(
    screen: DemandScreen, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    screen.activateWindow()
    QTest.keyClick(screen.focusWidget() or screen, key, modifier)


def test_figures_hide_small_numbers_and_what_would_give_them_away(screen: DemandScreen) -> None:
    (row,) = rows(screen, "Handlungsfelder")
    assert (row.title, row.number) == ("Leben im Alter", "mindestens 13-mal")
    assert row.meta == "ohne Treffer: 6-mal · 1–4 Treffer: unter 5-mal · mehr: 7-mal"
    assert titles(screen, "Stadtteile") == ["Barmen"]


def test_the_list_that_goes_out_is_that_of_the_period(screen: DemandScreen, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen._model.shown):
        click(screen, "Dieses Jahr")
    with qtbot.waitSignal(screen.list_wanted) as heard:
        click(screen, "Liste ausgeben …")
    assert heard.args[0].make(desk).title == "Nachfrage seit 01.01.2026"


def test_questions_come_first_then_what_was_missed_most(screen: DemandScreen) -> None:
    screen.reveal_questions()
    assert titles(screen, "Suchen ohne Treffer") == ["Geocaching", "Boule", "Klöppeln"]
    assert "bleiben 90 Tage auf diesem Gerät" in said(screen)


def test_a_synonym_answers_a_question(screen: DemandScreen, model: Demands, desk: Desk, qtbot: QtBot) -> None:
    offer(desk, "Schatzsuche im Wald")
    screen.reveal_questions()
    with qtbot.waitSignal(model.previewed, check_params_cb=lambda words, _count: len(words) == 2):
        QTest.keyClicks(line(screen), "Schatzsuche")
        QTest.keyClick(line(screen), Qt.Key.Key_Return)
    assert "Findet dann 1 Angebot." in said(screen)
    with qtbot.waitSignal(model.done) as heard:
        click(screen, "Synonym anlegen")
    assert heard.args[0].sentence == "Bedeutet jetzt dasselbe: Geocaching, Schatzsuche"
    assert ("Geocaching", "Schatzsuche") in synonyms.groups(desk)
    qtbot.waitUntil(lambda: titles(screen, "Suchen ohne Treffer") == ["Boule", "Klöppeln"])


def test_one_word_alone_is_no_synonym(screen: DemandScreen, model: Demands, desk: Desk, qtbot: QtBot) -> None:
    screen.reveal_questions()
    with qtbot.waitSignal(model.invalid):
        click(screen, "Synonym anlegen")
    assert "mindestens zwei verschiedene Wörter" in said(screen)
    assert len(missed.questions(desk)) == 1


def test_what_was_missed_is_handed_on_with_one_key(
    screen: DemandScreen, model: Demands, desk: Desk, qtbot: QtBot
) -> None:
    screen.reveal_questions()
    press(screen, Qt.Key.Key_Down)
    assert "Namen von Menschen gehören nicht dorthin." in said(screen)
    with qtbot.waitSignal(model.done):
        press(screen, Qt.Key.Key_F8)
    assert [one.words for one in missed.questions(desk)] == ["Geocaching", "Boule"]
    assert [one.words for one in missed.missed(desk)] == ["Klöppeln"]


def test_words_are_forgotten_with_the_delete_key(
    screen: DemandScreen, model: Demands, desk: Desk, qtbot: QtBot
) -> None:
    screen.reveal_questions()
    press(screen, Qt.Key.Key_Down)
    with qtbot.waitSignal(model.done) as heard:
        press(screen, Qt.Key.Key_Delete)
    assert heard.args[0].transaction == ""
    assert [one.words for one in missed.missed(desk)] == ["Klöppeln"]
    qtbot.waitUntil(lambda: titles(screen, "Suchen ohne Treffer") == ["Geocaching", "Klöppeln"])


def test_a_question_that_is_deleted_leaves_no_history(
    screen: DemandScreen, model: Demands, desk: Desk, qtbot: QtBot
) -> None:
    screen.reveal_questions()
    with qtbot.waitSignal(model.done):
        click(screen, "Löschen")
    assert "Geocaching" not in repr([*read.journal(desk.database)])


def test_all_words_are_forgotten_once_somebody_confirms(
    screen: DemandScreen, model: Demands, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.reveal_questions()
    monkeypatch.setattr(messages, "confirm", lambda *_asked: False)
    click(screen, "Alle vergessen")
    monkeypatch.setattr(messages, "confirm", lambda *_asked: True)
    with qtbot.waitSignal(model.done):
        click(screen, "Alle vergessen")
    assert missed.missed(desk) == ()
    assert len(missed.questions(desk)) == 1


def test_a_desk_that_remembers_nothing_says_so(
    screen: DemandScreen, model: Demands, wardrobe: Wardrobe, qtbot: QtBot
) -> None:
    wardrobe.keep(Settings(remember_missed=False))
    screen.reveal_questions()
    with qtbot.waitSignal(model.shown):
        model.look()
    assert "Dieses Gerät merkt sich keine Wörter" in said(screen)


def test_the_agencys_synonyms_are_changed_and_deleted(
    screen: DemandScreen, model: Demands, desk: Desk, qtbot: QtBot
) -> None:
    screen.reveal_synonyms()
    press(screen, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    for word in ("Filzen", "Spitze"):
        QTest.keyClicks(line(screen), word)
        QTest.keyClick(line(screen), Qt.Key.Key_Return)
    with qtbot.waitSignal(model.done):
        press(screen, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: titles(screen, "Synonyme")[0] == "Filzen · Spitze")
    screen.reveal_synonyms()
    QTest.keyClicks(line(screen), "Handarbeit")
    with qtbot.waitSignal(model.done):
        press(screen, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert synonyms.groups(desk)[-1] == ("Filzen", "Spitze", "Handarbeit")
    with qtbot.waitSignal(model.done):
        click(screen, "Löschen")
    assert not any(one.source is Source.AGENCY for one in synonyms.entries(desk))


def test_the_programs_synonyms_are_shown_with_their_source_and_stay(screen: DemandScreen) -> None:
    screen.reveal_synonyms()
    assert {row.meta.split(" · ")[0] for row in rows(screen, "Synonyme")} == {"vom Programm"}
    buttons = {one.text() for one in screen.findChildren(QPushButton) if one.isVisible()}
    assert buttons.isdisjoint({"Löschen", "Synonym speichern"})


def test_what_was_typed_stays_while_others_change_something(
    screen: DemandScreen, model: Demands, desk: Desk, bus: ChangeBus, qtbot: QtBot
) -> None:
    screen.reveal_questions()
    QTest.keyClicks(line(screen), "Schatz")
    with qtbot.waitSignal(model.shown):
        bus.changed.emit(synonyms.add(desk, ("Pétanque", "Kugelspiel")))
    assert line(screen).text() == "Schatz"


def test_what_somebody_else_deleted_is_told(
    screen: DemandScreen, model: Demands, desk: Desk, qtbot: QtBot
) -> None:
    (question,) = missed.questions(desk)
    missed.drop(desk, question.id)
    with qtbot.waitSignal(model.refused) as heard:
        model.settle(question)
    assert isinstance(heard.args[0], NotFound)


def test_everything_that_takes_the_keyboard_has_a_name(screen: DemandScreen) -> None:
    for reveal in (screen.reveal_questions, screen.reveal_synonyms):
        assert nameless(screen) == []
        reveal()
    assert nameless(screen) == []
