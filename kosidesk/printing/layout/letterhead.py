"""How the agency stands at the head of a paper."""

from kosidesk.printing.content import Head
from kosidesk.printing.layout.measures import MM
from kosidesk.printing.layout.parts import Parts
from kosidesk.printing.marks import Piece, beside, ink_width, stacked

_LOGO, _GAP = 16 * MM, 4 * MM


def letterhead(head: Head, parts: Parts) -> Piece:
    """Its sign, its name and how it is reached, above a line."""
    m = parts.m
    logo = parts.logo(head.logo, _LOGO, None) if head.logo else Piece(0)
    x = ink_width(logo) + _GAP if head.logo else 0
    name = parts.text(head.agency, m.column - x, None, x=x, size=m.section, bold=True)
    lines = (piece for phrase in head.lines for piece in parts.text(phrase, m.column - x, None, x=x))
    return stacked((beside(logo, stacked((*name, *lines))), parts.rule(1.2)))
