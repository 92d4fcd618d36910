"""A document as passages of text, in the order in which a screen reader says them."""

from collections.abc import Iterable, Iterator, Mapping
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
    told: dict[Tag, list[Text | None]] = {}
    kids: dict[Tag | None, dict[Tag, None]] = {}
    for mark in (mark for page in document.pages for mark in page.marks):
        tag = _tag(mark)
        if tag:
            told.setdefault(tag, []).append(mark if isinstance(mark, Text) else None)
            _grow(kids, tag)
    return tuple(_passage(tag, told[tag], document) for tag in _walk(kids, None) if tag in told)


def _grow(kids: dict[Tag | None, dict[Tag, None]], tag: Tag) -> None:
    """Puts a tag below its parent, in the order of first appearance, as the tree of the PDF does."""
    while tag not in (known := kids.setdefault(tag.parent, {})):
        known[tag] = None
        if tag.parent is None:
            return
        tag = tag.parent


def _walk(kids: Mapping[Tag | None, Iterable[Tag]], tag: Tag | None) -> Iterator[Tag]:
    for kid in kids.get(tag, ()):
        yield kid
        yield from _walk(kids, kid)


def _passage(tag: Tag, marks: list[Text | None], document: Document) -> Passage:
    texts = [mark for mark in marks if mark]
    said = "".join(text.line.text + " " * text.line.soft for text in texts).strip()
    language = tag.language or _block(tag).language or document.language
    return Passage(_block(tag).role, said or tag.alternative, language, any(text.line.rtl for text in texts))


def _tag(mark: Mark) -> Tag | None:
    return None if isinstance(mark, Anchor | Box | Stroke) else mark.tag


def _block(tag: Tag) -> Tag:
    while tag.role in _INLINE and tag.parent:
        tag = tag.parent
    return tag
