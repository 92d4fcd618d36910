"""What is printed is what was seen; nothing of it is left in a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kosidesk.domain.errors import PrinterFailed
from kosidesk.printing.preview import page_texts, pages
from kosidesk.services import consultations, sheets
from kosidesk.settings import Settings
from kosidesk.ui import messages
from kosidesk.ui.application import Application
from kosidesk.ui.sheet_preview import paper
from kosidesk.ui.sheet_preview.model import SheetPreview
from kosidesk.ui.sheet_preview.screen import After, SheetScreen
from kosidesk.ui.wardrobe import Wardrobe
from tests.desks import offer
from tests.ui.bench import Bench, Heard, bench
from tests.ui.looks import cut_off, nameless

LP = """#!/bin/sh
if [ "$1" = "-e" ]; then printf 'Brother\\nKyocera\\n'; exit 0; fi
printf '%s\\n' "$@" > "$(dirname "$0")/arguments"
cat > "$(dirname "$0")/paper"
"""


@pytest.fixture
def here(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system that prints into a folder."""
    folder = tmp_path / "system"
    folder.mkdir()
    for name in ("lp", "lpstat"):
        (folder / name).write_text(LP)
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


@pytest.fixture
def talk(here: Bench) -> consultations.Consultation:
    begun = consultations.begin(here.desk)
    consultations.pick(here.desk, begun.id, offer(here.desk, "Vorlesen", number="101").id, "nah")
    return begun


@pytest.fixture
def model(here: Bench) -> SheetPreview:
    return SheetPreview(here.desk, here.tasks, here.bus, here.owner)


@pytest.fixture
def wardrobe(qapp: Application, tmp_path: Path) -> Iterator[Wardrobe]:
    made = Wardrobe(qapp, tmp_path / "settings.toml", Settings())
    yield made
    made.deleteLater()


@pytest.fixture
def screen(model: SheetPreview, wardrobe: Wardrobe, printer: Path, qtbot: QtBot) -> SheetScreen:
    made = SheetScreen(model, wardrobe)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


@pytest.fixture
def wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the counsellor wants the sheet saved."""
    monkeypatch.setattr(messages, "choose_save", lambda *_: tmp_path / "zettel.pdf")
    return tmp_path / "zettel.pdf"


def seen(screen: SheetScreen) -> list[QLabel]:
    labels = screen._paper.findChildren(QLabel)
    return [label for label in labels if label.isVisible() and not label.pixmap().isNull()]


def button(screen: SheetScreen, words: str) -> QPushButton:
    return next(found for found in screen.findChildren(QPushButton) if found.text() == words)


def test_the_pages_are_shown_and_say_which_they_are(
    screen: SheetScreen, model: SheetPreview, talk: consultations.Consultation, qtbot: QtBot
) -> None:
    model.show_sheet(talk)
    qtbot.waitUntil(lambda: bool(seen(screen)))
    assert seen(screen)[0].accessibleName().startswith("Seite 1 von ")
    assert screen.focusWidget() is button(screen, "Drucken")
    assert cut_off(screen) == []
    assert nameless(screen) == []


def test_a_sheet_without_offers_says_what_is_missing(screen: SheetScreen, model: SheetPreview) -> None:
    model.show_sheet(None)
    assert seen(screen) == []
    assert not button(screen, "Drucken").isEnabled()


def test_what_was_seen_goes_to_the_printer_chosen(
    screen: SheetScreen, model: SheetPreview, printer: Path, talk: consultations.Consultation, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: screen._printer.count() == 3)
    screen._printer.setCurrentIndex(screen._printer.findData("Kyocera"))
    screen._printer.activated.emit(screen._printer.currentIndex())
    model.show_sheet(talk)
    qtbot.waitUntil(lambda: bool(seen(screen)))
    with qtbot.waitSignal(model.printed):
        QTest.mouseClick(button(screen, "Drucken"), Qt.MouseButton.LeftButton)
    assert "Kyocera" in (printer / "arguments").read_text().split()
    assert talk.code in page_texts((printer / "paper").read_bytes())[0]
    assert screen._wardrobe.settings.sheet_printer == "Kyocera"


def test_after_printing_it_is_asked_what_became_of_the_sheet(
    screen: SheetScreen, model: SheetPreview, talk: consultations.Consultation, qtbot: QtBot
) -> None:
    answers = Heard(screen.after_print, screen)
    model.show_sheet(talk)
    qtbot.waitUntil(lambda: bool(seen(screen)))
    with qtbot.waitSignal(model.printed):
        QTest.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(button(screen, "Ausgehändigt, weiter beraten"), Qt.MouseButton.LeftButton)
    assert answers.all == [(talk, After.HANDED_OUT)]
    assert screen._question.isHidden()


def test_the_question_goes_with_the_client_it_was_asked_about(
    screen: SheetScreen, model: SheetPreview, here: Bench, talk: consultations.Consultation, qtbot: QtBot
) -> None:
    model.show_sheet(talk)
    qtbot.waitUntil(lambda: bool(seen(screen)))
    with qtbot.waitSignal(model.printed):
        QTest.mouseClick(button(screen, "Drucken"), Qt.MouseButton.LeftButton)
    model.show_sheet(consultations.begin(here.desk))
    assert screen._question.isHidden()
    assert seen(screen) == []
    model.printed.emit(talk)
    assert screen._question.isHidden()


def test_an_older_sheet_that_comes_later_is_not_shown(
    screen: SheetScreen, model: SheetPreview, here: Bench, talk: consultations.Consultation, qtbot: QtBot
) -> None:
    model.show_sheet(talk)
    qtbot.waitUntil(model.is_made)
    older, edition = model._document, model._edition
    picked = consultations.shortlist(here.desk, talk.id).offers()[0]
    here.bus.changed.emit(consultations.give_reason(here.desk, talk.id, picked, "mit dem Bus"))
    assert not button(screen, "Drucken").isEnabled()
    qtbot.waitUntil(model.is_made)
    model._take(edition, older)
    assert "mit dem Bus" in "".join(page_texts(model._document))


def test_a_sheet_nobody_sees_is_made_when_it_is_seen_again(
    screen: SheetScreen, model: SheetPreview, here: Bench, talk: consultations.Consultation, qtbot: QtBot
) -> None:
    model.show_sheet(talk)
    qtbot.waitUntil(model.is_made)
    screen.hide()
    picked = consultations.shortlist(here.desk, talk.id).offers()[0]
    here.bus.changed.emit(consultations.give_reason(here.desk, talk.id, picked, "mit dem Bus"))
    qtbot.waitUntil(here.tasks.is_idle)
    assert not model.is_made()
    screen.show()
    qtbot.waitUntil(model.is_made)
    assert "mit dem Bus" in "".join(page_texts(model._document))


def test_a_printer_that_refuses_says_why_and_can_be_tried_again(
    screen: SheetScreen, model: SheetPreview, printer: Path, talk: consultations.Consultation, qtbot: QtBot
) -> None:
    model.show_sheet(talk)
    qtbot.waitUntil(lambda: bool(seen(screen)))
    (printer / "lp").write_text("#!/bin/sh\necho kein Papier >&2\nexit 1\n")
    with qtbot.waitSignal(model.refused) as refusal:
        QTest.mouseClick(button(screen, "Drucken"), Qt.MouseButton.LeftButton)
    assert isinstance(refusal.args[0], PrinterFailed)
    assert button(screen, "Drucken").isEnabled()


def test_the_sheet_is_saved_where_it_is_wanted_and_nowhere_else(
    screen: SheetScreen, talk: consultations.Consultation, wanted: Path, qtbot: QtBot
) -> None:
    model = screen._model
    model.show_sheet(talk)
    qtbot.waitUntil(lambda: bool(seen(screen)))
    with qtbot.waitSignal(model.done):
        QTest.keyClick(screen, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert talk.code in page_texts(wanted.read_bytes())[0]
    assert list(wanted.parent.rglob("*.pdf")) == [wanted]


def test_keys_enlarge_and_shrink(
    screen: SheetScreen, model: SheetPreview, talk: consultations.Consultation, qtbot: QtBot
) -> None:
    model.show_sheet(talk)
    qtbot.waitUntil(lambda: bool(seen(screen)))
    before = seen(screen)[0].pixmap().width()
    QTest.keyClick(screen, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: any(page.pixmap().width() > before for page in seen(screen)))
    QTest.keyClick(screen, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: any(page.pixmap().width() == before for page in seen(screen)))


def test_a_reason_given_meanwhile_is_on_the_paper(
    screen: SheetScreen, model: SheetPreview, here: Bench, talk: consultations.Consultation, qtbot: QtBot
) -> None:
    model.show_sheet(talk)
    qtbot.waitUntil(lambda: bool(seen(screen)))
    picked = consultations.shortlist(here.desk, talk.id).offers()[0]
    with qtbot.waitSignal(model.drawn):
        here.bus.changed.emit(consultations.give_reason(here.desk, talk.id, picked, "mit dem Bus"))
    assert "mit dem Bus" in "".join(page_texts(model._document))


def test_where_the_system_takes_no_pdf_the_pages_are_painted(
    here: Bench, talk: consultations.Consultation, tmp_path: Path
) -> None:
    document = sheets.of_consultation(here.desk, talk.id)
    target = QPrinter(QPrinter.PrinterMode.HighResolution)
    target.setOutputFileName(str(tmp_path / "painted.pdf"))
    paper.paint(target, pages(document, 827))
    painted = (tmp_path / "painted.pdf").read_bytes()
    assert len(page_texts(painted)) == len(page_texts(document))
    (first, *_), (wanted, *_) = pages(painted, 300), pages(document, 300)
    assert _ink(first) == pytest.approx(_ink(wanted), abs=4)


def _ink(page: sheets.Page) -> tuple[int, int, int, int]:
    """The left, top, right and bottom of what is dark, in pixels."""
    dark = [
        (x, y)
        for y in range(page.height)
        for x in range(page.width)
        if page.pixels[y * page.stride + 3 * x] < 128
    ]
    columns, rows = {x for x, _ in dark}, {y for _, y in dark}
    return min(columns), min(rows), max(columns), max(rows)
