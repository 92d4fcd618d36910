"""The sheet screen over a real desk, and a system that prints into a folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kosidesk.domain.consultation import Consultation
from kosidesk.services import consultations
from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.printing.model import Printing
from kosidesk.ui.sheet_preview.model import SheetPreview
from kosidesk.ui.sheet_preview.screen import SheetScreen
from kosidesk.ui.wardrobe import Wardrobe
from tests.desks import offer
from tests.ui.bench import Bench, bench

LP = """#!/bin/sh
printf '%s\\n' "$@" > "$(dirname "$0")/arguments"
cat > "$(dirname "$0")/paper"
"""


@pytest.fixture
def here(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where `lp` puts what it is asked and given."""
    folder = tmp_path / "system"
    folder.mkdir()
    (folder / "lp").write_text(LP)
    (folder / "lp").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


@pytest.fixture
def talk(here: Bench) -> Consultation:
    begun = consultations.begin(here.desk)
    consultations.pick(here.desk, begun.id, offer(here.desk, "Vorlesen", number="101").id, "nah")
    return begun


@pytest.fixture
def wardrobe(qapp: Application, tmp_path: Path) -> Iterator[Wardrobe]:
    made = Wardrobe(qapp, tmp_path / "settings.toml", Settings())
    yield made
    made.deleteLater()


@pytest.fixture
def model(here: Bench, wardrobe: Wardrobe) -> SheetPreview:
    return SheetPreview(here.desk, here.tasks, here.bus, wardrobe, here.owner)


@pytest.fixture
def printing(here: Bench, wardrobe: Wardrobe) -> Printing:
    return Printing(here.tasks, wardrobe, here.owner)


@pytest.fixture
def screen(model: SheetPreview, printing: Printing, printer: Path, qtbot: QtBot) -> SheetScreen:
    made = SheetScreen(model, printing)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made
