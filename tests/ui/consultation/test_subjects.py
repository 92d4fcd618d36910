"""Each kind of talk asks for its own fields, and a talk with an organisation ends in drafts of offers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from kosidesk.domain.consultation import COMPANY, COMPLAINT, IDEA, INFORMATION, ORGANISATION, SEEKING
from kosidesk.services import consultations, drafting
from kosidesk.ui.consultation.model import Conversation
from kosidesk.ui.consultation.screen import ConsultationScreen
from tests.desks import offer
from tests.ui.bench import Bench, bench
from tests.ui.looks import nameless

TALBLICK = "Nachbarschaft Talblick e.V."
FIELDS = {
    SEEKING: set(),
    INFORMATION: {"Die Frage"},
    ORGANISATION: {"Einrichtung", "Was gebraucht wird"},
    COMPANY: {
        "Unternehmen", "Was das Unternehmen einbringt", "Wie viele Menschen mitmachen", "Was es vorhat",
    },
    IDEA: {"Die Idee", "Wie viele Menschen schon dabei sind"},
    COMPLAINT: {"Einrichtung", "Was zu klären ist"},
}  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        offer(made.desk, "Gibt es schon", TALBLICK)
        yield made


@pytest.fixture
def talk(here: Bench, qtbot: QtBot) -> Conversation:
    return Conversation(here.desk, here.tasks, here.bus, here.owner)


@pytest.fixture
def screen(talk: Conversation, qtbot: QtBot) -> ConsultationScreen:
    made = ConsultationScreen(talk)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitExposed(made)
    with qtbot.waitSignal(talk.begun):
        talk.begin()
    return made


def turn(talk: Conversation, qtbot: QtBot, kind: str) -> None:
    talk.describe(kind=kind)
    qtbot.waitUntil(lambda: talk.sitting is not None and talk.sitting.consultation.kind == kind)
    qtbot.waitUntil(talk._tasks.is_idle)


def stored(here: Bench, talk: Conversation) -> consultations.Consultation:
    assert talk.sitting
    return consultations.shortlist(here.desk, talk.sitting.consultation.id).consultation


def line(screen: ConsultationScreen, name: str) -> QLineEdit:
    lines = screen.findChildren(QLineEdit)
    return next(one for one in lines if one.accessibleName() == name and one.isVisible())


@pytest.mark.parametrize("kind", FIELDS)
def test_a_kind_of_talk_shows_its_own_fields_only(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot, kind: str
) -> None:
    turn(talk, qtbot, kind)
    labels = screen._asked.subject.findChildren(QLabel)
    assert {one.text() for one in labels if one.isVisible() and one.buddy()} == FIELDS[kind]
    assert screen._asked.profile.isVisible() == (kind == SEEKING)
    assert screen._checklist.isVisible() == (kind == ORGANISATION)


def test_what_is_told_of_an_idea_is_kept(
    here: Bench, talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    turn(talk, qtbot, IDEA)
    text = next(one for one in screen._asked.subject.findChildren(QPlainTextEdit) if one.isVisible())
    QTest.keyClicks(text, "Ein Reparaturtreff")
    QTest.keyClicks(line(screen, "Wie viele Menschen schon dabei sind"), "7")
    qtbot.waitUntil(lambda: stored(here, talk).people == 7)
    assert stored(here, talk).subject == "Ein Reparaturtreff"


def test_a_subject_hints_at_who_should_stay_anonymous(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    turn(talk, qtbot, IDEA)
    text = next(one for one in screen._asked.subject.findChildren(QPlainTextEdit) if one.isVisible())
    QTest.keyClicks(text, "Mail an renate@example.org")
    assert "E-Mail-Adresse" in screen._asked.subject._shown.subject.text()


def test_a_checklist_becomes_a_draft_and_is_ready_for_the_next(
    here: Bench, talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    turn(talk, qtbot, ORGANISATION)
    QTest.keyClicks(line(screen, "Einrichtung"), TALBLICK)
    QTest.keyClicks(line(screen, "Aufgabe"), "Vorlesen")
    QTest.keyClicks(line(screen, "Wer gefragt wird"), "Renate Beispiel")
    with qtbot.waitSignal(talk.drafts.drafted):
        screen._checklist._draft.click()
    assert line(screen, "Aufgabe").text() == ""
    assert line(screen, "Wer gefragt wird").text() == "Renate Beispiel"
    organisation = stored(here, talk).organisation
    assert [one.title for one in drafting.drafts(here.desk, organisation)] == ["Vorlesen"]
    qtbot.waitUntil(lambda: "Vorlesen" in shown_texts(screen))


def shown_texts(screen: ConsultationScreen) -> set[str]:
    return {one.text() for one in screen._checklist.findChildren(QLabel) if one.isVisible()}


def test_a_new_organisation_begins_with_the_talk(
    here: Bench, talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    turn(talk, qtbot, ORGANISATION)
    QTest.keyClicks(line(screen, "Einrichtung"), "Ganz neuer Verein")
    with qtbot.waitSignal(talk.drafts.made):
        talk.drafts.make_organisation("Ganz neuer Verein")
    qtbot.waitUntil(lambda: bool(stored(here, talk).organisation))
    assert line(screen, "Einrichtung").text() == "Ganz neuer Verein"


def test_without_a_task_nothing_is_drafted_and_the_form_says_why(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    turn(talk, qtbot, ORGANISATION)
    QTest.keyClicks(line(screen, "Zeit"), "dienstags")
    with qtbot.waitSignal(talk.drafts.faulty):
        screen._checklist._draft.click()
    assert screen._checklist._remarks["task"].isVisible()
    assert screen._checklist._general.isVisible()
    assert line(screen, "Zeit").text() == "dienstags"


def test_the_next_talk_begins_with_empty_fields(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    turn(talk, qtbot, ORGANISATION)
    line(screen, "Aufgabe").setText("Vorlesen")
    line(screen, "Einrichtung").setText("Halber Na")
    with qtbot.waitSignal(talk.begun):
        talk.begin()
    turn(talk, qtbot, ORGANISATION)
    assert line(screen, "Aufgabe").text() == line(screen, "Einrichtung").text() == ""


def test_after_a_crash_the_checklist_is_as_it_was_typed(
    here: Bench, talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    turn(talk, qtbot, ORGANISATION)
    QTest.keyClicks(line(screen, "Aufgabe"), "Vorlesen")
    begun = stored(here, talk).id
    qtbot.waitUntil(lambda: drafting.typed(here.desk, begun).task == "Vorlesen")
    after = Conversation(here.desk, here.tasks, here.bus, here.owner)
    with qtbot.waitSignal(after.drafts.typed, check_params_cb=lambda found: found.task == "Vorlesen"):
        after.resume(begun)


def test_a_half_filled_checklist_comes_back_with_its_talk(
    here: Bench, talk: Conversation, screen: ConsultationScreen, qtbot: QtBot
) -> None:
    turn(talk, qtbot, ORGANISATION)
    QTest.keyClicks(line(screen, "Aufgabe"), "Vorlesen")
    first = stored(here, talk).id
    with qtbot.waitSignal(talk.begun):
        talk.begin()
    turn(talk, qtbot, ORGANISATION)
    assert line(screen, "Aufgabe").text() == ""
    talk.resume(first)
    qtbot.waitUntil(lambda: line(screen, "Aufgabe").text() == "Vorlesen")


@pytest.mark.parametrize("kind", FIELDS)
def test_every_input_has_a_spoken_name(
    talk: Conversation, screen: ConsultationScreen, qtbot: QtBot, kind: str
) -> None:
    turn(talk, qtbot, kind)
    assert nameless(screen) == []
