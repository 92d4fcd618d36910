"""What is chosen is kept; only what can be seen dresses the windows anew."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kosidesk import settings as settings_file
from kosidesk.domain.errors import CannotWrite
from kosidesk.settings import DARK, Settings
from kosidesk.ui.application import Application
from kosidesk.ui.wardrobe import Wardrobe
from tests.ui.bench import Heard


class Dressed(QWidget):
    """Counts how often it was dressed."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.times += event.type() is QEvent.Type.StyleChange
        return super().eventFilter(watched, event)


@pytest.fixture
def wardrobe(qapp: Application, tmp_path: Path) -> Iterator[Wardrobe]:
    made = Wardrobe(qapp, tmp_path / "settings.toml", Settings())
    yield made
    made.deleteLater()
    qapp.use(Settings())


@pytest.fixture
def window(qtbot: QtBot) -> Dressed:
    made = Dressed()
    qtbot.addWidget(made)
    made.show()
    made.times = 0
    return made


def test_a_printer_is_kept_without_dressing_the_windows(wardrobe: Wardrobe, window: Dressed) -> None:
    wardrobe.keep(replace(wardrobe.settings, printers={"a4": "Kyocera"}))
    assert window.times == 0
    assert settings_file.load(wardrobe._file).printers == {"a4": "Kyocera"}


def test_the_same_look_chosen_again_costs_nothing(wardrobe: Wardrobe, window: Dressed) -> None:
    wardrobe.wear(replace(wardrobe.settings, theme=DARK))
    assert window.times
    window.times = 0
    wardrobe.wear(replace(wardrobe.settings, theme=DARK))
    assert window.times == 0


def test_a_printer_that_cannot_be_kept_holds_and_is_told(wardrobe: Wardrobe) -> None:
    wardrobe._file.mkdir()
    said = Heard(wardrobe.refused, wardrobe)
    wardrobe.keep(replace(wardrobe.settings, printers={"a4": "Kyocera"}))
    assert wardrobe.settings.printers == {"a4": "Kyocera"}
    assert isinstance(said.last, CannotWrite)
