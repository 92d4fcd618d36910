"""Lines to write on, and the labels before them."""

from kosidesk.printing.content import Phrase
from kosidesk.printing.layout.measures import MM
from kosidesk.printing.layout.parts import Parts
from kosidesk.printing.marks import Piece, Stroke, Tag, beside, ink_width, stacked

LINE = 9 * MM
"""Between one line and the next."""
_GAP = 2 * MM


def line(height: float, start: float, end: float) -> Piece:
    return Piece(height, (Stroke(start, height - 2, max(0, end - start), 0.4),))


def blank(
    parts: Parts, label: Phrase, parent: Tag | None, start: float, end: float, *, x: float = 0
) -> Piece:
    """A line behind a label; it begins at `start` or where the label ends."""
    named = stacked(parts.text(label, end - x, parent, x=x, bold=True))
    return beside(named, line(named.height, max(ink_width(named) + _GAP, start), end))
