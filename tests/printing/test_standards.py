"""Every paper is a PDF that screen readers and archives accept: PDF/UA-1 and PDF/A-2a, as veraPDF sees it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.domain.listing import Listing
from kosidesk.printing.choices import Format
from kosidesk.printing.directory import directory
from kosidesk.printing.document import Document
from kosidesk.printing.languages import languages
from kosidesk.printing.layout import directory as directories
from kosidesk.printing.layout import letter as letters
from kosidesk.printing.layout import table as tables
from kosidesk.printing.layout import waiver as waivers
from kosidesk.printing.layout.sheet import laid_out
from kosidesk.printing.layout.trial import trial
from kosidesk.printing.letter import letter
from kosidesk.printing.pdf.write import pdf
from kosidesk.printing.table import table
from kosidesk.printing.waiver import Person, waiver
from tests.printing.example import AGENCY, TODAY
from tests.printing.shortlist import logo, shortlist, six_offers
from tests.validators import verapdf

CODES = tuple(languages())
# Java begins slowly, so a call is worth many files; several calls keep several processors busy.
GROUPS = [CODES[n : n + 3] for n in range(0, len(CODES), 3)]


@pytest.mark.parametrize("group", GROUPS, ids="-".join)
def test_every_sheet_keeps_both_standards(group: tuple[str, ...], tmp_path: Path) -> None:
    verapdf.need()
    paths = []
    for language in group:
        for paper in Format:
            for offers in (1, 3, 6):
                paths.append(tmp_path / f"{language}-{paper}-{offers}.pdf")
                paths[-1].write_bytes(pdf(laid_out(shortlist(paper, language, offers), paper)))
    assert verapdf.failures(paths) == ()


def test_the_other_papers_keep_both_standards(tmp_path: Path) -> None:
    verapdf.need()
    paths = []
    for name, document in _others():
        paths.append(tmp_path / f"{name}.pdf")
        paths[-1].write_bytes(pdf(document))
    assert verapdf.failures(paths) == ()


def _others() -> Iterator[tuple[str, Document]]:
    for paper in Format:
        yield f"trial-{paper}", trial(paper)
    nasty = six_offers()
    cells = tuple((full.offer.title, full.organisation.name, 3, TODAY, None) for full in nasty * 20)
    listing = Listing("Angebote", ("Titel", "Einrichtung", "Plätze", "Bestätigt am", ""), cells, TODAY)
    yield "list", tables.laid_out(table(listing, AGENCY))
    for paper in Format.A4, Format.A5:
        yield f"directory-{paper}", directories.laid_out(directory(nasty, AGENCY, TODAY, logo=logo()), paper)
    for n, full in enumerate(nasty):
        asked = letter(full.organisation, nasty[: n + 1], AGENCY, TODAY, counsellor="Ute", logo=logo())
        yield f"letter-{n}", letters.laid_out(asked)
        person = Person(full.offer.title, full.offer.title, full.offer.title)
        yield f"waiver-{n}", waivers.laid_out(waiver(full, AGENCY, person, extended=n % 2 == 0))
