"""A group of controls that is one stop on the way of the Tab key."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kosidesk.ui.kit.in_sight import show_whole


def one_stop(group: Iterable[QWidget], here: QWidget) -> None:
    """Tab comes to this one only; arrow keys go on from there."""
    for widget in group:
        policy = Qt.FocusPolicy.StrongFocus if widget is here else Qt.FocusPolicy.ClickFocus
        widget.setFocusPolicy(policy)


def step(group: Iterable[QWidget], there: QWidget) -> None:
    """An arrow key went on. Qt scrolls along with Tab only."""
    one_stop(group, there)
    there.setFocus(Qt.FocusReason.TabFocusReason)
    show_whole(there)
