"""What is printed is what was seen; nothing of it is left in a file."""

from email import message_from_bytes
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kosidesk.domain.consultation import Consultation
from kosidesk.domain.errors import PrinterNotReady
from kosidesk.printing.preview import page_texts
from kosidesk.services import consultations
from kosidesk.ui import messages
from kosidesk.ui.printing.model import Printing
from kosidesk.ui.sheet_preview.model import SheetPreview
from kosidesk.ui.sheet_preview.screen import After, SheetScreen
from tests.ui.bench import Bench, Heard
from tests.ui.looks import cut_off, nameless
from tests.ui.sheet_preview.seeing import button, seen, show, text

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the counsellor wants a file."""
    monkeypatch.setattr(messages, "choose_save", lambda *_: tmp_path / "zettel")
    return tmp_path / "zettel"


def test_the_pages_are_shown_and_say_which_they_are(
    screen: SheetScreen, talk: Consultation, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    assert seen(screen)[0].accessibleName().startswith("Seite 1 von ")
    assert screen.focusWidget() is button(screen, "Drucken")
    assert cut_off(screen) == []
    assert nameless(screen) == []


def test_a_sheet_without_offers_says_what_is_missing(screen: SheetScreen, model: SheetPreview) -> None:
    model.show_sheet(None)
    assert seen(screen) == []
    assert not button(screen, "Drucken").isEnabled()


def test_what_was_seen_goes_to_the_printer(
    screen: SheetScreen, printing: Printing, printer: Path, talk: Consultation, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    with qtbot.waitSignal(printing.printed):
        QTest.mouseClick(button(screen, "Drucken"), Qt.MouseButton.LeftButton)
    assert talk.code in page_texts((printer / "paper").read_bytes())[0]
    assert talk.code not in (printer / "arguments").read_text()


def test_after_printing_it_is_asked_what_became_of_the_sheet(
    screen: SheetScreen, printing: Printing, talk: Consultation, qtbot: QtBot
) -> None:
    answers = Heard(screen.after_print, screen)
    show(screen, talk, qtbot)
    with qtbot.waitSignal(printing.printed):
        QTest.keyClick(screen, Qt.Key.Key_Return, CONTROL)
    QTest.mouseClick(button(screen, "Ausgehändigt, weiter beraten"), Qt.MouseButton.LeftButton)
    assert answers.all == [(talk, After.HANDED_OUT)]
    assert screen._question.isHidden()


def test_the_question_goes_with_the_client_it_was_asked_about(
    screen: SheetScreen, printing: Printing, here: Bench, talk: Consultation, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    with qtbot.waitSignal(printing.printed):
        QTest.mouseClick(button(screen, "Drucken"), Qt.MouseButton.LeftButton)
    screen._model.show_sheet(consultations.begin(here.desk))
    assert screen._question.isHidden()
    assert seen(screen) == []
    printing.printed.emit(talk)
    assert screen._question.isHidden()


def test_an_older_sheet_that_comes_later_is_not_shown(
    screen: SheetScreen, model: SheetPreview, here: Bench, talk: Consultation, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    older, edition = model.printout, model._edition
    assert older is not None
    picked = consultations.shortlist(here.desk, talk.id).offers()[0]
    here.bus.changed.emit(consultations.give_reason(here.desk, talk.id, picked, "mit dem Bus"))
    assert not button(screen, "Drucken").isEnabled()
    model._take(edition, older)
    assert model.printout is None
    qtbot.waitUntil(lambda: model.printout is not None)
    assert "mit dem Bus" in text(model)


def test_a_sheet_nobody_sees_is_made_when_it_is_seen_again(
    screen: SheetScreen, model: SheetPreview, here: Bench, talk: Consultation, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    screen.hide()
    picked = consultations.shortlist(here.desk, talk.id).offers()[0]
    here.bus.changed.emit(consultations.give_reason(here.desk, talk.id, picked, "mit dem Bus"))
    qtbot.waitUntil(here.tasks.is_idle)
    assert model.printout is None
    screen.show()
    qtbot.waitUntil(lambda: model.printout is not None)
    assert "mit dem Bus" in text(model)


def test_a_printer_that_refuses_says_why_and_can_be_tried_again(
    screen: SheetScreen, printing: Printing, printer: Path, talk: Consultation, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    (printer / "lp").write_text("#!/bin/sh\necho kein Papier >&2\nexit 1\n")
    with qtbot.waitSignal(printing.refused) as refusal:
        QTest.mouseClick(button(screen, "Drucken"), Qt.MouseButton.LeftButton)
    assert isinstance(refusal.args[0], PrinterNotReady)
    assert button(screen, "Drucken").isEnabled()


def test_the_sheet_is_saved_where_it_is_wanted_and_nowhere_else(
    screen: SheetScreen, model: SheetPreview, talk: Consultation, wanted: Path, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    with qtbot.waitSignal(model.done):
        QTest.keyClick(screen, Qt.Key.Key_S, CONTROL)
    assert talk.code in page_texts(wanted.read_bytes())[0]
    assert [
        path for path in wanted.parent.rglob("*") if path.is_file() and path.read_bytes()[:5] == b"%PDF-"
    ] == [wanted]


def test_the_name_proposed_for_a_file_says_nothing_of_the_client(
    screen: SheetScreen, talk: Consultation, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    proposed: list[str] = []
    monkeypatch.setattr(messages, "choose_save", lambda *asked: proposed.append(asked[2]))
    show(screen, talk, qtbot)
    for key in (Qt.Key.Key_S, Qt.Key.Key_E):
        QTest.keyClick(screen, key, CONTROL)
    assert proposed == ["Vermittlungsbogen 2026-11-21.pdf", "Vermittlungsbogen 2026-11-21.eml"]


def test_a_draft_carries_the_sheet_to_nobody_yet(
    screen: SheetScreen, model: SheetPreview, talk: Consultation, wanted: Path, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    with qtbot.waitSignal(model.done) as done:
        QTest.keyClick(screen, Qt.Key.Key_E, CONTROL)
    mail = message_from_bytes(wanted.read_bytes())
    sheet = next(part for part in mail.walk() if part.get_content_type() == "application/pdf")
    assert model.printout is not None
    assert sheet.get_payload(decode=True) == model.printout.pdf
    assert mail["To"] is None
    assert "Gesendet ist noch nichts" in done.args[0].sentence


def test_keys_enlarge_and_shrink(screen: SheetScreen, talk: Consultation, qtbot: QtBot) -> None:
    show(screen, talk, qtbot)
    before = seen(screen)[0].pixmap().width()
    QTest.keyClick(screen, Qt.Key.Key_Plus, CONTROL)
    qtbot.waitUntil(lambda: any(page.pixmap().width() > before for page in seen(screen)))
    QTest.keyClick(screen, Qt.Key.Key_Minus, CONTROL)
    qtbot.waitUntil(lambda: any(page.pixmap().width() == before for page in seen(screen)))


def test_a_reason_given_meanwhile_is_on_the_paper(
    screen: SheetScreen, model: SheetPreview, here: Bench, talk: Consultation, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    picked = consultations.shortlist(here.desk, talk.id).offers()[0]
    with qtbot.waitSignal(model.drawn):
        here.bus.changed.emit(consultations.give_reason(here.desk, talk.id, picked, "mit dem Bus"))
    assert "mit dem Bus" in text(model)
