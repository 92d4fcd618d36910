"""What a printer does with a job afterwards is told in words, through a real print service."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kosidesk.services.printing_out import Job, trial_page
from kosidesk.services.sheets import Format
from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.printing.model import Printing
from kosidesk.ui.tasks import Tasks
from kosidesk.ui.wardrobe import Wardrobe
from tests.printing.printers import print_service
from tests.printing.printers.print_service import PRINTER, PrintService

WAIT_MS = 20_000
PAPER = trial_page(Format.A4)


@pytest.fixture(scope="module")
def service() -> Iterator[PrintService]:
    with print_service.running() as running:
        yield running


@pytest.fixture
def printing(qapp: Application, tasks: Tasks, tmp_path: Path, service: PrintService) -> Iterator[Printing]:
    wardrobe = Wardrobe(qapp, tmp_path / "settings.toml", Settings())
    yield Printing(tasks, wardrobe, wardrobe)
    wardrobe.deleteLater()


def test_the_printers_of_the_system_are_found(printing: Printing, qtbot: QtBot) -> None:
    with qtbot.waitSignal(printing.found, timeout=WAIT_MS):
        printing.look()
    assert [(one.name, one.is_standard) for one in printing.printers] == [(PRINTER, True)]


def test_a_job_is_followed_until_it_is_printed(printing: Printing, qtbot: QtBot) -> None:
    with qtbot.waitSignal(printing.told, timeout=WAIT_MS, check_params_cb=is_printed):
        printing.send(PAPER, Job())
    assert not printing._pause.isActive()


def test_a_printer_that_stops_says_why(printing: Printing, qtbot: QtBot) -> None:
    subprocess.run(["cupsdisable", PRINTER], check=True)
    try:
        with qtbot.waitSignal(printing.done, timeout=WAIT_MS) as done:
            printing.send(PAPER, Job(PRINTER))
        assert "Der Drucker ist angehalten" in done.args[0].sentence
    finally:
        subprocess.run(["cupsenable", PRINTER], check=True)


def is_printed(sentence: str) -> bool:
    return sentence == "Der Zettel ist gedruckt."
