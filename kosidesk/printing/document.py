"""A paper laid out: pages of marks, ready to be drawn, shown or read aloud."""

from dataclasses import dataclass

from kosidesk.printing.marks import Mark


@dataclass(frozen=True)
class Page:
    """Width and height in points; x of a mark runs from the left edge."""

    width: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Document:
    """`title` and `author` are seen by whoever sees the file or the queue: never a client's name or code.

    `language` is a BCP 47 tag.
    """

    title: str
    author: str
    language: str
    pages: tuple[Page, ...]
    rtl: bool = False
