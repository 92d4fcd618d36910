"""Puts groups of pieces on pages: a group stays whole unless it is longer than a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from kosidesk.printing.marks import Mark, Piece

Row = tuple[Piece, ...]
"""Pieces, line by line, that stay together as long as a page holds them."""


@dataclass(frozen=True)
class Group:
    """Rows that stay together; `again` heads the next page if they cannot, `space` is left above.

    `company` is the height of what should follow on the same page.
    """

    rows: tuple[Row, ...]
    space: float = 0
    again: Row = ()
    company: float = 0
    at_bottom: bool = False

    @property
    def height(self) -> float:
        return sum(map(height_of, self.rows))


def height_of(row: Row) -> float:
    return sum(piece.height for piece in row)


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
        space = group.space if self._y else 0
        if group.height > self._height:
            self._split(group, space)
            return
        if not self._fits(space + group.height + self._kept(group)):
            self._turn()
            space = 0
        self._y = self._height - group.height if group.at_bottom else self._y + space
        self._put_all(group.rows)

    def _kept(self, group: Group) -> float:
        """The room to keep free below the group, if one page can hold both."""
        return group.company if group.height + group.company <= self._height else 0

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
        """Between rows if possible; never begins in the lower half, nor with a heading that stands alone."""
        beginning = sum(map(height_of, group.rows[:2]))
        if self._y > self._height / 2 or (self._y and not self._fits(space + beginning)):
            self._turn()
        elif self._y:
            self._y += space
        room = self._height - height_of(group.again)
        for row in group.rows:
            for part in (row,) if height_of(row) <= room else ((piece,) for piece in row):
                if not self._fits(height_of(part)):
                    self._turn()
                    self._put_all((group.again,))
                self._put_all((part,))
