"""Every screen, filled, in every size of text: nothing is cut off, and everything has a spoken name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kosidesk.app import stage
from kosidesk.app.room import Room
from kosidesk.settings import CONTRAST, LIGHT, Settings
from kosidesk.ui.application import Application
from kosidesk.ui.wardrobe import Wardrobe
from tests.ui.looks import cut_off, nameless

WAIT_MS = 20_000
LOOKS = {
    "usual": (Settings(theme=LIGHT), QSize(1366, 768)),
    "18 pt": (Settings(theme=LIGHT, text_size=1.5), QSize(1366, 768)),
    "18 pt, small": (Settings(theme=CONTRAST, text_size=1.5), QSize(1024, 700)),
}
SCREENS = (
    "start",
    "consultation",
    "offers",
    "organisations",
    "editing",
    "sheet",
    "papers",
    "import",
    "conflicts",
    "preferences",
    "sync",
)


@pytest.fixture
def room(tmp_path: Path, qapp: Application) -> Iterator[Room]:
    wardrobe = Wardrobe(qapp, tmp_path / "settings.toml", Settings())
    remembered = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = Room(stage.set_up(tmp_path, stock=250), wardrobe, remembered, qapp)
    yield made
    made.close()
    made.deleteLater()
    wardrobe.deleteLater()
    qapp.use(Settings())


@pytest.mark.parametrize("look", LOOKS)
def test_every_screen(room: Room, qapp: Application, look: str, qtbot: QtBot) -> None:
    settings, size = LOOKS[look]
    qapp.use(settings)
    window, models = room.window, room.models
    window.resize(size)
    window.show()
    models.conversation.resume(stage.talk(models.desk).id)
    qtbot.waitUntil(lambda: models.conversation.sitting is not None, timeout=WAIT_MS)
    with qtbot.waitSignal(models.preview.drawn, timeout=WAIT_MS):
        window.sheet_wanted.emit()
    wrong = {}
    for name in SCREENS:
        window.go(name)
        qtbot.waitUntil(models.tasks.is_idle, timeout=WAIT_MS)
        wrong[name] = _settled_faults(window, qtbot)
    assert {name: faults for name, faults in wrong.items() if faults} == {}
    assert window.size() == size


def _settled_faults(window: QWidget, qtbot: QtBot) -> list[str]:
    """What is still wrong once the layout has come to rest, however busy the machine."""
    faults = ["not looked yet"]
    for _ in range(20):
        qtbot.wait(50)
        faults = cut_off(window) + nameless(window)
        if not faults:
            break
    return faults
