"""Our line icons, in the colour of the text beside them."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kosidesk.paths import RESOURCES

_SIZE = 24
_SCALES = (1, 2)


def icon(name: str, *colours: QColor) -> QIcon:
    """The icon in its normal and, if a second colour is given, its checked colour."""
    made = QIcon()
    for state, colour in zip((QIcon.State.Off, QIcon.State.On), colours, strict=False):
        for scale in _SCALES:
            made.addPixmap(_pixmap(name, colour, scale), QIcon.Mode.Normal, state)
    return made


def picture(name: str, colour: QColor, size: int, scale: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` logical pixels."""
    pixmap = QPixmap(round(size * scale), round(size * scale))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing = _source(name).replace("currentColor", colour.name()).encode()
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def _pixmap(name: str, colour: QColor, scale: int) -> QPixmap:
    pixmap = picture(name, colour, _SIZE * scale)
    pixmap.setDevicePixelRatio(1)
    return pixmap


@cache
def _source(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8")
