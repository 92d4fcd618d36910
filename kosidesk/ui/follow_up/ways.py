"""Numbers to call, each with the name one asks for."""

from collections.abc import Sequence
from textwrap import wrap

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kosidesk.services.reach import Way
from kosidesk.ui.follow_up import wording
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, flow
from kosidesk.ui.theme import LARGE

_LETTERS = 30


def ways(found: Sequence[Way], parent: QWidget, *, role: str = "title") -> QWidget:
    """Beside each other as far as they fit; `role` is that of the numbers."""
    made = QWidget(parent)
    made.setLayout(flow(*(_way(way, made, role) for way in found), gap=LARGE))
    return made


def number_label(number: str, parent: QWidget, *, role: str = "number") -> PlainLabel:
    """Can be marked and copied."""
    made = PlainLabel(number, parent, role=role, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _way(found: Way, parent: QWidget, role: str) -> QWidget:
    whole = QWidget(parent)
    whom = PlainLabel("\n".join(wrap(wording.way(found), _LETTERS)), whole)
    number = number_label(found.phone, whole, role=role)
    number.setWordWrap(False)
    number.setVisible(bool(found.phone))
    whole.setLayout(column(number, whom, None, gap=0))
    return whole
