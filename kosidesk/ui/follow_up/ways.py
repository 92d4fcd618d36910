"""Numbers to call and addresses to write to, each under its name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from kosidesk.services.reach import Way
from kosidesk.ui.follow_up import wording
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.theme import MEDIUM, TINY


def ways(found: Sequence[Way], parent: QWidget, *, role: str = "title") -> QWidget:
    """`role` is that of the numbers; they can be marked and copied."""
    made = QWidget(parent)
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(MEDIUM)
    grid.setVerticalSpacing(TINY)
    grid.setColumnStretch(0, 1)
    for line, way in enumerate(found):
        whom = PlainLabel(wording.way(way), made, wrap=True)
        number = PlainLabel("\n".join(filter(None, (way.phone, way.mail))), made, role=role, wrap=True)
        number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(number, line, 0)
        grid.addWidget(whom, line, 1)
    return made
