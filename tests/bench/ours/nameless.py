"""Walks along every screen and counts what takes the keyboard and says nothing to a screen reader."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QSettings

from kosidesk.app import stage
from kosidesk.app.room import Room
from kosidesk.app.sights import Sights
from kosidesk.settings import LIGHT, Settings
from kosidesk.ui.application import Application
from kosidesk.ui.wardrobe import Wardrobe
from tests.bench.meter import Meter, Numbers
from tests.ui.looks import nameless


def measure(_folder: Path, size: int, _meter: Meter) -> Numbers:
    settings = Settings(theme=LIGHT)
    application = Application(("kosidesk",), settings)
    with TemporaryDirectory() as scratch:
        place = Path(scratch)
        wardrobe = Wardrobe(application, place / "settings.toml", settings)
        remembered = QSettings(str(place / "window.ini"), QSettings.Format.IniFormat)
        room = Room(stage.set_up(place, stock=size), wardrobe, remembered, application)
        room.window.show()
        found = [len(nameless(window)) for _name, window in Sights(room, place).all()]
        room.close()
    return {"nameless_count": sum(found), "sights_count": len(found)}
