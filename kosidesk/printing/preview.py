"""Pages of a PDF as pixels and as text."""

from dataclasses import dataclass
from threading import Lock

import pypdfium2

# PDFium keeps its state in globals: one thread at a time.
_PDFIUM = Lock()


@dataclass(frozen=True)
class Page:
    """A page as rows of red, green and blue bytes; a row takes `stride` bytes, some of them padding."""

    width: int
    height: int
    stride: int
    pixels: bytes


def pages(pdf: bytes, width_px: int) -> tuple[Page, ...]:
    """Every page, `width_px` wide."""
    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return tuple(_drawn(page, width_px) for page in document)


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """What can be read and copied on each page."""
    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return tuple(page.get_textpage().get_text_range() for page in document)


def _drawn(page: pypdfium2.PdfPage, width_px: int) -> Page:
    bitmap = page.render(scale=width_px / page.get_width(), rev_byteorder=True)
    return Page(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
