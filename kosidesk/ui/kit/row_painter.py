"""Draws a row: light, title and number above, meta and the word for the light below."""

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
from kosidesk.ui.kit.row import Mark, Row
from kosidesk.ui.kit.row_title import broken, most_lines
from kosidesk.ui.theme import LARGE, META, SMALL, TINY, TITLE, Look

ROW = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which a model hands out a `Row`."""

_MARK = 12
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

Index = QModelIndex | QPersistentModelIndex


class RowPainter(QStyledItemDelegate):
    """Rows of the same height; what is too long ends in "…" and stands whole in the tool tip."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look, width = theme.look(), option.rect.width()
        title, meta = (QFontMetrics(look.font(size)).height() for size in (TITLE, META))
        return QSize(look.pixels(200), most_lines(width) * title + meta + 2 * SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.look()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, option, look)
        row = index.data(ROW)
        if isinstance(row, Row):
            _paint_row(painter, option.rect, row, look)
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        row = index.data(ROW)
        words = tool_tip(row.title, row.meta) if isinstance(row, Row) else ""
        QToolTip.showText(event.globalPos(), words, view)
        return True


def title_in_sight(row: Row, width: int) -> str:
    """What a list of this width shows of the title."""
    look = theme.look()
    room = _beside_mark(_inner(QRect(0, 0, width, 0)), row, look).width()
    room -= _taken(look.font(META), row.number)
    return " ".join(broken(row.title, look.font(TITLE), room, most_lines(width)))


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


def _paint_row(painter: QPainter, whole: QRect, row: Row, look: Look) -> None:
    """Title and meta stand in the middle together, however many lines the title has."""
    title, meta = look.font(TITLE), look.font(META)
    area = _beside_mark(_inner(whole), row, look)
    room = area.width() - _taken(meta, row.number)
    lines = broken(row.title, title, room, most_lines(whole.width()))
    line_height, meta_height = QFontMetrics(title).height(), QFontMetrics(meta).height()
    top = area.center().y() - (len(lines) * line_height + meta_height) // 2
    above = QRect(area.left(), top, area.width(), line_height)
    below = QRect(area.left(), top + len(lines) * line_height, area.width(), meta_height)
    colours = look.colours
    muted, tint = QColor(colours.muted), QColor(colours.muted)
    if row.mark:
        side, tint = look.pixels(_MARK), _colour(row.mark, look)
        paint_mark(
            painter,
            QRectF(area.left() - side - SMALL, above.center().y() - side / 2, side, side),
            row.mark,
            look,
        )
    _paint_words(painter, above, _RIGHT, (meta, muted, row.number))
    for number, line in enumerate(lines):
        place = above.translated(0, number * line_height)
        _paint_words(painter, place, _LEFT, (title, QColor(colours.text), line))
    word = row.mark.word if row.mark else ""
    _paint_words(painter, below, _RIGHT, (meta, tint, word))
    rest = below.adjusted(0, 0, -_taken(meta, word), 0)
    shown = QFontMetrics(meta).elidedText(row.meta, Qt.TextElideMode.ElideRight, rest.width())
    _paint_words(painter, rest, _LEFT, (meta, muted, shown))


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
