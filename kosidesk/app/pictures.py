"""Pictures of every screen in every look and language, of an invented desk; the same each time."""

import os
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from PySide6.QtCore import QObject, QPoint, QRect, QSettings, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from kosidesk import i18n
from kosidesk import settings as choices
from kosidesk.app import stage
from kosidesk.app.room import Room
from kosidesk.app.sights import Door, Sight, Sights
from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.wardrobe import Wardrobe

SIZE = QSize(1366, 768)
THEMES = (choices.LIGHT, choices.DARK, choices.CONTRAST)
TEXT_SIZES = {"": choices.TEXT_SIZES[0], "-18pt": choices.TEXT_SIZES[-1]}

_THUMB, _GAP = QSize(342, 192), 6


def take(directory: Path) -> None:
    """Writes one PNG a screen, look and language, and one picture a language with all of them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = cast("Application | None", Application.instance()) or Application()
    application.setCursorFlashTime(0)
    directory.mkdir(parents=True, exist_ok=True)
    for language in i18n.languages():
        with TemporaryDirectory() as scratch:
            _Photographer(application, Path(scratch), directory, language).work()
    application.use(Settings())


def looks(language: str) -> dict[str, Settings]:
    """Every theme in both sizes of text, by the end of a picture's name."""
    return {
        f"{theme}{size}": Settings(language=language, theme=theme, text_size=factor)
        for theme, (size, factor) in product(THEMES, TEXT_SIZES.items())
    }


class _Photographer(QObject):
    """Walks through the screens in one language, once in each look."""

    def __init__(self, application: Application, scratch: Path, directory: Path, language: str) -> None:
        super().__init__()
        self._application, self._scratch, self._directory = application, scratch, directory
        self._language = language

    def work(self) -> None:
        looks_worn = looks(self._language)
        first = next(iter(looks_worn.values()))
        wardrobe = Wardrobe(self._application, self._scratch / "settings.toml", first)
        self._application.use(first)
        room = Room(stage.set_up(self._scratch), wardrobe, self._remembered(), self)
        columns = []
        for look, settings in looks_worn.items():
            wardrobe.wear(settings)
            columns.append([self._take(look, sight) for sight in self._sights(room)])
        room.close()
        _contact_sheet(columns).save(str(self._directory / f"all-{self._language}.png"))

    def _sights(self, room: Room) -> Iterator[Sight]:
        door = Door(self._scratch, SIZE)
        yield door.sight()
        door.close()
        room.window.resize(SIZE)
        room.window.show()
        yield from Sights(room, self._scratch).all()
        room.window.hide()

    def _take(self, look: str, sight: Sight) -> QImage:
        name, window = sight
        picture = window.grab().toImage()
        picture.save(str(self._directory / f"{name}-{self._language}-{look}.png"))
        return picture

    def _remembered(self) -> QSettings:
        return QSettings(str(self._scratch / "window.ini"), QSettings.Format.IniFormat)


def _contact_sheet(columns: Sequence[Sequence[QImage]]) -> QImage:
    """A row a screen, a column a look."""
    width = len(columns) * (_THUMB.width() + _GAP) + _GAP
    height = max(map(len, columns)) * (_THUMB.height() + _GAP) + _GAP
    sheet = QImage(width, height, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.gray)
    painter = QPainter(sheet)
    for column, pictures in enumerate(columns):
        for line, picture in enumerate(pictures):
            place = QPoint(column * (_THUMB.width() + _GAP) + _GAP, line * (_THUMB.height() + _GAP) + _GAP)
            painter.drawImage(QRect(place, _THUMB), _small(picture))
    painter.end()
    return sheet


def _small(picture: QImage) -> QImage:
    return picture.scaled(
        _THUMB, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
