"""Ink: the few kinds of marks a paper is made of, and pieces of paper that carry them.

Lengths are points; x runs from the side where reading begins and y down from the upper edge of the piece or
the page. A mark without a tag is decoration: nobody reads it aloud.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import zip_longest

from kosidesk.printing.lines import Line
from kosidesk.printing.qr import Matrix
from kosidesk.printing.sketch import Outline


@dataclass(frozen=True, eq=False, slots=True)
class Tag:
    """A node of the tree that a screen reader walks; all lines of a text share one.

    `role` is a standard structure type of PDF 1.7 (ISO 32000-1, 14.8.4). `target` is where a Link leads:
    tel:, mailto:, https: or "#" and the name of an `Anchor`.
    """

    role: str
    parent: "Tag | None" = None
    language: str = ""
    alternative: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; `y` is its baseline, `width` that of the ink."""

    x: float
    y: float
    size: float
    line: Line
    tag: Tag | None = None

    @property
    def width(self) -> float:
        return self.line.width


@dataclass(frozen=True, slots=True)
class Stroke:
    """A level line."""

    x: float
    y: float
    width: float
    thickness: float = 0.6
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A framed rectangle; `grey` is its ground from 0 (black) to 1."""

    x: float
    y: float
    width: float
    height: float
    grey: float = 1.0


@dataclass(frozen=True, slots=True)
class Symbol:
    """A code for phones, `width` wide and high with its quiet zone."""

    x: float
    y: float
    width: float
    matrix: Matrix
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """Outlines whose points count in `unit`; a map keeps its west on the left."""

    x: float
    y: float
    width: float
    height: float
    outlines: tuple[Outline, ...]
    unit: float
    grey: float | None = None
    thickness: float = 0.5
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG without transparency."""

    x: float
    y: float
    width: float
    height: float
    png: bytes
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that links lead to; it has no ink."""

    x: float
    y: float
    name: str
    width: float = 0


Mark = Text | Stroke | Box | Symbol | Shape | Picture | Anchor


@dataclass(frozen=True, slots=True)
class Piece:
    """Marks that stay together on a strip of paper."""

    height: float
    marks: tuple[Mark, ...] = ()

    def moved(self, dx: float, dy: float) -> "Piece":
        """The same ink elsewhere on the same strip."""
        return Piece(self.height, moved(self.marks, dx, dy))


def moved(marks: Iterable[Mark], dx: float, dy: float) -> tuple[Mark, ...]:
    return tuple(replace(mark, x=mark.x + dx, y=mark.y + dy) for mark in marks) if dx or dy else tuple(marks)


def mirrored(marks: Iterable[Mark], width: float) -> tuple[Mark, ...]:
    """For readers who begin on the right: the same marks on a strip of `width`, seen from the other side."""
    return tuple(replace(mark, x=width - mark.x - mark.width) for mark in marks)


def stacked(pieces: Iterable[Piece]) -> Piece:
    """Pieces one below the other."""
    height = 0.0
    marks: list[Mark] = []
    for piece in pieces:
        marks += moved(piece.marks, 0, height)
        height += piece.height
    return Piece(height, tuple(marks))


def beside(*pieces: Piece) -> Piece:
    """Pieces on one strip, as high as the highest."""
    height = max((piece.height for piece in pieces), default=0)
    return Piece(height, tuple(mark for piece in pieces for mark in piece.marks))


def columns(*sides: Iterable[Piece]) -> tuple[Piece, ...]:
    """Several texts beside each other, line by line."""
    return tuple(beside(*lines) for lines in zip_longest(*sides, fillvalue=Piece(0)))


def ink_width(piece: Piece) -> float:
    """How far the marks reach from where reading begins."""
    return max((mark.x + mark.width for mark in piece.marks), default=0)
