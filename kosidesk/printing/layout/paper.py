"""Binds groups into the pages of a document: footers, page numbers, and the side where reading begins."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from kosidesk.printing.content import Phrase
from kosidesk.printing.document import Document, Page
from kosidesk.printing.flow import Group, flow, length_of
from kosidesk.printing.layout.measures import MM
from kosidesk.printing.layout.parts import Parts
from kosidesk.printing.marks import Mark, Piece, Stroke, beside, ink_width, mirrored, moved, stacked

_ABOVE_FOOT = 3 * MM
# Of the column; the rest is for the page number.
_FOOT_SHARE = 0.75
# Of a roll, with its margins: a page of a PDF/A is at most 14,400 points long (ISO 19005-2, 6.1.13).
_LONGEST = 14_300


def bound(
    groups: Sequence[Group],
    parts: Parts,
    footer: Sequence[Phrase],
    page: Callable[[int, int], Phrase],
    *,
    title: str,
    author: str,
) -> Document:
    """As many pages as the groups need; `page` says which of how many one is. A roll is cut where it ends."""
    if not parts.m.is_roll:
        bodies = flow(groups, room(parts, footer))
        return paged(bodies, parts, footer, page, title=title, author=author)
    foot = _foot(parts, footer)
    pages = tuple(_roll(part, foot, parts) for part in _lengths(groups, _LONGEST - foot.height))
    return _document(pages, parts, title, author)


def room(parts: Parts, footer: Sequence[Phrase]) -> float:
    """How high the body of a page may be."""
    return _top(parts, _foot(parts, footer)) - _ABOVE_FOOT


def paged(
    bodies: Sequence[Sequence[Mark]],
    parts: Parts,
    footer: Sequence[Phrase],
    page: Callable[[int, int], Phrase],
    *,
    title: str,
    author: str,
) -> Document:
    """Bodies that keep to their `room`, each above a foot."""
    m, foot = parts.m, _foot(parts, footer)
    numbers = (_number(parts, page(n, len(bodies))) for n in range(1, len(bodies) + 1))
    whole = (
        (*body, *moved(beside(foot, number).marks, 0, _top(parts, foot)))
        for body, number in zip(bodies, numbers, strict=True)
    )
    pages = tuple(Page(m.width, m.height, _placed(marks, parts)) for marks in whole)
    return _document(pages, parts, title, author)


def _top(parts: Parts, foot: Piece) -> float:
    """Where the foot begins."""
    return parts.m.height - parts.m.edge - foot.height - parts.m.margin


def _document(pages: tuple[Page, ...], parts: Parts, title: str, author: str) -> Document:
    return Document(title, author, parts.language.tag, pages, parts.language.right_to_left)


def _lengths(groups: Iterable[Group], most: float) -> Iterator[Sequence[Group]]:
    """The groups of each length of a roll."""
    part: list[Group] = []
    for group in groups:
        if part and _length((*part, group)) > most:
            yield part
            part = []
        part.append(group)
    yield part


def _roll(groups: Sequence[Group], foot: Piece, parts: Parts) -> Page:
    m, length = parts.m, _length(groups)
    (body,) = flow(groups, float("inf"))
    marks = _placed((*body, *moved(foot.marks, 0, length)), parts)
    return Page(m.width, length + foot.height + 2 * m.margin, marks)


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
