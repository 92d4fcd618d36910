"""Ink: the few kinds of marks a sheet is made of, and pieces of paper that carry them.

Lengths are points; x runs to the right and y down from the upper left corner of the piece or the page.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import zip_longest

from kosidesk.printing.lines import Line
from kosidesk.printing.qr import Matrix


@dataclass(frozen=True)
class Text:
    """A line of text; `y` is its baseline."""

    x: float
    y: float
    size: float
    line: Line


@dataclass(frozen=True)
class Stroke:
    """A level line."""

    x: float
    y: float
    length: float
    thickness: float = 0.6
    dashed: bool = False


@dataclass(frozen=True)
class Box:
    """A framed square with a light ground."""

    x: float
    y: float
    side: float


@dataclass(frozen=True)
class Symbol:
    """A code for phones, `side` wide with its quiet zone."""

    x: float
    y: float
    side: float
    matrix: Matrix


Mark = Text | Stroke | Box | Symbol


@dataclass(frozen=True)
class Piece:
    """Marks that stay together on a strip of paper."""

    height: float
    marks: tuple[Mark, ...] = ()

    def moved(self, dx: float, dy: float) -> "Piece":
        """The same ink elsewhere on the same strip."""
        return Piece(self.height, tuple(replace(mark, x=mark.x + dx, y=mark.y + dy) for mark in self.marks))


def stacked(pieces: Iterable[Piece]) -> Piece:
    """Pieces one below the other."""
    height = 0.0
    marks: list[Mark] = []
    for piece in pieces:
        marks += piece.moved(0, height).marks
        height += piece.height
    return Piece(height, tuple(marks))


def beside(*pieces: Piece) -> Piece:
    """Pieces on one strip, as high as the highest."""
    height = max((piece.height for piece in pieces), default=0)
    return Piece(height, tuple(mark for piece in pieces for mark in piece.marks))


def columns(*sides: Iterable[Piece]) -> tuple[Piece, ...]:
    """Several texts beside each other, line by line."""
    return tuple(beside(*lines) for lines in zip_longest(*sides, fillvalue=Piece(0)))
