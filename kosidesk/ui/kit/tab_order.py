"""Tab goes through a window as it is read: by its layouts.

Qt goes by the time at which widgets were made, and much here is made when it is first needed.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget


def step(window: QWidget, *, forward: bool) -> bool:
    """Gives the keyboard to the next stop of this window, or the one before, and around."""
    order, here = list(_stops(window)), window.focusWidget()
    if here not in order:
        return False
    place = order.index(here) + (1 if forward else -1)
    _enter(order[place % len(order)], forward=forward)
    return True


def _enter(stop: QWidget, *, forward: bool) -> None:
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stop.setFocus(reason)
    parent = stop.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(stop)
        parent = parent.parentWidget()


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.isHidden() or not widget.isEnabled():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    for child in _children(widget):
        yield from _stops(child)


def _children(widget: QWidget) -> list[QWidget]:
    """Those in the layout as it has them, then those that lie over it."""
    match widget:
        case QScrollArea():
            return _there(widget.widget())
        case QStackedWidget():
            return _there(widget.currentWidget())
    laid = list(_laid(widget.layout()))
    over = (child for child in widget.children() if isinstance(child, QWidget) and child not in laid)
    return laid + [child for child in over if not child.isWindow()]


def _there(widget: QWidget | None) -> list[QWidget]:
    """Qt's types forget that there may be none."""
    return [] if widget is None else [widget]


def _laid(layout: QLayout | None) -> Iterator[QWidget]:
    if layout is None:
        return
    for item in map(layout.itemAt, range(layout.count())):
        if item is None:
            continue
        if inside := item.widget():
            yield inside
        else:
            yield from _laid(item.layout())
