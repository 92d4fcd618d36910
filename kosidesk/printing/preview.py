"""Pages of a PDF as pixels, as text and by their size."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from threading import Lock

import pypdfium2

# PDFium keeps its state in globals: one thread at a time.
PDFIUM = Lock()

_MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True)
class Page:
    """A page as rows of red, green and blue bytes; a row takes `stride` bytes, some of them padding."""

    width: int
    height: int
    stride: int
    pixels: bytes


def pages(pdf: bytes, width_px: int, *, most: int | None = None) -> tuple[Page, ...]:
    """Every page, or the first of them, `width_px` wide."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return tuple(_drawn(page, width_px / page.get_width()) for page in islice(document, most))


def pages_at(pdf: bytes, dots_per_mm: float) -> Iterator[Page]:
    """One page after the other, as a printer sees them: a long paper would fill the memory."""
    for number in range(len(sizes_mm(pdf))):
        with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
            page = _drawn(document[number], dots_per_mm * _MM_PER_POINT)
        yield page


def sizes_mm(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return tuple(
            (page.get_width() * _MM_PER_POINT, page.get_height() * _MM_PER_POINT) for page in document
        )


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """What can be read and copied on each page."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return tuple(page.get_textpage().get_text_range() for page in document)


def _drawn(page: pypdfium2.PdfPage, scale: float) -> Page:
    bitmap = page.render(scale=scale, rev_byteorder=True)
    return Page(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
