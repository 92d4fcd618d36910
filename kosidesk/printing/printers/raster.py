"""A paper as pictures of its pages, for printers that make nothing of text and lines."""

from collections.abc import Iterator
from io import BytesIO

import pypdfium2

from kosidesk.printing.preview import PDFIUM, Page, pages_at, sizes_mm
from kosidesk.printing.printers.job import Job

DOTS_PER_INCH = 300
_MM_PER_INCH = 25.4
_POINTS_PER_INCH = 72


def drawn(pdf: bytes, job: Job) -> Iterator[Page]:
    """One copy of the pages that are wanted, one after the other. Raises Invalid for those not there."""
    there = len(sizes_mm(pdf))
    job.require_pages(there)
    ranges = job.ranges() or ((1, there),)
    pages = enumerate(pages_at(pdf, DOTS_PER_INCH / _MM_PER_INCH), 1)
    return (page for number, page in pages if any(first <= number <= last for first, last in ranges))


def as_images(pdf: bytes) -> bytes:
    """A PDF of the same pages that holds one picture each and no text.

    Page by page: pixels are compressed only when a document is written, and a directory has a hundred pages.
    """
    drawn = BytesIO()
    with PDFIUM, pypdfium2.PdfDocument(pdf) as source, pypdfium2.PdfDocument.new() as whole:
        for page in source:
            with pypdfium2.PdfDocument(_leaf(page)) as leaf:
                whole.import_pages(leaf)
        whole.save(drawn)
    return drawn.getvalue()


def _leaf(page: pypdfium2.PdfPage) -> bytes:
    """The picture of one page as a document of its own."""
    written = BytesIO()
    with pypdfium2.PdfDocument.new() as leaf:
        picture = pypdfium2.PdfImage.new(leaf)
        picture.set_bitmap(page.render(scale=DOTS_PER_INCH / _POINTS_PER_INCH))
        picture.set_matrix(pypdfium2.PdfMatrix().scale(*page.get_size()))
        sheet = leaf.new_page(*page.get_size())
        sheet.insert_obj(picture)
        sheet.gen_content()
        leaf.save(written)
    return written.getvalue()
