"""Puts groups of pieces on pages: a group stays whole unless it is longer than a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from kosidesk.printing.marks import Mark, Piece

Row = tuple[Piece, ...]
"""Pieces, line by line, that stay together as long as a page holds them."""


@dataclass(frozen=True)
class Group:
    """Rows that stay together. Of the `shorter` ones the first stands in that saves a page or a split; they
    are asked for one by one, and only once.

    `again` heads the next page if the group must be split, `space` is left above, `company` is the height of
    what should follow on the same page. `turn` begins a page of its own.
    """

    rows: tuple[Row, ...]
    shorter: Iterable[tuple[Row, ...]] = ()
    space: float = 0
    again: Row = ()
    company: float = 0
    at_bottom: bool = False
    turn: bool = False


def height_of(row: Row) -> float:
    return sum(piece.height for piece in row)


def length_of(rows: Iterable[Row]) -> float:
    return sum(map(height_of, rows))


def flow(groups: Iterable[Group], height: float) -> tuple[tuple[Mark, ...], ...]:
    """The marks of each page of `height`."""
    paper = _Paper(height)
    for group in groups:
        paper.add(group)
    return tuple(map(tuple, paper.pages))


class _Paper:
    def __init__(self, height: float) -> None:
        self._height = height
        self._y = 0.0
        self.pages: list[list[Mark]] = [[]]

    def add(self, group: Group) -> None:
        if group.turn and self._y:
            self._turn()
        space = group.space if self._y else 0
        whole: list[tuple[Row, ...]] = []
        for rows in chain((group.rows,), group.shorter):
            if length_of(rows) <= self._height:
                whole.append(rows)
                if self._fits(space + self._needed(rows, group.company)):
                    break
        else:
            if not whole:
                self._split(group, space)
                return
            self._turn()
            space, rows = 0, whole[0]
        self._y = self._height - length_of(rows) if group.at_bottom else self._y + space
        self._put_all(rows)

    def _needed(self, rows: Iterable[Row], company: float) -> float:
        """The room for the rows, and for their company if one page can hold both."""
        length = length_of(rows)
        return length + company if length + company <= self._height else length

    def _fits(self, height: float) -> bool:
        return self._y + height <= self._height

    def _turn(self) -> None:
        self.pages.append([])
        self._y = 0.0

    def _put(self, piece: Piece) -> None:
        self.pages[-1] += piece.moved(0, self._y).marks
        self._y += piece.height

    def _put_all(self, rows: Iterable[Row]) -> None:
        for row in rows:
            for piece in row:
                self._put(piece)

    def _split(self, group: Group, space: float) -> None:
        """Between rows, unless that would leave half a page empty; never begins in the lower half, nor with a
        heading that stands alone.
        """
        beginning = length_of(group.rows[:2])
        if self._y > self._height / 2 or (self._y and not self._fits(space + beginning)):
            self._turn()
        elif self._y:
            self._y += space
        room = self._height - height_of(group.again)
        for row in group.rows:
            goes_whole = self._fits(height_of(row)) or (height_of(row) <= room and self._y > self._height / 2)
            for part in (row,) if goes_whole else ((piece,) for piece in row):
                if not self._fits(height_of(part)):
                    self._turn()
                    self._put_all((group.again,))
                self._put_all((part,))
