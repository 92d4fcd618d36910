"""What a screen reader is told: the tree of the file says what the passages say, in the same order."""

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from kosidesk.printing.choices import Choices, Format
from kosidesk.printing.content import Sheet
from kosidesk.printing.languages import languages
from kosidesk.printing.layout.sheet import laid_out
from kosidesk.printing.pdf.write import pdf
from kosidesk.printing.readable import Passage, passages
from kosidesk.printing.sheet import sheet
from tests.printing.example import AGENCY, FULL, HINTS, PERSON, TODAY

LONG = "Sie begleiten Familien im Alltag, beim Arzt und auf dem Amt. " * 30


def content(language: str, offers: int = 2) -> Sheet:
    long = replace(FULL, offer=replace(FULL.offer, description=LONG))
    chosen = [(FULL, "Sie haben dienstags Zeit."), (long, "")]
    choices = Choices(language=language, notes="Am Dienstag anrufen.")
    return sheet(chosen[:offers], AGENCY, TODAY, choices, code="7K3QP2RD-M", counsellor="Ute", hints=HINTS)


def told(file: bytes) -> list[str]:
    """The texts of the tree as poppler reads them, a text for each stretch of a passage."""
    reader = shutil.which("pdfinfo")
    if reader is None:
        pytest.skip("no-poppler: pdfinfo is not installed")
    command = [reader, "-enc", "UTF-8", "-struct-text", "-"]
    out = subprocess.run(command, input=file, capture_output=True, check=True).stdout.decode()
    return list(_normal(re.findall(r'^ *"(.*?)"$', out, re.MULTILINE | re.DOTALL)))


def expected(said: tuple[Passage, ...]) -> list[str]:
    """Pictures have no text of their own in the tree."""
    return list(_normal(passage.text for passage in said if passage.role != "Figure"))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _normal(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if normal := " ".join(unicodedata.normalize("NFC", text).split()):
            yield normal


@pytest.mark.parametrize(
    ("language", "paper"),
    [(n, p) for n in languages() for p in Format if p is Format.A4 or n in {"de", "ar"}],
)
def test_the_tree_says_every_passage_in_order(language: str, paper: Format) -> None:
    document = laid_out(content(language), paper)
    in_tree, in_passages = " ".join(told(pdf(document))), " ".join(expected(passages(document)))
    assert _squeezed(in_tree) == _squeezed(in_passages)
    # A word may be broken at the end of a line, but no two may run into one.
    words = set(in_passages.split())
    assert [word for word in in_tree.split() if not any(word in whole for whole in words)] == []


def test_an_offer_is_told_in_the_order_of_its_rows() -> None:
    said = expected(passages(laid_out(content("de", 1), Format.A4)))
    rows = ["Was Sie tun", "Wann", "Wo", "Fragen an", "Telefon", "E-Mail", "Das brauchen Sie"]
    assert [text for text in said if text in rows][: len(rows)] == rows
    assert said.index("1 Familienpatenschaft für Geflüchtete") < said.index("Was Sie tun")


def test_an_arabic_sheet_says_phone_and_mail_from_the_left() -> None:
    said = " ".join(told(pdf(laid_out(content("ar"), Format.A4))))
    assert PERSON.phone.replace("/ ", "") in said
    assert PERSON.mail in said
    assert AGENCY.phone in said


def test_words_of_each_language_are_marked_as_such() -> None:
    said = passages(laid_out(content("tr"), Format.A4))
    assert {passage.language for passage in said} == {"tr", "de"}
    german = {passage.text for passage in said if passage.language == "de"}
    assert "Guten Tag, diese Angebote haben wir für Sie herausgesucht." in german


def test_what_stands_on_each_page_is_said_once() -> None:
    said = [passage.text for passage in passages(laid_out(content("de"), Format.A4))]
    assert not any("Seite 1 von" in text for text in said)
    assert said.count(AGENCY.name) == 1
