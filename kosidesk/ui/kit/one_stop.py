"""A group of controls that is one stop on the way of the Tab key."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def one_stop(group: Iterable[QWidget], here: QWidget) -> None:
    """Tab comes to this one only; arrow keys go on from there."""
    for widget in group:
        policy = Qt.FocusPolicy.StrongFocus if widget is here else Qt.FocusPolicy.ClickFocus
        widget.setFocusPolicy(policy)
