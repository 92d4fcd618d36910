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
        look = theme.look()
        lines = sum(QFontMetrics(look.font(size)).height() for size in (TITLE, META))
        return QSize(look.pixels(200), lines + 2 * SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.look()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, option, look)
        row = index.data(ROW)
        if isinstance(row, Row):
            _paint_row(painter, option.rect.adjusted(LARGE, SMALL, -LARGE, -SMALL), row, look)
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        row = index.data(ROW)
        words = tool_tip(row.title, row.meta) if isinstance(row, Row) else ""
        QToolTip.showText(event.globalPos(), words, view)
        return True


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


def _paint_row(painter: QPainter, area: QRect, row: Row, look: Look) -> None:
    title, meta = look.font(TITLE), look.font(META)
    above = QRect(area.left(), area.top(), area.width(), QFontMetrics(title).height())
    below = QRect(area.left(), above.bottom() + 1, area.width(), QFontMetrics(meta).height())
    if row.mark:
        side = look.pixels(_MARK)
        shape = QRectF(area.left(), above.center().y() - side / 2, side, side)
        paint_mark(painter, shape, row.mark, look)
        above.setLeft(above.left() + side + SMALL)
        below.setLeft(above.left())
    colours = look.colours
    word = row.mark.word if row.mark else ""
    tint = _colour(row.mark, look) if row.mark else QColor(colours.muted)
    _paint_line(
        painter, above, (title, QColor(colours.text), row.title), (meta, QColor(colours.muted), row.number)
    )
    _paint_line(painter, below, (meta, QColor(colours.muted), row.meta), (meta, tint, word))


Words = tuple[QFont, QColor, str]


def _paint_line(painter: QPainter, area: QRect, left: Words, right: Words) -> None:
    """The right text is short and stands whole; the left one takes what remains."""
    font, colour, text = right
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(area, _RIGHT, text)
    taken = QFontMetrics(font).horizontalAdvance(text) + LARGE if text else 0
    font, colour, text = left
    rest = area.adjusted(0, 0, -taken, 0)
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rest.width())
    painter.drawText(rest, _LEFT, shown)


def _colour(mark: Mark, look: Look) -> QColor:
    return QColor(getattr(look.colours, mark.kind, look.colours.muted))
