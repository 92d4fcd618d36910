"""Shows every screen on a real display, and asks at each what the bus tells of it.

`python -m tests.ui.spoken.window FOLDER` prints one JSON object: what takes the keyboard, by the names of the
sights. The last one, `planted`, is a window with a field nobody named.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QProcess, QSettings, QSize
from PySide6.QtWidgets import QLineEdit, QWidget

from kosidesk.app import stage
from kosidesk.app.room import Room
from kosidesk.app.sights import Door, Sights
from kosidesk.settings import LIGHT, Settings
from kosidesk.ui.application import Application
from kosidesk.ui.wardrobe import Wardrobe

SIZE = QSize(1366, 768)
PLANTED = "planted"
_TRIES = 30


def main() -> None:
    folder = Path(sys.argv[1])
    application = Application(("kosidesk",), Settings(theme=LIGHT))
    print(json.dumps(dict(_told(application, folder))))


def _told(application: Application, folder: Path) -> Iterator[tuple[str, object]]:
    wardrobe = Wardrobe(application, folder / "settings.toml", Settings(theme=LIGHT))
    remembered = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    room = Room(stage.set_up(folder, stock=250), wardrobe, remembered, application)
    door = Door(folder, SIZE)
    yield door.sight()[0], _read_first()
    door.close()
    room.window.resize(SIZE)
    room.window.show()
    for name, _window in Sights(room, folder).all():
        yield name, _read()
    room.close()
    planted = QWidget()
    QLineEdit(planted)
    planted.show()
    yield PLANTED, _read()


def _read_first() -> object:
    """The bus is started by the first who asks for it, and knows this program only a while later."""
    return next(filter(None, (_read() for _ in range(_TRIES))), [])


def _read() -> object:
    """This program must go on answering while the other one asks."""
    reader, loop = QProcess(), QEventLoop()
    reader.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
    reader.finished.connect(lambda *_: loop.quit())
    reader.start(sys.executable, ["-m", "tests.ui.spoken.tree"])
    loop.exec()
    return json.loads(bytes(reader.readAllStandardOutput().data()).splitlines()[-1])


if __name__ == "__main__":
    main()
