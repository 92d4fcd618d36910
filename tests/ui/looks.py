"""What a person would notice at once: words cut off or covered, controls out of reach or without a name."""

import re
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLayout,
    QLineEdit,
    QListView,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QStackedLayout,
    QStackedWidget,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from kosidesk.ui.kit.row import Row
from kosidesk.ui.kit.row_list import RowList
from kosidesk.ui.kit.row_painter import ROW, title_in_sight

MARGIN = 1  # pixel
_TITLE = 56
"""Letters of a title that stand whole in every list; the rest of longer ones is in tool tip and detail."""

_BETWEEN_WORDS = re.compile(r"\s+|(?<=[-–/])")

_TABS = 400
"""More than any screen has places to stop at."""


def cut_off(window: QWidget) -> list[str]:
    """Words in sight that have less room than they need."""
    return [_says(widget) for widget in _seen(window) if not _fits(widget)]


def shortened(window: QWidget) -> list[str]:
    """Rows in sight whose title ends in "…" though it is no longer than most."""
    return [
        f"row {row.title!r}"
        for view in window.findChildren(RowList)
        if view.isVisible()
        for row, width in _rows_in_sight(view)
        if len(row.title) <= _TITLE and title_in_sight(row, width) != row.title
    ]


def covered(window: QWidget) -> list[str]:
    """Neighbours of one layout that lie on each other."""
    layouts = (widget.layout() for widget in (window, *window.findChildren(QWidget)) if widget.isVisible())
    return [
        f"{_says(one)} on {_says(other)}"
        for layout in layouts
        if layout is not None
        for one, other in combinations(_laid_out(layout), 2)
        if _cover(one.geometry(), other.geometry())
    ]


def hidden_main_action(window: QWidget) -> list[str]:
    """A primary button one would have to scroll to."""
    return [
        _says(button)
        for button in window.findChildren(QAbstractButton)
        if button.property("kind") == "primary" and button.isVisible()
        if button.visibleRegion().boundingRect() != button.rect()
    ]


def scrolled_away(window: QWidget) -> list[str]:
    """A screen that is larger than its place, so that it scrolls together with what stands around it."""
    return [
        f"{stack.currentWidget()!r} in {area.size().toTuple()}"
        for area in window.findChildren(QScrollArea)
        for stack in area.findChildren(QStackedWidget)[:1]
        if area.isVisible() and stack.parentWidget() is area.widget()
        if area.verticalScrollBar().maximum() or area.horizontalScrollBar().maximum()
    ]


def nameless(window: QWidget) -> list[str]:
    """Controls that take the keyboard and have no spoken name."""
    return [f"{type(w).__name__} in {type(w.parent()).__name__}" for w in _focusable(window) if not _name(w)]


def unreached(window: QWidget) -> list[str]:
    """Controls in sight the Tab key never comes to. Focus and scroll bars are where they were afterwards."""
    wanted = {widget for widget in _focusable(window) if _is_stop(widget)}
    before = window.focusWidget()
    scrolled = {bar: bar.value() for bar in window.findChildren(QScrollBar)}
    for _ in range(_TABS):
        here = window.focusWidget()
        wanted -= {here, _outer(here)} if here else set()
        if not wanted:
            break
        QTest.keyClick(here or window, Qt.Key.Key_Tab)
    if before is not None:
        before.setFocus(Qt.FocusReason.OtherFocusReason)
    for bar, value in scrolled.items():
        bar.setValue(value)
    return [f"{_says(widget)} in {type(widget.parent()).__name__}" for widget in wanted]


def _seen(window: QWidget) -> Iterator[QWidget]:
    for kind in (QLabel, QAbstractButton, QLineEdit, QComboBox):
        for widget in window.findChildren(kind):
            if widget.isVisible() and not widget.objectName().startswith("qt_"):
                yield widget


def _fits(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and not widget.text():
        return True
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() + MARGIN >= widget.heightForWidth(widget.width()) and _longest_word_fits(
            widget
        )
    needed = widget.sizeHint()
    if isinstance(widget, QComboBox):
        return (
            _choice_fits(widget) and widget.height() + MARGIN >= needed.height() and _within_parents(widget)
        )
    # A line of text may be longer than its field; its height may not.
    wide_enough = isinstance(widget, QLineEdit) or widget.width() + MARGIN >= needed.width()
    return wide_enough and widget.height() + MARGIN >= needed.height() and _within_parents(widget)


def _choice_fits(box: QComboBox) -> bool:
    """What is chosen is whole; what else may be chosen is read in the list that opens."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    room = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    return box.isEditable() or box.fontMetrics().horizontalAdvance(box.currentText()) <= room.width() + MARGIN


def _longest_word_fits(label: QLabel) -> bool:
    words = _BETWEEN_WORDS.split(label.text())
    widest = max(label.fontMetrics().horizontalAdvance(word) for word in words)
    return widest <= label.width() + MARGIN


def _within_parents(widget: QWidget) -> bool:
    """What scrolls may be out of sight; what does not must be inside."""
    parent = widget.parentWidget()
    if parent is None or isinstance(parent.parentWidget(), QScrollArea):
        return True
    return parent.rect().adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN).contains(widget.geometry())


def _rows_in_sight(view: QListView) -> Iterator[tuple[Row, int]]:
    for line in range(view.model().rowCount()):
        index = view.model().index(line, 0)
        area = view.visualRect(index)
        if area.top() > view.viewport().height():
            return
        if area.bottom() >= 0 and isinstance(row := index.data(ROW), Row):
            yield row, area.width()


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    if isinstance(layout, QStackedLayout):
        return
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget, inner = item.widget(), item.layout()
        if widget is not None and widget.isVisible():
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)


def _cover(one: QRect, other: QRect) -> bool:
    both = one.intersected(other)
    return both.width() > MARGIN and both.height() > MARGIN


def _says(widget: QWidget) -> str:
    text = getattr(widget, "text", str)() or getattr(widget, "currentText", str)() or widget.accessibleName()
    return f"{type(widget).__name__} {text!r}: {widget.size().toTuple()} of {widget.sizeHint().toTuple()}"


def _focusable(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        own = not widget.objectName().startswith("qt_") and not _in_popup(widget)
        if own and widget.isVisibleTo(window) and widget.focusPolicy() & widget.focusPolicy().TabFocus:
            yield widget


def _is_stop(widget: QWidget) -> bool:
    """Of a group of radio buttons Tab comes to the chosen one; a field stands for what it is made of."""
    if isinstance(widget, QRadioButton) and not widget.isChecked():
        return False
    return widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _outer(widget: QWidget) -> QWidget:
    """The line inside an editable box or a spin box is that box."""
    parent = widget.parentWidget()
    return parent if parent is not None and parent.focusProxy() is widget else widget


def _in_popup(widget: QWidget) -> bool:
    return widget.window() is not widget and "QComboBoxPrivateContainer" in {
        parent.metaObject().className() for parent in _parents(widget)
    }


def _parents(widget: QWidget) -> Iterator[QWidget]:
    while (parent := widget.parentWidget()) is not None:
        yield parent
        widget = parent


def _name(widget: QWidget) -> str:
    spoken = QAccessible.queryAccessibleInterface(widget)
    return spoken.text(QAccessible.Text.Name).strip() if spoken else ""
