"""What a person would notice at once: words that are cut off, controls that say nothing."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QScrollArea, QWidget

MARGIN = 1  # pixel


def cut_off(window: QWidget) -> list[str]:
    """Words in sight that have less room than they need."""
    return [_says(widget) for widget in _seen(window) if not _fits(widget)]


def nameless(window: QWidget) -> list[str]:
    """Controls that take the keyboard and have no spoken name."""
    return [f"{type(w).__name__} in {type(w.parent()).__name__}" for w in _focusable(window) if not _name(w)]


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
    # A line of text may be longer than its field; its height may not.
    wide_enough = isinstance(widget, QLineEdit) or widget.width() + MARGIN >= needed.width()
    return wide_enough and widget.height() + MARGIN >= needed.height() and _within_parents(widget)


def _longest_word_fits(label: QLabel) -> bool:
    widest = max(label.fontMetrics().horizontalAdvance(word) for word in label.text().split())
    return widest <= label.width() + MARGIN


def _within_parents(widget: QWidget) -> bool:
    """What scrolls may be out of sight; what does not must be inside."""
    parent = widget.parentWidget()
    if parent is None or isinstance(parent.parentWidget(), QScrollArea):
        return True
    return parent.rect().adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN).contains(widget.geometry())


def _says(widget: QWidget) -> str:
    text = getattr(widget, "text", str)()
    return f"{type(widget).__name__} {text!r}: {widget.size().toTuple()} of {widget.sizeHint().toTuple()}"


def _focusable(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        own = not widget.objectName().startswith("qt_") and not _in_popup(widget)
        if own and not widget.isHidden() and widget.focusPolicy() & widget.focusPolicy().TabFocus:
            yield widget


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
