"""Rows and columns with the spacing of the house."""

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kosidesk.ui.theme import SMALL

L = TypeVar("L", bound=QBoxLayout)

Part = QWidget | QLayout | None
"""None stands for a stretch."""


def column(*parts: Part, gap: int = SMALL, margin: int = 0) -> QVBoxLayout:
    return _filled(QVBoxLayout(), parts, gap, margin)


def row(*parts: Part, gap: int = SMALL, margin: int = 0) -> QHBoxLayout:
    return _filled(QHBoxLayout(), parts, gap, margin)


def flow(*parts: QWidget, gap: int = SMALL) -> "FlowLayout":
    made = FlowLayout(gap=gap)
    for part in parts:
        made.addWidget(part)
    return made


def panel(layout: QLayout, parent: QWidget | None = None, *, place: str = "", kind: str = "") -> QFrame:
    """A frame around a layout; `place` and `kind` choose its looks in the style sheet."""
    frame = QFrame(parent)
    frame.setProperty("place", place)
    frame.setProperty("kind", kind)
    frame.setLayout(layout)
    return frame


def scrolling(content: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """Whatever does not fit can be reached, also with the text at 18 pt. Only as wide as it must be."""
    content.setProperty("place", "clear")
    area = _ScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


class _ScrollArea(QScrollArea):
    """Lays its content out in the height the content has, also when that was found while being shown."""

    def sizeHint(self) -> QSize:
        """No higher than it must be: where heights go with widths, Qt takes the hint for the least height."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # A resize while hidden is put off until the showing. If the content then turns out to need
        # another height, Qt resizes it again but forgets to tell it: the layout would stay squeezed
        # into the height before. So it is told again.
        if content := self.widget():
            QCoreApplication.sendEvent(content, QResizeEvent(content.size(), content.size()))


def _filled(layout: L, parts: tuple[Part, ...], gap: int, margin: int) -> L:
    layout.setSpacing(gap)
    layout.setContentsMargins(margin, margin, margin, margin)
    for part in parts:
        match part:
            case None:
                layout.addStretch(1)
            case QWidget():
                layout.addWidget(part)
            case _:
                layout.addLayout(part)
    return layout


class FlowLayout(QLayout):
    """Lays items out like words: the next line begins where the width ends."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = SMALL) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insertWidget(self, place: int, widget: QWidget) -> None:
        """Before what stands at this place, counted from 0."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._lay_out(area, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay_out(self, area: QRect, *, move: bool) -> int:
        """Returns the height needed; what is lower than its line stands in the middle of it."""
        y = area.y()
        for line in self._lines(area.width()):
            height, x = max(hint.height() for _, hint in line), area.x()
            for item, hint in line:
                if move:
                    place = QPoint(x, y + (height - hint.height()) // 2)
                    item.setGeometry(QRect(place, hint.boundedTo(QSize(area.width(), hint.height()))))
                x += hint.width() + self.spacing()
            y += height + self.spacing()
        return max(0, y - self.spacing() - area.y())

    def _lines(self, width: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        """Items with their sizes, as many in a line as fit."""
        line: list[tuple[QLayoutItem, QSize]] = []
        taken = 0
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            hint = item.sizeHint()
            if line and taken + hint.width() > width:
                yield line
                line, taken = [], 0
            line.append((item, hint))
            taken += hint.width() + self.spacing()
        if line:
            yield line
