"""Draws a row: light, title and number above, meta and the word for the light below, then a passage."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from kosidesk.ui import theme
from kosidesk.ui.kit.labels import tool_tip
from kosidesk.ui.kit.row import Heading, Mark, Row, Spans
from kosidesk.ui.kit.row_title import Line, broken, most_lines, shortened
from kosidesk.ui.theme import BODY, LARGE, META, SMALL, TINY, TITLE, Look

ROW = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which a model hands out a `Row`."""

_MARK = 12
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

Index = QModelIndex | QPersistentModelIndex


class RowPainter(QStyledItemDelegate):
    """Rows of the same height; what is too long ends in "…" and stands whole in the tool tip."""

    has_passages = False
    """Whether each row has room for a passage."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look, width = theme.look(), option.rect.width()
        title, meta = (QFontMetrics(look.font(size)).height() for size in (TITLE, META))
        metas = 2 if self.has_passages else 1
        return QSize(look.pixels(200), most_lines(width) * title + metas * meta + 2 * SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.look()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, option, look)
        row = index.data(ROW)
        if isinstance(row, Row):
            _RowOnPaper(painter, option, look).draw(row)
        elif isinstance(row, Heading):
            _paint_heading(painter, option.rect, row, look)
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        row = index.data(ROW)
        words = tool_tip(row.title, row.meta, row.passage.text) if isinstance(row, Row) else ""
        QToolTip.showText(event.globalPos(), words, view)
        return True


def title_in_sight(row: Row, width: int) -> str:
    """What a list of this width shows of the title."""
    look = theme.look()
    room = _beside_mark(_inner(QRect(0, 0, width, 0)), row, look).width()
    room -= _taken(look.font(META), row.number)
    return " ".join(line.text for line in broken(row.title, look.font(TITLE), room, most_lines(width)))


def paint_mark(painter: QPainter, area: QRectF, mark: Mark, look: Look) -> None:
    """Full circle, triangle, diamond, cross and ring: told apart without colour."""
    colour = _colour(mark, look)
    painter.setPen(QPen(colour, 2))
    painter.setBrush(colour)
    left, top, right, bottom = area.left(), area.top(), area.right(), area.bottom()
    middle = area.center()
    match mark.kind:
        case "good":
            painter.drawEllipse(area)
        case "watch":
            corners = [QPointF(middle.x(), top), QPointF(right, bottom), QPointF(left, bottom)]
            painter.drawPolygon(QPolygonF(corners))
        case "old":
            sides = [(middle.x(), top), (right, middle.y()), (middle.x(), bottom), (left, middle.y())]
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in sides]))
        case "stop":
            painter.setPen(QPen(colour, 3))
            painter.drawLine(area.topLeft(), area.bottomRight())
            painter.drawLine(area.topRight(), area.bottomLeft())
        case _:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(area)


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, look: Look) -> None:
    colours, area = look.colours, option.rect
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    painter.fillRect(area, QColor(colours.chosen if chosen else colours.raised))
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(colours.line))
    if chosen:
        painter.fillRect(QRect(area.left(), area.top(), TINY, area.height()), QColor(colours.accent))
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(1, 1, -1, -1))


def _inner(area: QRect) -> QRect:
    return area.adjusted(LARGE, SMALL, -LARGE, -SMALL)


def _beside_mark(area: QRect, row: Row, look: Look) -> QRect:
    return area.adjusted(look.pixels(_MARK) + SMALL, 0, 0, 0) if row.mark else area


class _RowOnPaper:
    """One row while it is drawn."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem, look: Look) -> None:
        self._painter, self._look, self._whole = painter, look, option.rect
        self._colours, self._title, self._meta = look.colours, look.font(TITLE), look.font(META)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._ground = QColor(look.colours.raised if chosen else look.colours.chosen)

    def draw(self, row: Row) -> None:
        """Title, meta and passage stand in the middle together, however many lines the title has."""
        area = _beside_mark(_inner(self._whole), row, self._look)
        lines = self._title_lines(row, area)
        title, meta = (QFontMetrics(font).height() for font in (self._title, self._meta))
        metas = 2 if row.passage.text else 1
        top = area.center().y() - (len(lines) * title + metas * meta) // 2
        above = QRect(area.left(), top, area.width(), title)
        below = QRect(area.left(), top + len(lines) * title, area.width(), meta)
        self._draw_title(row, lines, above)
        self._draw_meta(row, below)
        passage = Line(row.passage.text)
        self._write(below.translated(0, meta), self._meta, self._colours.text, passage, row.passage.met)

    def _title_lines(self, row: Row, area: QRect) -> tuple[Line, ...]:
        room = area.width() - _taken(self._meta, row.number)
        return broken(row.title, self._title, room, most_lines(self._whole.width()))

    def _draw_title(self, row: Row, lines: tuple[Line, ...], above: QRect) -> None:
        if row.mark:
            side = self._look.pixels(_MARK)
            spot = QRectF(above.left() - side - SMALL, above.center().y() - side / 2, side, side)
            paint_mark(self._painter, spot, row.mark, self._look)
        _paint_words(self._painter, above, _RIGHT, (self._meta, QColor(self._colours.muted), row.number))
        for number, line in enumerate(lines):
            place = above.translated(0, number * above.height())
            self._write(place, self._title, self._colours.text, line, row.met_in_title)

    def _draw_meta(self, row: Row, below: QRect) -> None:
        word = row.mark.word if row.mark else ""
        if row.mark:
            _paint_words(self._painter, below, _RIGHT, (self._meta, _colour(row.mark, self._look), word))
        rest = below.adjusted(0, 0, -_taken(self._meta, word), 0)
        self._write(rest, self._meta, self._colours.muted, Line(row.meta), row.met_in_meta)

    def _write(self, area: QRect, font: QFont, colour: str, line: Line, met: Spans) -> None:
        """What was looked for is told by ground and line, not by colour alone."""
        metrics = QFontMetrics(font)
        shown = shortened(line, metrics, area.width())
        end = len(shown.text) if shown.text == line.text else len(shown.text) - 1
        for span in met:
            first, last = (min(max(place - line.start, 0), end) for place in span)
            if first < last:
                left = area.left() + metrics.horizontalAdvance(shown.text[:first])
                width = metrics.horizontalAdvance(shown.text[:last]) + area.left() - left
                self._mark(QRect(left, area.top(), width, area.height()))
        _paint_words(self._painter, area, _LEFT, (font, QColor(colour), shown.text))

    def _mark(self, stretch: QRect) -> None:
        self._painter.fillRect(stretch, self._ground)
        line = QRect(stretch.left(), stretch.bottom() - 1, stretch.width(), 2)
        self._painter.fillRect(line, QColor(self._colours.accent))


def _paint_heading(painter: QPainter, whole: QRect, heading: Heading, look: Look) -> None:
    painter.fillRect(whole, QColor(look.colours.surface))
    title, meta = look.font(BODY, bold=True), look.font(META)
    area, height = _inner(whole), QFontMetrics(meta).height()
    lines = broken(heading.sentence, meta, area.width(), 2)
    above = QRect(area.left(), area.top(), area.width(), QFontMetrics(title).height())
    above.moveTop(area.center().y() - (above.height() + len(lines) * height) // 2)
    _paint_words(painter, above, _LEFT, (title, QColor(look.colours.text), heading.title))
    for number, line in enumerate(lines):
        place = QRect(area.left(), above.bottom() + 1 + number * height, area.width(), height)
        _paint_words(painter, place, _LEFT, (meta, QColor(look.colours.muted), line.text))


Words = tuple[QFont, QColor, str]


def _taken(font: QFont, text: str) -> int:
    """What a short text at the right takes from the one at the left."""
    return QFontMetrics(font).horizontalAdvance(text) + LARGE if text else 0


def _paint_words(painter: QPainter, area: QRect, place: Qt.AlignmentFlag, words: Words) -> None:
    font, colour, text = words
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(area, place, text)


def _colour(mark: Mark, look: Look) -> QColor:
    return QColor(getattr(look.colours, mark.kind, look.colours.muted))
