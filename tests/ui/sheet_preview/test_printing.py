"""The print dialog: Enter prints as it says; each format has a printer of its own."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from kosidesk.domain.consultation import Consultation
from kosidesk.printing.preview import page_texts
from kosidesk.services import consultations
from kosidesk.services.printing_out import Printer, State
from kosidesk.services.sheets import Choices, Format
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.printing.model import Printing
from kosidesk.ui.sheet_preview.screen import SheetScreen
from tests.ui.bench import Bench
from tests.ui.looks import cut_off, nameless
from tests.ui.sheet_preview.seeing import button, settle, show

CONTROL = Qt.KeyboardModifier.ControlModifier
HERE = (
    Printer("brother", "Brother im Flur", State.IDLE, is_standard=True),
    Printer("kyocera", "Kyocera im Büro", State.NO_PAPER),
)


def line(screen: SheetScreen, name: str) -> QLineEdit:
    return next(line for line in screen.findChildren(QLineEdit) if line.accessibleName() == name)


def choose(screen: SheetScreen, name: str, value: str) -> None:
    box = next(box for box in screen.findChildren(ChoiceBox) if box.accessibleName() == name)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def type_into(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def said(screen: SheetScreen) -> str:
    return " ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def dialog(screen: SheetScreen, printing: Printing, talk: Consultation, qtbot: QtBot) -> SheetScreen:
    """Open, with two printers found."""
    show(screen, talk, qtbot)
    screen.begin_printing()
    settle(screen, qtbot)
    printing._know(HERE)
    return screen


def test_enter_prints_as_the_dialog_says(
    dialog: SheetScreen, printing: Printing, printer: Path, qtbot: QtBot
) -> None:
    choose(dialog, "Drucker", "kyocera")
    choose(dialog, "Bedruckt", "two-sided-long-edge")
    type_into(line(dialog, "Wie oft"), "3")
    type_into(line(dialog, "Seiten"), "1")
    with qtbot.waitSignal(printing.printed):
        QTest.keyClick(line(dialog, "Seiten"), Qt.Key.Key_Return)
    asked = (printer / "arguments").read_text().split("\n")
    assert asked[:4] == ["-d", "kyocera", "-n", "3"]
    assert {"sides=two-sided-long-edge", "page-ranges=1-1", "media=A4"} <= set(asked)
    assert not dialog._dialog.isVisible()


def test_as_a_picture_the_sheet_holds_no_text(
    dialog: SheetScreen, printing: Printing, printer: Path, qtbot: QtBot
) -> None:
    next(box for box in dialog.findChildren(QCheckBox) if box.text() == "Als Bild drucken").click()
    with qtbot.waitSignal(printing.printed):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert set(page_texts((printer / "paper").read_bytes())) == {""}


def test_the_dialog_says_how_the_printer_stands(dialog: SheetScreen) -> None:
    assert "bereit" in said(dialog)
    choose(dialog, "Drucker", "kyocera")
    assert "Papier fehlt" in said(dialog)
    assert cut_off(dialog) == []
    assert nameless(dialog) == []


def test_the_dialog_says_format_and_pages(dialog: SheetScreen) -> None:
    assert "A4 · 2 Seiten" in said(dialog)


def test_a_printer_is_remembered_for_each_format(
    dialog: SheetScreen, printing: Printing, printer: Path, qtbot: QtBot
) -> None:
    choose(dialog, "Drucker", "kyocera")
    with qtbot.waitSignal(printing.printed):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert printing.usual_job(Format.A4).printer == "kyocera"
    assert printing.usual_job(Format.A5).printer == ""
    with qtbot.waitSignal(printing.printed):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert (printer / "arguments").read_text().startswith("-d\nkyocera\n-n\n1\n")


def test_a_remembered_printer_that_is_gone_is_still_named(
    dialog: SheetScreen, printing: Printing, qtbot: QtBot
) -> None:
    choose(dialog, "Drucker", "kyocera")
    with qtbot.waitSignal(printing.printed):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    printing._know(HERE[:1])
    dialog.begin_printing()
    assert dialog._dialog._printer.currentText() == "kyocera"


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("Wie oft", "0", "Bitte eine Zahl von 1 bis 99"),
        ("Wie oft", "viele", "Bitte eine Zahl von 1 bis 99"),
        ("Seiten", "eins", "nennt keine Seiten"),
        ("Seiten", "7", "So viele Seiten gibt es nicht"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(
    name: str, typed: str, sentence: str, dialog: SheetScreen, printer: Path
) -> None:
    type_into(line(dialog, name), typed)
    QTest.keyClick(line(dialog, name), Qt.Key.Key_Return)
    assert sentence in said(dialog)
    assert not (printer / "paper").exists()


def test_a_receipt_goes_to_a_printer_of_its_own(
    dialog: SheetScreen, printing: Printing, tmp_path: Path, qtbot: QtBot
) -> None:
    wire = tmp_path / "lp0"
    wire.touch()
    dialog._model.choose(Choices(format=Format.RECEIPT))
    settle(dialog, qtbot)
    type_into(line(dialog, "Bondrucker"), "kein Drucker")
    QTest.keyClick(line(dialog, "Bondrucker"), Qt.Key.Key_Return)
    assert "ist kein Bondrucker" in said(dialog)
    type_into(line(dialog, "Bondrucker"), str(wire))
    with qtbot.waitSignal(printing.printed):
        QTest.keyClick(line(dialog, "Bondrucker"), Qt.Key.Key_Return)
    assert wire.read_bytes().startswith(b"\x1b@")
    assert printing.usual_job(Format.RECEIPT).printer == str(wire)


def test_before_a_receipt_printer_is_known_its_dialog_opens(
    screen: SheetScreen, talk: Consultation, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    screen._model.choose(Choices(format=Format.RECEIPT))
    settle(screen, qtbot)
    QTest.keyClick(screen, Qt.Key.Key_Return, CONTROL)
    assert screen.focusWidget() is line(screen, "Bondrucker")


def test_a_test_page_is_no_sheet(
    dialog: SheetScreen, printing: Printing, printer: Path, talk: Consultation, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(printing.done):
        QTest.mouseClick(button(dialog, "Testseite"), Qt.MouseButton.LeftButton)
    printed = "".join(page_texts((printer / "paper").read_bytes()))
    assert "Testseite" in printed
    assert talk.code not in printed
    assert "Testseite" in (printer / "arguments").read_text().split()
    assert dialog._question.isHidden()


def test_escape_leads_back_to_the_choices(dialog: SheetScreen) -> None:
    QTest.keyClick(line(dialog, "Wie oft"), Qt.Key.Key_Escape)
    assert not dialog._dialog.isVisible()
    assert dialog._choices.isVisible()
    assert dialog.focusWidget() is button(dialog, "Drucken")


def test_what_became_of_a_job_is_told_beside_its_own_sheet_only(
    dialog: SheetScreen, printing: Printing, here: Bench, talk: Consultation, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(printing.printed):
        QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    printing.told.emit("Der Zettel ist gedruckt.")
    assert f"Beratung {talk.code} · Der Zettel ist gedruckt." in said(dialog)
    dialog._model.show_sheet(consultations.begin(here.desk))
    printing.told.emit("Der Zettel ist gedruckt.")
    assert "gedruckt" not in said(dialog)


def test_the_dialog_goes_with_the_client(dialog: SheetScreen) -> None:
    dialog._model.show_sheet(None)
    assert not dialog._dialog.isVisible()
