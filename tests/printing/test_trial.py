"""The test page is one page on every paper, and shows what printers get wrong."""

import pytest

from kosidesk.printing.choices import Format
from kosidesk.printing.layout.trial import trial
from kosidesk.printing.pdf.write import pdf
from kosidesk.printing.preview import page_texts


@pytest.mark.parametrize("paper", list(Format))
def test_it_is_one_page_with_letters_of_every_script(paper: Format) -> None:
    (text,) = page_texts(pdf(trial(paper)))
    for letters in ("Testseite", "Ä Ö Ü", "Öztürk", "Українська", "ትግርኛ", "☎"):
        assert letters in text


def test_the_length_of_its_line_is_that_of_the_paper() -> None:
    said = {paper: " ".join(page_texts(pdf(trial(paper)))[0].split()) for paper in Format}
    assert "174 Millimeter" in said[Format.A4]
    assert "124 Millimeter" in said[Format.A5]
    assert "72 Millimeter" in said[Format.RECEIPT]
