"""Every paper is a PDF that screen readers and archives accept: PDF/UA-1 and PDF/A-2a, as veraPDF sees it."""

from pathlib import Path

import pytest

from kosidesk.printing.choices import Format
from kosidesk.printing.languages import languages
from kosidesk.printing.layout.sheet import laid_out
from kosidesk.printing.layout.trial import trial
from kosidesk.printing.pdf.write import pdf
from tests.printing.shortlist import shortlist
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
    for paper in Format:
        paths.append(tmp_path / f"trial-{paper}.pdf")
        paths[-1].write_bytes(pdf(trial(paper)))
    assert verapdf.failures(paths) == ()
