"""Pictures of every screen in every look, of an invented desk; the same each time."""

import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from PySide6.QtCore import QEventLoop, QObject, QPoint, QRect, QSettings, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from kosidesk import settings as choices
from kosidesk.app import stage
from kosidesk.app.doors import doors
from kosidesk.app.room import Room
from kosidesk.services import words
from kosidesk.services.demo import DEMO_PASSPHRASE
from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.editing.screen import EditingScreen
from kosidesk.ui.import_wizard.model import ImportWizard
from kosidesk.ui.offers.screen import OffersScreen
from kosidesk.ui.tasks import Tasks
from kosidesk.ui.unlock.model import Unlock
from kosidesk.ui.unlock.screen import UnlockScreen
from kosidesk.ui.wardrobe import Wardrobe

SIZE = QSize(1366, 768)
LOOKS = {
    "light": Settings(theme=choices.LIGHT),
    "dark": Settings(theme=choices.DARK),
    "contrast": Settings(theme=choices.CONTRAST),
    "18pt": Settings(theme=choices.LIGHT, text_size=choices.TEXT_SIZES[-1]),
}
SHEET_OF_ALL = "all.png"

_LOOK_MS, _CALM_LOOKS = 20, 15
_THUMB, _GAP = QSize(342, 192), 6


def take(directory: Path) -> None:
    """Writes one PNG a screen and look, and one picture with all of them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = cast("Application | None", Application.instance()) or Application()
    application.setCursorFlashTime(0)
    directory.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        _Photographer(application, Path(scratch), directory).work()


class _Photographer(QObject):
    """Walks through the screens as a counsellor would."""

    def __init__(self, application: Application, scratch: Path, directory: Path) -> None:
        super().__init__()
        self._application, self._scratch, self._directory = application, scratch, directory
        self._look = ""
        self._rows: list[list[QImage]] = []
        self._wardrobe = Wardrobe(application, scratch / "settings.toml", Settings())
        self._room = Room(stage.set_up(scratch), self._wardrobe, self._remembered(), self)
        self._calm = _Calm(self._room.models.tasks, self)

    def work(self) -> None:
        for look, settings in LOOKS.items():
            self._look = look
            self._rows.append([])
            self._wardrobe.wear(settings)
            self._take_door()
            self._take_room()
        self._room.close()
        self._application.use(Settings())
        _contact_sheet(self._rows).save(str(self._directory / SHEET_OF_ALL))

    def _take_door(self) -> None:
        tasks = Tasks(self)
        model = Unlock(doors(self._scratch / "desk", Settings), words.sentence, tasks, self)
        screen = UnlockScreen(model)
        screen.resize(SIZE)
        model.hint(DEMO_PASSPHRASE)
        screen.show()
        self._take("unlock", screen)
        tasks.close()
        screen.hide()
        screen.deleteLater()

    def _take_room(self) -> None:
        window, models = self._room.window, self._room.models
        window.resize(SIZE)
        window.show()
        for name in ("start", "organisations", "papers", "preferences", "conflicts"):
            window.go(name)
            self._take(name)
        self._take_offers()
        models.conversation.resume(stage.talk(models.desk).id)
        self._take("consultation")
        window.sheet_wanted.emit()
        self._take("sheet")
        window.sheet_wanted.emit()
        self._take("sheet-printing")
        self._take_import(models.wizard)
        window.hide()

    def _take_offers(self) -> None:
        window = self._room.window
        screen = cast("OffersScreen", window.go("offers"))
        window.search.setText("kinder")
        self._take("offers")
        sight = screen.model.sight
        if sight:
            editing = cast("EditingScreen", window.go("editing"))
            editing.edit("offer", sight.full.offer.id)
            self._take("editing")
            editing.model.leave()
        window.search.clear()

    def _take_import(self, wizard: ImportWizard) -> None:
        self._room.window.go("import")
        self._take("import")
        wizard.start((stage.new_table(self._scratch),))
        self._take("import-columns")
        wizard.explain("vohwinkel", stage.MEANING)
        self._take("import-preview")
        wizard.skip()

    def _take(self, name: str, window: QWidget | None = None) -> None:
        self._calm.wait()
        picture = (window or self._room.window).grab().toImage()
        picture.save(str(self._directory / f"{name}-{self._look}.png"))
        self._rows[-1].append(picture)

    def _remembered(self) -> QSettings:
        return QSettings(str(self._scratch / "window.ini"), QSettings.Format.IniFormat)


class _Calm(QObject):
    """Waits until no thread owes an answer and no timer of the screens brings a new question."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._calm_looks = tasks, 0
        self._loop = QEventLoop(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def wait(self) -> None:
        self._calm_looks = 0
        self._timer.start()
        self._loop.exec()

    @Slot()
    def _look(self) -> None:
        self._calm_looks = self._calm_looks + 1 if self._tasks.is_idle() else 0
        if self._calm_looks == _CALM_LOOKS:
            self._timer.stop()
            self._loop.quit()


def _contact_sheet(rows: Sequence[Sequence[QImage]]) -> QImage:
    """A row a screen, a column a look."""
    columns, lines = len(rows), max(map(len, rows))
    width = columns * (_THUMB.width() + _GAP) + _GAP
    height = lines * (_THUMB.height() + _GAP) + _GAP
    sheet = QImage(width, height, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.gray)
    painter = QPainter(sheet)
    for column, pictures in enumerate(rows):
        for line, picture in enumerate(pictures):
            place = QPoint(column * (_THUMB.width() + _GAP) + _GAP, line * (_THUMB.height() + _GAP) + _GAP)
            painter.drawImage(QRect(place, _THUMB), _small(picture))
    painter.end()
    return sheet


def _small(picture: QImage) -> QImage:
    return picture.scaled(
        _THUMB, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
