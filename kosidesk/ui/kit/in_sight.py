"""Scrolls to what somebody is to see."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

_PLACED = (QEvent.Type.Show, QEvent.Type.Move, QEvent.Type.Resize)


def show_whole(widget: QWidget) -> None:
    """Or as much from its top as there is room for; where nothing scrolls, nothing happens."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None and (content := above.widget()):
        half = (min(widget.height(), above.viewport().height()) + 1) // 2
        above.ensureVisible(0, widget.mapTo(content, QPoint(0, half)).y(), 0, half)


class InSight(QObject):
    """Shows what is asked as soon as it has found its place.

    Belongs to a scrolled area, and goes with it. Of several questions the one asked last is followed.
    """

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._last: QObject | None = None

    def keep(self, question: QWidget) -> None:
        """Wherever the layout puts it."""
        question.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show:
            self._last = watched
        if watched is self._last and event.type() in _PLACED and isinstance(watched, QWidget):
            # Only after the layout knows how far there is to scroll.
            QTimer.singleShot(0, watched, partial(self._show_whole, watched))
        return super().eventFilter(watched, event)

    def _show_whole(self, question: QWidget) -> None:
        """Or as much from its end as there is room for; unless it was answered meanwhile."""
        content = self._area.widget()
        if content is None or not question.isVisible() or not content.isAncestorOf(question):
            return
        room = self._area.viewport().height()
        end = question.mapTo(content, QPoint(0, question.height())).y()
        half = min(question.height(), room) // 2
        self._area.ensureVisible(0, end - half, 0, half)
