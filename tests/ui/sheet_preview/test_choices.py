"""What is chosen is on the sheet at once; what belongs to a client goes with her."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from kosidesk import settings as settings_file
from kosidesk.domain.consultation import Consultation
from kosidesk.services import consultations
from kosidesk.services.sheets import Choices, Format
from kosidesk.settings import Settings
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.printing.memory import keep, recall
from kosidesk.ui.printing.model import Printing
from kosidesk.ui.sheet_preview.model import SheetPreview
from kosidesk.ui.sheet_preview.screen import SheetScreen
from kosidesk.ui.theme import TARGET, look
from tests.desks import offer
from tests.ui.bench import Bench
from tests.ui.looks import cut_off, nameless
from tests.ui.sheet_preview.seeing import button, settle, show, text

NOTE = "Bitte vorher anrufen"


def choose(screen: SheetScreen, name: str, value: str) -> None:
    box = next(box for box in screen.findChildren(ChoiceBox) if box.accessibleName() == name)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def note(screen: SheetScreen) -> QPlainTextEdit:
    return screen._choices.findChild(QPlainTextEdit)


def untick(screen: SheetScreen, words: str) -> None:
    next(box for box in screen.findChildren(QCheckBox) if box.text() == words).click()


def said(screen: SheetScreen) -> str:
    return " ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def test_every_choice_is_on_the_sheet(
    screen: SheetScreen, model: SheetPreview, talk: Consultation, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    settle(screen, qtbot)
    assert "Rückmeldung" in text(model)
    choose(screen, "Format", Format.A5)
    untick(screen, "Rückmeldezettel")
    QTest.keyClicks(note(screen), NOTE)
    settle(screen, qtbot)
    assert model.printout is not None
    assert model.printout.format is Format.A5
    assert NOTE in text(model)
    assert "Rückmeldung" not in text(model)


def test_typing_a_note_keeps_the_keyboard(screen: SheetScreen, talk: Consultation, qtbot: QtBot) -> None:
    show(screen, talk, qtbot)
    note(screen).setFocus()
    QTest.keyClicks(note(screen), NOTE)
    settle(screen, qtbot)
    assert screen.focusWidget() is note(screen)


def test_nothing_is_printed_before_the_newest_choice_is_in_sight(
    screen: SheetScreen, talk: Consultation, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    untick(screen, "Logo")
    assert not button(screen, "Drucken").isEnabled()
    settle(screen, qtbot)
    assert button(screen, "Drucken").isEnabled()


def test_a_language_nobody_checked_says_so_and_shows_the_german(
    screen: SheetScreen, model: SheetPreview, talk: Consultation, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    assert "niemand geprüft" not in said(screen)
    choose(screen, "Sprache", "tr")
    settle(screen, qtbot)
    assert "Diese Übersetzung hat noch niemand geprüft" in said(screen)
    assert "Türkisch – Türkçe (ungeprüft)" in [
        box.currentText() for box in screen.findChildren(ChoiceBox) if box.isVisible()
    ]
    assert "So geht es weiter" in text(model)
    assert cut_off(screen) == []
    assert nameless(screen) == []


def test_every_choice_can_be_read_whole(
    screen: SheetScreen, printing: Printing, talk: Consultation, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    shown = [box for box in screen.findChildren(ChoiceBox) if box.isVisible()]
    screen.begin_printing()
    shown += [box for box in screen.findChildren(ChoiceBox) if box.isVisible()]
    for box in shown:
        room = box.width() - look().pixels(TARGET)  # the arrow
        widest = max(box.fontMetrics().horizontalAdvance(box.itemText(at)) for at in range(box.count()))
        assert widest <= room, box.accessibleName()


def test_what_belongs_to_a_client_goes_with_her_and_the_rest_stays(
    screen: SheetScreen, here: Bench, talk: Consultation, tmp_path: Path, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    choose(screen, "Format", Format.A5)
    choose(screen, "Sprache", "uk")
    QTest.keyClicks(note(screen), NOTE)
    settle(screen, qtbot)
    other = consultations.begin(here.desk)
    consultations.pick(here.desk, other.id, offer(here.desk, "Garten", number="7").id)
    show(screen, other, qtbot)
    assert screen._model.choices == Choices(format=Format.A5)
    assert note(screen).toPlainText() == ""
    assert not note(screen).document().isUndoAvailable()
    assert NOTE not in (tmp_path / "settings.toml").read_text("utf-8")


def test_the_choices_stay_while_the_client_does(
    screen: SheetScreen, model: SheetPreview, talk: Consultation, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    choose(screen, "Sprache", "uk")
    settle(screen, qtbot)
    show(screen, talk, qtbot)
    assert model.choices.language == "uk"


def test_the_choices_are_remembered_after_a_restart(tmp_path: Path) -> None:
    chosen = Choices(format=Format.LARGE, language="ar", map=False, slip=False, notes=NOTE)
    settings_file.save(tmp_path / "s.toml", keep(Settings(), chosen))
    assert recall(settings_file.load(tmp_path / "s.toml")) == Choices(
        format=Format.LARGE, map=False, slip=False
    )


def test_a_format_that_is_gone_is_forgotten() -> None:
    assert recall(Settings(sheet_format="a3", sheet_parts={"stamp": True})) == Choices()


def test_escape_leads_from_the_choices_back_to_the_sheet_where_there_is_room_for_one(
    screen: SheetScreen, talk: Consultation, qtbot: QtBot
) -> None:
    screen.resize(700, 600)
    show(screen, talk, qtbot)
    screen._columns.reveal(0)
    assert not screen._sheet.isVisible()
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert screen._sheet.isVisible()
