"""The light of a record beside its word, for details and forms."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kosidesk.ui import theme
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import row
from kosidesk.ui.kit.row import Mark
from kosidesk.ui.kit.row_painter import paint_mark

_MARK = 12


class LightLabel(QWidget):
    """Shape and words, such as "● aktuell, bestätigt am 3. November 2026"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = _Shape(self)
        self._words = PlainLabel("", self, role="meta", wrap=True)
        layout = row(self._shape)
        layout.addWidget(self._words, 1)
        self.setLayout(layout)

    def say(self, mark: Mark, words: str = "") -> None:
        """`words` replace the short word of the mark."""
        self._shape.mark = mark
        self._shape.update()
        self._words.setText(words or mark.word)


class _Shape(QWidget):
    mark: Mark | None = None

    def sizeHint(self) -> QSize:
        side = theme.look().pixels(_MARK) + 4
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.mark is None:
            return
        side = theme.look().pixels(_MARK)
        area = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, area, self.mark, theme.look())
        painter.end()
