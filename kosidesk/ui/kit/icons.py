"""Our line icons, in the colour of the text beside them."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kosidesk.paths import RESOURCES
from kosidesk.ui import theme

_SIZE = 24
_SCALES = (1, 2)


def icon(name: str, *colours: QColor) -> QIcon:
    """The icon in its normal and, if a second colour is given, its checked colour.

    Qt would pale it when disabled, and white on white is nothing: it then takes the colour of muted text.
    """
    made = QIcon()
    muted = QColor(theme.look().colours.muted)
    for state, colour in zip((QIcon.State.Off, QIcon.State.On), colours, strict=False):
        for scale in _SCALES:
            made.addPixmap(_pixmap(name, colour, scale), QIcon.Mode.Normal, state)
            made.addPixmap(_pixmap(name, muted, scale), QIcon.Mode.Disabled, state)
    return made


def picture(name: str, colour: QColor, size: int, scale: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` logical pixels."""
    pixmap = QPixmap.fromImage(_drawn(name, colour.name(), round(size * scale)))
    pixmap.setDevicePixelRatio(scale)
    return pixmap


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, side: int) -> QImage:
    """Drawing takes longer than anything else a form with a hundred icons does. Images outlive the window."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing = _source(name).replace("currentColor", colour).encode()
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(image.rect()))
    painter.end()
    return image


def _pixmap(name: str, colour: QColor, scale: int) -> QPixmap:
    pixmap = picture(name, colour, _SIZE * scale)
    pixmap.setDevicePixelRatio(1)
    return pixmap


@cache
def _source(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8")
