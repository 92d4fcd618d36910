"""A word to filter by as one line: "+", "−", the word, and how many offers it would leave."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kosidesk.ui import theme
from kosidesk.ui.kit.filter_value import FilterValue
from kosidesk.ui.kit.filters import Option, State
from kosidesk.ui.kit.icons import picture
from kosidesk.ui.kit.row_title import broken
from kosidesk.ui.theme import BODY, CORNER, META, SMALL, TARGET, TINY, Look

_BOX, _SIGN = 26, 18
_COUNT = "8.888"
_MOST_LINES = 4
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FilterRow(FilterValue):
    """A click on the word looks for it, as "+" does."""

    def __init__(self, option: Option, parent: QWidget) -> None:
        super().__init__(option, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        look = theme.look()
        height = QFontMetrics(look.font(BODY)).height() * len(self._lines(width)) + TINY
        return max(look.pixels(TARGET), height)

    def sizeHint(self) -> QSize:
        look = theme.look()
        return QSize(self._before(look) + look.pixels(2 * _BOX), look.pixels(TARGET))

    def minus(self) -> QRect:
        return self._box(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_box(painter, self._box(0), "plus", State.WANTED)
        self._paint_box(painter, self._box(1), "minus", State.UNWANTED)
        self._paint_words(painter, look)
        self.paint_focus(painter)
        painter.end()

    def _box(self, place: int) -> QRect:
        side = theme.look().pixels(_BOX)
        return QRect(TINY + place * (side + TINY), (self.height() - side) // 2, side, side)

    def _before(self, look: Look) -> int:
        """The room of both signs."""
        return 2 * (look.pixels(_BOX) + TINY) + TINY + SMALL

    def _counts(self, look: Look) -> int:
        """The room of the number, for each row the same."""
        return QFontMetrics(look.font(META)).horizontalAdvance(_COUNT) + TINY

    def _lines(self, width: int) -> tuple[str, ...]:
        look = theme.look()
        room = width - self._before(look) - self._counts(look) - SMALL
        lines = broken(self.option.label, look.font(BODY), max(room, 1), _MOST_LINES)
        return tuple(line.text for line in lines)

    def _paint_box(self, painter: QPainter, box: QRect, sign: str, means: State) -> None:
        look, is_so = theme.look(), self.state is means
        colours = look.colours
        ground = colours.accent if means is State.WANTED else colours.stop
        painter.setPen(QPen(QColor(ground if is_so else colours.edge), 1))
        painter.setBrush(QColor(ground if is_so else colours.raised))
        painter.drawRoundedRect(box, CORNER, CORNER)
        side = look.pixels(_SIGN)
        colour = QColor(colours.on_accent if is_so else colours.text)
        corner = QPointF(box.center()) - QPointF(side - 1, side - 1) / 2
        painter.drawPixmap(corner, picture(sign, colour, side, self.devicePixelRatioF()))

    def _paint_words(self, painter: QPainter, look: Look) -> None:
        colours, lines = look.colours, self._lines(self.width())
        font = QFont(look.font(BODY, bold=self.state is State.WANTED))
        font.setStrikeOut(self.state is State.UNWANTED)
        painter.setFont(font)
        painter.setPen(QColor(colours.muted if self.option.count == 0 else colours.text))
        words = self.rect().adjusted(self._before(look), 0, 0, 0)
        painter.drawText(words, _LEFT, "\n".join(lines))
        painter.setFont(look.font(META))
        painter.setPen(QColor(colours.muted))
        painter.drawText(self.rect().adjusted(0, 0, -TINY, 0), _RIGHT, self.counted())
