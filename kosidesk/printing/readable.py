"""A document as passages of text, in the order in which a screen reader says them."""

from collections.abc import Iterator
from dataclasses import dataclass

from kosidesk.printing.document import Document
from kosidesk.printing.marks import Anchor, Box, Mark, Stroke, Tag, Text

# Parts of a passage, not passages of their own.
_INLINE = frozenset(("Span", "Link"))


@dataclass(frozen=True)
class Passage:
    """`role` is a structure type of PDF: H1, H2, P, Lbl (a label), LBody, Figure (told by what it shows).

    `language` is a BCP 47 tag.
    """

    role: str
    text: str
    language: str
    rtl: bool = False


def passages(document: Document) -> tuple[Passage, ...]:
    said: dict[Tag, list[tuple[str, bool]]] = {}
    for tag, text, rtl in _told(document):
        said.setdefault(tag, []).append((text, rtl))
    return tuple(
        Passage(
            _block(tag).role,
            " ".join(text for text, _rtl in parts),
            tag.language or _block(tag).language or document.language,
            any(rtl for _text, rtl in parts),
        )
        for tag, parts in said.items()
    )


def _told(document: Document) -> Iterator[tuple[Tag, str, bool]]:
    figures: set[Tag] = set()
    for mark in (mark for page in document.pages for mark in page.marks):
        tag = _tag(mark)
        if tag is None:
            continue
        if isinstance(mark, Text):
            yield tag, mark.line.text, mark.line.rtl
        elif tag not in figures:
            figures.add(tag)
            yield tag, tag.alternative, False


def _tag(mark: Mark) -> Tag | None:
    return None if isinstance(mark, Anchor | Box | Stroke) else mark.tag


def _block(tag: Tag) -> Tag:
    while tag.role in _INLINE and tag.parent:
        tag = tag.parent
    return tag
