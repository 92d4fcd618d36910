"""Many papers are printed one after the other, and of each it is told what became of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from kosidesk.domain.consultation import Consultation
from kosidesk.domain.ids import RecordId
from kosidesk.printing.preview import page_texts
from kosidesk.services import batch, consultations, history
from kosidesk.services.batch import Batch
from kosidesk.services.sheets import Format
from kosidesk.settings import Settings
from kosidesk.ui import messages
from kosidesk.ui.application import Application
from kosidesk.ui.kit.cards import ProgressCard
from kosidesk.ui.papers.cards import DirectoryCard, LettersCard, PileCard, TodayCard, WaiverCard
from kosidesk.ui.papers.model import Papers
from kosidesk.ui.papers.report import ReportCard
from kosidesk.ui.papers.screen import PapersScreen
from kosidesk.ui.printing.model import Printing
from kosidesk.ui.wardrobe import Wardrobe
from tests.desks import offer
from tests.ui.bench import Bench, Heard, bench
from tests.ui.looks import cut_off, nameless

WAIT_MS = 20_000
# A printer that puts each job into a file of its own.
LP = """#!/bin/sh
here="$(dirname "$0")"
number=$(($(ls "$here" | grep -c '^job') + 1))
printf '%s\\n' "$@" > "$here/asked$number"
cat > "$here/job$number"
"""


@pytest.fixture
def here(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "system"
    folder.mkdir()
    (folder / "lp").write_text(LP)
    (folder / "lp").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


@pytest.fixture
def talks(here: Bench) -> tuple[Consultation, ...]:
    """Two talks of today; the second was already given its sheet, and a third has an empty list."""
    first, second = offer(here.desk, "Vorlesen", number="101"), offer(here.desk, "Garten", number="102")
    open_one, given, _empty = (consultations.begin(here.desk) for _each in range(3))
    consultations.pick(here.desk, open_one.id, first.id)
    consultations.pick(here.desk, given.id, second.id)
    consultations.hand_out(here.desk, given.id)
    return open_one, given


@pytest.fixture
def model(qapp: Application, here: Bench, tmp_path: Path) -> Iterator[Papers]:
    wardrobe = Wardrobe(qapp, tmp_path / "settings.toml", Settings(printers={"a4": "kyocera"}))
    yield Papers(here.desk, here.tasks, here.bus, Printing(here.tasks, wardrobe, here.owner))
    wardrobe.deleteLater()


@pytest.fixture
def screen(model: Papers, here: Bench, printer: Path, qtbot: QtBot) -> PapersScreen:
    made = PapersScreen(model, model._printing, here.desk)
    qtbot.addWidget(made)
    made.resize(1000, 900)
    made.show()
    qtbot.waitUntil(here.tasks.is_idle, timeout=WAIT_MS)
    return made


def card(screen: PapersScreen, kind: type[PileCard]) -> PileCard:
    found = screen.findChild(kind)
    assert isinstance(found, kind)
    return found


def press(owner: object, words: str) -> None:
    buttons = owner.findChildren(QPushButton)  # type: ignore[attr-defined]
    QTest.mouseClick(next(one for one in buttons if one.text() == words), Qt.MouseButton.LeftButton)


def said(screen: PapersScreen) -> str:
    return " ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def finish(screen: PapersScreen, kind: type[PileCard], words: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen._model.finished, timeout=WAIT_MS):
        press(card(screen, kind), words)
    qtbot.waitUntil(screen._model._tasks.is_idle, timeout=WAIT_MS)


def jobs(printer: Path) -> list[str]:
    """What each job says."""
    return ["".join(page_texts(job.read_bytes())) for job in sorted(printer.glob("job*"))]


def test_the_sheets_of_today_that_nobody_was_given_are_printed(
    talks: tuple[Consultation, ...], screen: PapersScreen, printer: Path, qtbot: QtBot
) -> None:
    open_one, given = talks
    assert open_one.code in said(screen)
    assert given.code not in said(screen)
    finish(screen, TodayCard, "Drucken", qtbot)
    (sheet,) = jobs(printer)
    assert open_one.code in sheet
    assert (printer / "asked1").read_text().startswith("-d\nkyocera\n")
    assert "1 Papier ist beim Drucker." in said(screen)
    assert cut_off(screen) == []
    assert nameless(screen) == []


def test_what_was_handed_out_is_told_once_and_gone_from_the_list(
    talks: tuple[Consultation, ...], screen: PapersScreen, here: Bench, qtbot: QtBot
) -> None:
    done = Heard(screen._model.done, screen)
    finish(screen, TodayCard, "Drucken", qtbot)
    with qtbot.waitSignal(screen._model.counted, timeout=WAIT_MS):
        press(screen.findChild(ReportCard), "Alle sind ausgehändigt")
    assert len(done.all) == 1
    assert "Heute ist keiner mehr offen." in said(screen)
    assert not card(screen, TodayCard)._print.isEnabled()


def test_handing_out_is_one_action_however_many_sheets_there_are(
    talks: tuple[Consultation, ...], model: Papers, here: Bench, qtbot: QtBot
) -> None:
    another = consultations.begin(here.desk)
    consultations.pick(here.desk, another.id, offer(here.desk, "Kochen", number="103").id)
    open_ones = batch.todays_sheets(here.desk, model.choices())
    assert [paper.key for paper in open_ones] == [talks[0].id, another.id]
    with qtbot.waitSignal(model.done, timeout=WAIT_MS) as told:
        model.hand_out(Batch(handed=open_ones))
    assert told.args[0].sentence == "2 Zettel sind als ausgehändigt vermerkt."
    history.undo_last(here.desk)
    left = batch.todays_sheets(here.desk, model.choices())
    assert [paper.key for paper in left] == [paper.key for paper in open_ones]
    qtbot.waitUntil(here.tasks.is_idle, timeout=WAIT_MS)


def test_after_a_printer_failed_the_rest_can_be_taken_up_again(
    talks: tuple[Consultation, ...], screen: PapersScreen, printer: Path, qtbot: QtBot
) -> None:
    (printer / "lp").write_text("#!/bin/sh\nexit 1\n")
    finish(screen, TodayCard, "Drucken", qtbot)
    assert "0 Papiere sind beim Drucker." in said(screen)
    assert f"Noch nicht dran: {talks[0].code}" in said(screen)
    (printer / "lp").write_text(LP)
    with qtbot.waitSignal(screen._model.finished, timeout=WAIT_MS):
        press(screen.findChild(ReportCard), "Mit dem Rest weitermachen")
    assert len(jobs(printer)) == 1


def test_letters_go_to_the_organisations_that_were_chosen(
    screen: PapersScreen, model: Papers, here: Bench, printer: Path, qtbot: QtBot
) -> None:
    assert not card(screen, LettersCard)._print.isEnabled()
    first, second = (offer(here.desk, title, number=str(n)) for n, title in enumerate(("Vorlesen", "Garten")))
    for about in (first, second, second):
        model.toggle(RecordId(about.text("organisation")))
    assert "1 Einrichtung ist gewählt." in said(screen)
    finish(screen, LettersCard, "Drucken", qtbot)
    (letter,) = jobs(printer)
    assert "Vorlesen" in letter
    assert "Garten" not in letter


def test_an_organisation_that_is_gone_meanwhile_gets_no_letter(
    screen: PapersScreen, model: Papers, here: Bench, printer: Path, qtbot: QtBot
) -> None:
    model.toggle(RecordId("00000000-0000-7000-8000-0000000000ff"))
    finish(screen, LettersCard, "Drucken", qtbot)
    assert jobs(printer) == []
    assert "0 Papiere sind beim Drucker." in said(screen)


def test_a_directory_is_saved_in_a_folder(
    here: Bench,
    screen: PapersScreen,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    monkeypatch.setattr(messages, "choose_folder", lambda *_: folder)
    offer(here.desk, "Vorlesen", number="101")
    finish(screen, DirectoryCard, "Als PDF speichern …", qtbot)
    (file,) = folder.iterdir()
    assert "Vorlesen" in "".join(page_texts(file.read_bytes()))
    assert f"Sie liegen in {folder}." in said(screen)


def test_a_directory_remembers_the_printer_of_its_format(
    here: Bench, screen: PapersScreen, model: Papers, printer: Path, qtbot: QtBot
) -> None:
    offer(here.desk, "Vorlesen", number="101")
    finish(screen, DirectoryCard, "Drucken", qtbot)
    assert model._printing.usual_job(Format.A5).printer == "kyocera"
    assert "media=A5" in (printer / "asked1").read_text()


def test_a_directory_can_be_stopped(
    here: Bench, screen: PapersScreen, model: Papers, printer: Path, qtbot: QtBot
) -> None:
    for number in range(20):
        offer(here.desk, f"Vorlesen {number}", number=str(number))
    model.begun.connect(model.cancel)
    finish(screen, DirectoryCard, "Drucken", qtbot)
    assert jobs(printer) == []
    assert screen.findChild(ProgressCard).isHidden()


def test_a_waiver_is_about_the_offer_whose_number_was_typed(
    here: Bench, screen: PapersScreen, printer: Path, qtbot: QtBot
) -> None:
    offer(here.desk, "Vorlesen", number="101")
    number = card(screen, WaiverCard).findChild(QLineEdit)
    assert not card(screen, WaiverCard)._print.isEnabled()
    number.setText("101")
    finish(screen, WaiverCard, "Drucken", qtbot)
    (form,) = jobs(printer)
    assert "Vorlesen" in form
    number.setText("4711")
    finish(screen, WaiverCard, "Drucken", qtbot)
    assert "Nicht gemacht: 4711." in said(screen)
    assert len(jobs(printer)) == 1


def test_while_one_pile_is_made_no_other_is_begun(
    talks: tuple[Consultation, ...], screen: PapersScreen, model: Papers, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(model.finished, timeout=WAIT_MS):
        press(card(screen, TodayCard), "Drucken")
        assert not card(screen, DirectoryCard).isEnabled()
        assert screen.findChild(ProgressCard).isVisible()
    assert card(screen, DirectoryCard).isEnabled()
