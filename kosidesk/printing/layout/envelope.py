"""The upper part of a letter for a window envelope: DIN 5008, form B."""

from collections.abc import Iterable
from dataclasses import replace

from kosidesk.printing.content import Head, Phrase
from kosidesk.printing.layout.measures import MM, Measures
from kosidesk.printing.layout.parts import Parts
from kosidesk.printing.marks import Mark, Piece, Stroke, beside, ink_width, moved, stacked

MARGIN = 25 * MM
"""Of the text, on the left as DIN wants it and as wide on the right."""

# From the upper edge of the paper, or from its left one.
_HEAD, _BACK, _ADDRESS, _INFORMATION, _TEXT = 13 * MM, 57.7 * MM, 62.7 * MM, 50 * MM, 98.5 * MM
_FOLDS, _FOLD_X, _FOLD = (105 * MM, 210 * MM), 5 * MM, 4 * MM
_INFORMATION_X = 125 * MM
_LOGO = 16 * MM
_WINDOW, _INFORMATION_WIDTH = 80 * MM, 60 * MM
# Six lines of an address share 27.3 mm.
_ADDRESS_SIZE, _ADDRESS_LEADING, _LINES_OF_NAME = 11, 1.15, 3
_BACK_SIZE = 8


def envelope(parts: Parts, head: Head, back: Phrase, address: Iterable[Phrase], day: Phrase) -> Piece:
    """As high as the place where the text begins; the page has the margin of `measured`."""
    marks = (
        *_at(_sign(parts, head), 0, _HEAD),
        *_at(stacked(parts.said(back, _WINDOW, None, size=_BACK_SIZE, most=1)), 0, _BACK),
        *_at(_address(parts, address), 0, _ADDRESS),
        *_at(_information(parts, head, day), _INFORMATION_X - MARGIN, _INFORMATION),
        *(Stroke(_FOLD_X - MARGIN, fold - MARGIN, _FOLD, 0.4) for fold in _FOLDS),
    )
    return Piece(_TEXT - MARGIN, marks)


def measured(usual: Measures) -> Measures:
    return replace(usual, margin=MARGIN)


def _at(piece: Piece, x: float, from_above: float) -> tuple[Mark, ...]:
    return moved(piece.marks, x, from_above - MARGIN)


def _sign(parts: Parts, head: Head) -> Piece:
    logo = parts.logo(head.logo, _LOGO, None) if head.logo else Piece(0)
    x = ink_width(logo) + 4 * MM if head.logo else 0
    name = parts.text(head.agency, parts.m.column - x, None, x=x, size=parts.m.title, bold=True, most=2)
    return beside(logo, stacked(name))


def _address(parts: Parts, address: Iterable[Phrase]) -> Piece:
    m = replace(parts.m, body=_ADDRESS_SIZE, leading=_ADDRESS_LEADING)
    close = Parts(m, parts.language)
    return stacked(
        piece for line in address for piece in close.text(line, _WINDOW, None, most=_LINES_OF_NAME)
    )


def _information(parts: Parts, head: Head, day: Phrase) -> Piece:
    small, width = parts.m.small, _INFORMATION_WIDTH
    lines = (piece for line in head.lines for piece in parts.text(line, width, None, size=small, most=3))
    return stacked((*lines, Piece(small / 2), *parts.text(day, width, None, size=small)))
