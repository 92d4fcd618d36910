"""A text in which some stretches are marked; as high as it must be, and never taken for markup."""

from PySide6.QtCore import QEvent, QPointF, QSize
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kosidesk.domain.difference import Piece
from kosidesk.ui import theme
from kosidesk.ui.theme import BODY

_NARROWEST = 120


class MarkedText(QWidget):
    """What differs is told by ground and line, not by colour alone. Words too long for a line are broken."""

    def __init__(self, pieces: tuple[Piece, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces = pieces
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("".join(piece.text for piece in pieces))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Layouts ask again and again, mostly for the same width."""
        if width not in self._heights:
            self._heights[width] = round(self._laid_out(width).boundingRect().height()) + 1
        return self._heights[width]

    def sizeHint(self) -> QSize:
        width = theme.look().pixels(2 * _NARROWEST)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.look().pixels(_NARROWEST), 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._heights.clear()
            self.updateGeometry()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(theme.look().colours.text))
        self._laid_out(self.width()).draw(painter, QPointF(0, 0))
        painter.end()

    def _laid_out(self, width: int) -> QTextLayout:
        # One block: the layout knows lines, but no paragraphs.
        texts = [piece.text.replace("\r\n", "\n").replace("\n", "\u2028") for piece in self._pieces]
        made = QTextLayout("".join(texts), theme.look().font(BODY))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        made.setTextOption(option)
        made.setFormats(self._marks(texts))
        _fill(made, width)
        return made

    def _marks(self, texts: list[str]) -> list[QTextLayout.FormatRange]:
        marks, start = [], 0
        for piece, text in zip(self._pieces, texts, strict=True):
            # Qt counts in UTF-16.
            length = len(text.encode("utf-16-le")) // 2
            if piece.differs:
                marks.append(_mark(start, length))
            start += length
        return marks


def _mark(start: int, length: int) -> QTextLayout.FormatRange:
    colours = theme.look().colours
    format_ = QTextCharFormat()
    format_.setBackground(QColor(colours.chosen))
    format_.setFontUnderline(True)
    format_.setUnderlineColor(QColor(colours.accent))
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, format_
    return made


def _fill(layout: QTextLayout, width: int) -> None:
    top = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
