"""A paper as pictures: the same pages to the eye, and nothing in them a printer could misread."""

from collections.abc import Iterator

import pypdfium2
from PIL import Image

from kosidesk.printing.preview import Page, page_texts, pages_at, sizes_mm
from kosidesk.printing.printers.raster import as_images
from tests.printing.papers import paper

DOTS_PER_MM = 300 / 25.4


def test_each_page_is_the_picture_of_its_vectors_at_300_dpi() -> None:
    vector = paper(2, width_mm=100, height_mm=140)
    pictures = as_images(vector)
    assert sizes_mm(pictures) == sizes_mm(vector)
    assert list(inside(pictures)) == [picture(page) for page in pages_at(vector, DOTS_PER_MM)]


def test_pictures_of_pages_hold_no_text() -> None:
    assert "Seite 2" in page_texts(paper(2))[1]
    assert page_texts(as_images(paper(2))) == ("", "")


def inside(pdf: bytes) -> Iterator[Image.Image]:
    """The one picture on each page, with its own dots."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            (only,) = page.get_objects()
            yield only.get_bitmap().to_pil().convert("RGB")


def picture(page: Page) -> Image.Image:
    return Image.frombuffer("RGB", (page.width, page.height), page.pixels, "raw", "RGB", page.stride, 1)
