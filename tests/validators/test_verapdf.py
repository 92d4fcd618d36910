"""The validator finds what is planted: a proof that nothing is wrong is worth no more than that."""

from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kosidesk.paths import RESOURCES
from tests.validators import verapdf
from tests.validators.verapdf import Failure

UA, A = verapdf.PROFILES
NO_TAGS = {(UA, "7.1", 11), (A, "6.7.3.3", 1)}
FONT_NOT_EMBEDDED = {(UA, "7.21.4.1", 1), (A, "6.2.11.4.1", 1)}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Failure, ...]]:
    """By file, all of them looked at in one go."""
    verapdf.need()
    folder = tmp_path_factory.mktemp("planted")
    files = (bare(folder), embedded(folder), no_pdf(folder))
    failures = verapdf.failures(files)
    return {file.stem: tuple(failure for failure in failures if failure.path == file) for file in files}


def bare(folder: Path) -> Path:
    """Without tags, in a typeface of the reader's."""
    return drawn(folder / "bare.pdf", "Helvetica")


def embedded(folder: Path) -> Path:
    """Without tags, with the typeface in the file."""
    pdfmetrics.registerFont(TTFont("Planted", str(RESOURCES / "fonts" / "NotoSans-Regular.ttf")))
    return drawn(folder / "embedded.pdf", "Planted")


def drawn(path: Path, font: str) -> Path:
    canvas = Canvas(str(path))
    canvas.setFont(font, 12)
    canvas.drawString(100, 700, "Guten Tag")
    canvas.save()
    return path


def no_pdf(folder: Path) -> Path:
    path = folder / "no_pdf.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing of a PDF follows")
    return path


def rules(failures: tuple[Failure, ...]) -> set[tuple[str, str, int]]:
    return {(failure.profile, failure.clause, failure.test) for failure in failures}


def test_a_file_without_tags_is_found(found: dict[str, tuple[Failure, ...]]) -> None:
    assert rules(found["bare"]) >= NO_TAGS
    assert rules(found["embedded"]) >= NO_TAGS


def test_a_typeface_that_is_not_in_the_file_is_found(found: dict[str, tuple[Failure, ...]]) -> None:
    assert rules(found["bare"]) >= FONT_NOT_EMBEDDED
    assert rules(found["embedded"]) & FONT_NOT_EMBEDDED == set()


def test_a_failure_tells_where_it_is(found: dict[str, tuple[Failure, ...]]) -> None:
    font = next(failure for failure in found["bare"] if failure.clause == "7.21.4.1")
    assert "font[0](Helvetica)" in font.context
    assert "embedded" in font.message


def test_a_file_that_is_no_pdf_is_found(found: dict[str, tuple[Failure, ...]]) -> None:
    assert rules(found["no_pdf"]) == {(UA, "unreadable", 0), (A, "unreadable", 0)}
