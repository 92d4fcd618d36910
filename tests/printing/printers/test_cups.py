"""A sheet that goes through CUPS: it arrives as it was drawn, and nothing of the client stays on the way."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter
from pypdfium2 import raw

from kosidesk.domain.listing import Listing
from kosidesk.printing.choices import Choices, Format
from kosidesk.printing.preview import page_texts, sizes_mm
from kosidesk.printing.printers.job import Job
from kosidesk.printing.printers.queues import JobState
from kosidesk.printing.printers.spool import spool
from kosidesk.services import consultations, lists, sheets
from kosidesk.services.desk import Desk
from tests.desks import MARA, make_desk, offer
from tests.printing.printers import print_service
from tests.printing.printers.print_service import PRINTER, PrintService

NOTES = "Hanna Musterfrau kommt am Donnerstag wieder"
DPI = 150
CLEARLY_DARK, NOT_WHITE = 96, 224


@dataclass(frozen=True)
class Printed:
    """What was sent, what arrived, what CUPS kept of it, and the words that are nobody else's business."""

    sent: bytes
    arrived: bytes
    kept: dict[str, bytes]
    secrets: tuple[str, ...]


@pytest.fixture(scope="module")
def service() -> Iterator[PrintService]:
    with print_service.running() as running:
        yield running


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = make_desk(tmp_path_factory.mktemp("desk"))
    for number in range(1, 5):
        offer(made, f"Vorlesen an der Schule {number}", number=str(number), description="Jede Woche. " * 40)
    yield made
    made.database.close()


@pytest.fixture(scope="module")
def printed(service: PrintService, desk: Desk) -> Printed:
    talk = consultations.begin(desk)
    consultations.paste(desk, talk.id, "1, 2, 3, 4")
    sent = sheets.of_consultation(desk, talk.id, Choices(notes=NOTES)).pdf
    secrets = (talk.code, talk.id, NOTES, "Hanna", MARA.name)
    with pytest.MonkeyPatch.context() as patch:
        # A file in between would have no place to be.
        patch.setenv("TMPDIR", "/nowhere/at/all")
        ticket = spool(sent, Job(PRINTER))
    assert service.await_end(ticket) is JobState.COMPLETED
    return Printed(sent, service.paper.read_bytes(), service.kept(), secrets)


def test_the_sheet_arrives_as_text_and_lines_not_as_pictures(printed: Printed) -> None:
    assert page_texts(printed.arrived) == page_texts(printed.sent)
    assert len(page_texts(printed.sent)) > 1
    assert pictures(printed.arrived) == pictures(printed.sent)
    assert all(chain.from_iterable(are_fonts_inside(printed.arrived)))


def test_everything_stands_where_it_was_drawn(printed: Printed) -> None:
    assert sizes(printed.arrived) == sizes(printed.sent)
    assert astray(printed.sent, printed.arrived) == []


def test_a_shift_of_two_dots_would_be_noticed(printed: Printed) -> None:
    shifted = [ImageChops.offset(page, 2, 0) for page in dark(printed.sent)]
    assert all(differ(page, moved) for page, moved in zip(dark(printed.sent), shifted, strict=True))


def test_the_queue_shows_what_kind_of_paper_it_is_and_nothing_more(printed: Printed) -> None:
    job = next(content for name, content in printed.kept.items() if name.startswith("spool/c"))
    assert b"job-name" in job
    assert b"Vermittlungsbogen" in job


def test_nothing_of_the_client_is_in_the_queue_or_its_logs(printed: Printed) -> None:
    assert printed.kept["log/error"]
    told = [
        (name, secret)
        for name, content in printed.kept.items()
        for secret in printed.secrets
        if secret.encode() in content
    ]
    assert told == []


def test_nothing_of_the_client_is_in_the_files_own_description(printed: Printed, tmp_path: Path) -> None:
    if shutil.which("pdfinfo") is None:
        pytest.skip("no-poppler: pdfinfo is not installed")
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(printed.arrived)
    said = [
        subprocess.run(["pdfinfo", *options, paper], capture_output=True, text=True, check=True).stdout
        for options in ((), ("-meta",), ("-custom",))
    ]
    assert "Vermittlungsbogen" in said[0]
    assert [secret for secret in printed.secrets if secret in "".join(said)] == []


def test_nothing_of_the_sheet_stays_in_the_spool(printed: Printed, service: PrintService) -> None:
    assert [name for name in printed.kept if name.startswith("spool/d")] == []
    assert list(service.temporary.iterdir()) == []


def test_a_page_of_a_small_sheet_comes_alone_and_on_its_own_paper(service: PrintService, desk: Desk) -> None:
    small = sheets.of_offers(desk, ["1", "2", "3"], Choices(format=Format.A5)).pdf
    ticket = spool(small, Job(PRINTER, pages="2", format=Format.A5))
    assert service.await_end(ticket) is JobState.COMPLETED
    arrived = service.paper.read_bytes()
    assert page_texts(arrived) == page_texts(small)[1:2]
    assert sizes(arrived) == [(148, 210)]


def test_as_pictures_the_sheet_stands_in_the_same_place(service: PrintService, desk: Desk) -> None:
    sheet = sheets.of_offers(desk, ["1"], Choices()).pdf
    ticket = spool(sheet, Job(PRINTER, as_image=True))
    assert service.await_end(ticket) is JobState.COMPLETED
    arrived = service.paper.read_bytes()
    assert "".join(page_texts(arrived)).strip() == ""
    assert astray(sheet, arrived) == []


def test_a_list_that_lies_across_comes_whole_on_the_same_paper_turned(
    service: PrintService, desk: Desk
) -> None:
    rows = tuple((f"{n}", "Vorlesen " * 12, "Haus am Wald " * 6, desk.today()) for n in range(30))
    across = lists.paper(desk, Listing("Angebote", ("Nr", "Titel", "Haus", "Tag"), rows, desk.today())).pdf
    ticket = spool(across, Job(PRINTER))
    assert service.await_end(ticket) is JobState.COMPLETED
    arrived = service.paper.read_bytes()
    assert set(sizes(arrived)) == {(210, 297)}
    turned = [page.rotate(90, expand=True) for page in dark(arrived)]
    assert not any(differ(page, sent) for page, sent in zip(turned, dark(across), strict=True))


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Of the pages, in whole millimetres."""
    return [(round(width), round(height)) for width, height in sizes_mm(pdf)]


def pictures(pdf: bytes) -> list[int]:
    """How many there are on each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [len(list(page.get_objects([raw.FPDF_PAGEOBJ_IMAGE]))) for page in document]


def are_fonts_inside(pdf: bytes) -> list[list[bool]]:
    """For each text on each page, whether the letters' shapes are in the file."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            [text.get_font().is_embedded for text in page.get_objects([raw.FPDF_PAGEOBJ_TEXT])]
            for page in document
        ]


def astray(first: bytes, second: bytes) -> list[int]:
    """The pages, counted from 1, on which something stands more than a dot away from where it stood."""
    pairs = zip(dark(first), dark(second), strict=True)
    return [number for number, pair in enumerate(pairs, start=1) if differ(*pair)]


def differ(first: Image.Image, second: Image.Image) -> bool:
    """Whether something dark in one has, within one dot, nothing but white in the other."""
    # A page of 1240.2 dots may come as 1240 or 1241.
    width, height = (max(lengths) for lengths in zip(first.size, second.size, strict=True))
    whole = (0, 0, width, height)
    return _lacks(first.crop(whole), second.crop(whole)) or _lacks(second.crop(whole), first.crop(whole))


def _lacks(first: Image.Image, second: Image.Image) -> bool:
    clear = first.point([255 * (255 - value < CLEARLY_DARK) for value in range(256)])
    faint = second.point([255 * (255 - value < NOT_WHITE) for value in range(256)])
    return ImageChops.subtract(clear, faint.filter(ImageFilter.MaxFilter(3))).getbbox() is not None


def dark(pdf: bytes) -> list[Image.Image]:
    """The pages at 150 dpi, ink as light."""
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in document]
    return [ImageChops.invert(page.convert("L")) for page in drawn]
