"""Every screen with whatever may stand open on it, in both languages and every size of text.

Nothing is cut off, covered or out of reach, and everything that takes the keyboard has a spoken name.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kosidesk import i18n
from kosidesk.app import stage
from kosidesk.app.room import Room
from kosidesk.app.sights import Door, Sight, Sights
from kosidesk.settings import CONTRAST, LIGHT, Settings
from kosidesk.ui.application import Application
from kosidesk.ui.wardrobe import Wardrobe
from tests.ui.looks import (
    covered,
    cut_off,
    hidden_main_action,
    nameless,
    scrolled_away,
    shortened,
    unreached,
)

Check = Callable[[QWidget], list[str]]

USUAL, SMALL = QSize(1366, 768), QSize(1024, 700)
WORDS: tuple[Check, ...] = (cut_off, covered)
EVERYTHING: tuple[Check, ...] = (
    *WORDS,
    shortened,
    scrolled_away,
    hidden_main_action,
    nameless,
    unreached,
)
_LOOKS, _LOOK_MS = 10, 50

# At 200 % screens may scroll, but their words stay whole.
CASES = {
    "100 %": (LIGHT, 1.0, USUAL, EVERYTHING),
    "18 pt": (LIGHT, 1.5, USUAL, EVERYTHING),
    "18 pt, small": (CONTRAST, 1.5, SMALL, WORDS),
    "200 %": (LIGHT, 2.0, USUAL, WORDS),
}


@pytest.fixture(params=i18n.languages())
def room(tmp_path: Path, qapp: Application, request: pytest.FixtureRequest) -> Iterator[Room]:
    settings = Settings(language=request.param, theme=LIGHT)
    qapp.use(settings)
    wardrobe = Wardrobe(qapp, tmp_path / "settings.toml", settings)
    remembered = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = Room(stage.set_up(tmp_path, stock=250), wardrobe, remembered, qapp)
    yield made
    made.close()
    made.deleteLater()
    wardrobe.deleteLater()
    qapp.use(Settings())


@pytest.mark.parametrize("case", CASES)
def test_every_screen(room: Room, tmp_path: Path, qapp: Application, case: str, qtbot: QtBot) -> None:
    theme, factor, size, checks = CASES[case]
    qapp.use(Settings(language=i18n.language(), theme=theme, text_size=factor))
    room.window.resize(size)
    room.window.show()
    room.window.activateWindow()
    wrong = []
    for name, window in _sights(room, tmp_path, size):
        wrong += [f"{name}: {fault}" for check in checks for fault in _settled_faults(window, check, qtbot)]
        if window.size() != size:
            wrong.append(f"{name}: the window grew to {window.size().toTuple()}")
    assert not wrong, "\n".join(wrong)


def _sights(room: Room, scratch: Path, size: QSize) -> Iterator[Sight]:
    door = Door(scratch, size)
    yield door.sight()
    door.close()
    yield from Sights(room, scratch).all()


def _settled_faults(window: QWidget, check: Check, qtbot: QtBot) -> list[str]:
    """What is still wrong once the layout has come to rest, however busy the machine."""
    faults = check(window)
    for _ in range(_LOOKS):
        if not faults:
            break
        qtbot.wait(_LOOK_MS)
        faults = check(window)
    return faults
