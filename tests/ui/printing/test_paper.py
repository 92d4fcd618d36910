"""Where the system takes no PDF, Qt paints the pages: as large, as many and as often as was asked."""

from pathlib import Path

import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter

from kosidesk.domain.errors import Invalid
from kosidesk.domain.listing import Listing
from kosidesk.printing.preview import Page, page_texts, pages, sizes_mm
from kosidesk.services import lists, sheets
from kosidesk.services.desk import Desk
from kosidesk.services.printing_out import Job
from kosidesk.services.sheets import Choices, Format
from kosidesk.ui.application import Application
from kosidesk.ui.printing import paper
from tests.desks import offer


@pytest.fixture
def document(desk: Desk) -> bytes:
    """Two pages."""
    offer(desk, "Vorlesen", number="101")
    return sheets.of_offers(desk, ["101"]).pdf


def painted(document: bytes, job: Job, target: Path) -> bytes:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(target))
    paper.paint(printer, document, job)
    return target.read_bytes()


def test_everything_stands_where_it_was_drawn(qapp: Application, document: bytes, tmp_path: Path) -> None:
    arrived = painted(document, Job(), tmp_path / "painted.pdf")
    (first, *_), (wanted, *_) = pages(arrived, 300), pages(document, 300)
    assert len(page_texts(arrived)) == len(page_texts(document))
    assert ink(first) == pytest.approx(ink(wanted), abs=4)


def test_copies_and_pages_come_as_they_were_asked_for(
    qapp: Application, document: bytes, tmp_path: Path
) -> None:
    arrived = painted(document, Job(copies=2, pages="2"), tmp_path / "painted.pdf")
    (first, second), (_first, wanted) = pages(arrived, 300), pages(document, 300)
    assert first == second
    assert ink(first) == pytest.approx(ink(wanted), abs=4)


@pytest.mark.parametrize("kind", [Format.A5, Format.RECEIPT])
def test_the_paper_is_as_large_as_the_page(
    kind: Format, qapp: Application, desk: Desk, tmp_path: Path
) -> None:
    offer(desk, "Vorlesen", number="101")
    document = sheets.of_offers(desk, ["101"], Choices(format=kind)).pdf
    arrived = painted(document, Job(format=kind), tmp_path / "painted.pdf")
    assert sizes_mm(arrived)[0] == pytest.approx(sizes_mm(document)[0], abs=1)


def test_a_page_that_lies_across_is_the_same_paper_turned(
    qapp: Application, desk: Desk, tmp_path: Path
) -> None:
    listing = Listing("Angebote", ("Nr", "Titel"), (("1", "Vorlesen"),), desk.today())
    document = lists.paper(desk, listing).pdf
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "painted.pdf"))
    paper.paint(printer, document, Job())
    arrived = (tmp_path / "painted.pdf").read_bytes()
    assert printer.pageLayout().pageSize().id() is QPageSize.PageSizeId.A4
    assert sizes_mm(arrived)[0] == pytest.approx((297, 210), abs=1)
    (first, *_), (wanted, *_) = pages(arrived, 900), pages(document, 900)
    assert ink(first) == pytest.approx(ink(wanted), abs=9)


def test_pages_that_are_not_there_are_refused(qapp: Application, document: bytes, tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        painted(document, Job(pages="9"), tmp_path / "painted.pdf")


def ink(page: Page) -> tuple[int, int, int, int]:
    """The left, top, right and bottom of what is dark, in pixels."""
    dark = [
        (x, y)
        for y in range(page.height)
        for x in range(page.width)
        if page.pixels[y * page.stride + 3 * x] < 128
    ]
    columns, rows = {x for x, _ in dark}, {y for _, y in dark}
    return min(columns), min(rows), max(columns), max(rows)
