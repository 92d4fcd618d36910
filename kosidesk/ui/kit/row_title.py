"""The title of a row: on one line where the list is wide, on two where it is narrow."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from kosidesk.ui import theme

_WIDE = 640
"""Pixels at 100 % from which on one line is enough for nearly every title."""


@dataclass(frozen=True)
class Line:
    """A piece of a text that begins at `start`; it may end in "…"."""

    text: str
    start: int = 0


def most_lines(width: int) -> int:
    """How many lines a title may take in a list of this width."""
    return 1 if width >= theme.look().pixels(_WIDE) else 2


def broken(title: str, font: QFont, width: int, most: int) -> tuple[Line, ...]:
    """Its lines; what the last one has no room for ends in "…"."""
    starts = _starts(title, font, width)[:most]
    ends = [*starts[1:], len(title)]
    metrics = QFontMetrics(font)
    lines = (Line(title[start:end].rstrip(), start) for start, end in zip(starts, ends, strict=True))
    return tuple(shortened(line, metrics, width) for line in lines)


def shortened(line: Line, metrics: QFontMetrics, width: int) -> Line:
    return Line(metrics.elidedText(line.text, Qt.TextElideMode.ElideRight, width), line.start)


def _starts(title: str, font: QFont, width: int) -> list[int]:
    layout = QTextLayout(title, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    return starts or [0]
