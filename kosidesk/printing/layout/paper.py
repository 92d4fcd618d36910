"""Binds groups into the pages of a document: footers, page numbers, and the side where reading begins."""

from collections.abc import Callable, Sequence

from kosidesk.printing.content import Phrase
from kosidesk.printing.document import Document, Page
from kosidesk.printing.flow import Group, flow, length_of
from kosidesk.printing.layout.measures import MM
from kosidesk.printing.layout.parts import Parts
from kosidesk.printing.marks import Mark, Piece, Stroke, beside, ink_width, mirrored, moved, stacked

_ABOVE_FOOT = 3 * MM
# Of the column; the rest is for the page number.
_FOOT_SHARE = 0.75


def bound(
    groups: Sequence[Group],
    parts: Parts,
    footer: Sequence[Phrase],
    page: Callable[[int, int], Phrase],
    *,
    title: str,
    author: str,
) -> Document:
    """As many pages as the groups need; `page` says which of how many one is. A roll is one long page."""
    m, language = parts.m, parts.language
    foot = _foot(parts, footer)
    if m.is_roll:
        bodies, paper = [_roll(groups, foot)], _length(groups) + foot.height + 2 * m.margin
    else:
        paper = m.height
        top = paper - m.edge - foot.height - m.margin
        flowed = flow(groups, top - _ABOVE_FOOT)
        numbers = (_number(parts, page(n, len(flowed))) for n in range(1, len(flowed) + 1))
        bodies = [
            (*body, *moved(beside(foot, number).marks, 0, top))
            for body, number in zip(flowed, numbers, strict=True)
        ]
    pages = tuple(Page(m.width, paper, _placed(body, parts)) for body in bodies)
    return Document(title, author, language.tag, pages, language.right_to_left)


def _roll(groups: Sequence[Group], foot: Piece) -> tuple[Mark, ...]:
    (body,) = flow(groups, float("inf"))
    return (*body, *moved(foot.marks, 0, _length(groups)))


def _length(groups: Sequence[Group]) -> float:
    """Of all groups one below the other."""
    return sum(group.space + length_of(group.rows) for group in groups) - groups[0].space


def _foot(parts: Parts, footer: Sequence[Phrase]) -> Piece:
    """Decoration: a screen reader has read the letterhead."""
    m = parts.m
    width = m.column if m.is_roll else m.column * _FOOT_SHARE
    said = (piece for phrase in footer for piece in parts.said(phrase, width, None, size=m.small))
    return stacked((Piece(4, (Stroke(0, 0, m.column),)), *said))


def _number(parts: Parts, page: Phrase) -> Piece:
    m = parts.m
    number = stacked((Piece(4), *parts.said(page, m.column * (1 - _FOOT_SHARE), None, size=m.small)))
    return number.moved(m.column - ink_width(number), 0)


def _placed(marks: Sequence[Mark], parts: Parts) -> tuple[Mark, ...]:
    turned = mirrored(marks, parts.m.column) if parts.language.right_to_left else marks
    return moved(turned, parts.m.margin, parts.m.margin)
