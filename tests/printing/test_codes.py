"""Every code on every paper is read as it was written, from the dots a printer would set."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from kosidesk.domain.offer import Contact, FullOffer
from kosidesk.printing.choices import Choices, Format
from kosidesk.printing.content import Code, Sheet
from kosidesk.printing.layout.sheet import laid_out
from kosidesk.printing.pdf.write import pdf
from kosidesk.printing.preview import pages_at
from kosidesk.printing.printers import raster, receipt_printer
from kosidesk.printing.printers.job import Job
from kosidesk.printing.sheet import sheet
from tests.printing.example import AGENCY, FULL, PERSON, TODAY

# Large print has the codes of A4.
LEAVES = [Format.A4, Format.COMPACT, Format.A5]
NAMES = {
    "umlauts": "Jürgen Großkötter-Weiß",
    "turkish": "Ayşe Öztürk-Ilgın",
    "arabic": "ليلى حدّاد",
    "mixed": "Layla ليلى (Büro) حدّاد",
    "ukrainian": "Олена Ґудзь",
    "vietnamese": "Nguyễn Thị Ngọc Ánh",
    "tigrinya": "ኣስመረት ተኽለ",
}
HOSTILE = {
    "line end": "Eva\r\nTEL:0900 1",
    "line feed": "Eva\nTEL:0900 1",
    "return": "Eva\rTEL:0900 1",
    "line separator": "Eva\u2028TEL:0900 1\u2029TEL:0900 2",
    "next line": "Eva\x85TEL:0900 1\x0bTEL:0900 2\x0cTEL:0900 3",
    "separators": "Eva\x1cTEL:0900 1\x1dTEL:0900 2\x1eTEL:0900 3",
    "escaped": "Eva\\nTEL:0900 1\\",
    "group": "Eva;;;;\r\nitem1.TEL:0900 1",
    "end": "Eva\r\nEND:VCARD\r\nBEGIN:VCARD\r\nTEL:0900 1",
}


@pytest.fixture
def reader() -> str:
    found = shutil.which("zbarimg")
    if found is None:
        pytest.skip("no-zbar: zbarimg is not installed")
    return found


def called(*names: str) -> list[FullOffer]:
    """An offer for each name."""
    return [replace(FULL, contacts=(replace(PERSON, name=name),)) for name in names]


def made(*offers: FullOffer, paper: Format = Format.A4, language: str = "de") -> Sheet:
    choices = Choices(paper, language)
    return sheet([(offer, "") for offer in offers], AGENCY, TODAY, choices, code="7K3QP2RD-M")


def codes(content: Sheet) -> list[Code]:
    scan = content.slip.scan if content.slip else None
    return [code for code in (*(block.code for block in content.blocks), scan) if code]


def payloads(content: Sheet, paper: Format) -> list[str]:
    """What a phone shall read from this paper."""
    if paper is Format.RECEIPT:
        return [block.code.short for block in content.blocks if block.code]
    return [code.payload for code in codes(content)]


def dots(content: Sheet, paper: Format) -> Iterator[Image.Image]:
    """The pages as a printer of this paper sets them: 300 dpi, receipts 203."""
    drawn = pdf(laid_out(content, paper))
    if paper is Format.RECEIPT:
        yield from map(receipt_printer.dots, pages_at(drawn, 8))
        return
    for page in raster.drawn(drawn, Job()):
        size = (page.width, page.height)
        yield Image.frombuffer("RGB", size, page.pixels, "raw", "RGB", page.stride, 1).convert("L")


def read(reader: str, content: Sheet, paper: Format, folder: Path) -> str:
    """What stands in all codes of all pages; each ends with a line end."""
    said = b""
    for number, page in enumerate(dots(content, paper)):
        image = folder / f"{number}.png"
        page.save(image, compress_level=1)
        only_qr = ("-Sdisable", "-Sqrcode.enable")
        done = subprocess.run(
            [reader, "-q", "--nodbus", "--raw", *only_qr, image], capture_output=True, check=False
        )
        said += done.stdout
    return said.decode()


def unread(said: str, wanted: list[str]) -> tuple[list[str], str]:
    """Which of the codes were not read, and what else was."""
    missing = []
    for payload in wanted:
        before, found, after = said.partition(f"{payload}\n")
        said = before + after
        if not found:
            missing.append(payload)
    return missing, said


@pytest.mark.parametrize("paper", Format)
@pytest.mark.parametrize("language", ["de", "ar"])
def test_each_code_on_each_paper_is_read_as_it_was_written(
    reader: str, tmp_path: Path, paper: Format, language: str
) -> None:
    content = made(*called("Eva Beispiel", "Anton Muster"), paper=paper, language=language)
    wanted = payloads(content, paper)
    assert len(wanted) == (2 if paper is Format.RECEIPT else 3)
    assert unread(read(reader, content, paper, tmp_path), wanted) == ([], "")


@pytest.mark.parametrize("paper", LEAVES)
def test_names_in_any_script_are_read_from_a_leaf(reader: str, tmp_path: Path, paper: Format) -> None:
    content = made(*called(*NAMES.values()), paper=paper)
    cards = payloads(content, paper)
    assert [name for name in NAMES.values() if not any(name in card for card in cards)] == []
    assert unread(read(reader, content, paper, tmp_path), cards) == ([], "")


@pytest.mark.parametrize("paper", LEAVES)
def test_the_longest_contact_is_read_from_a_leaf(reader: str, tmp_path: Path, paper: Format) -> None:
    long = "Förderverein der Mehrgenerationenhäuser und Stadtteilzentren im Bergischen Land"
    person = Contact(
        PERSON.id, name=long, function=long, phone="0202 000-6448", mail=f"{'ä' * 2}{'a' * 50}@example.org"
    )
    offer = replace(FULL, contacts=(person,), organisation=replace(FULL.organisation, name=long))
    content = made(offer, paper=paper)
    assert unread(read(reader, content, paper, tmp_path), payloads(content, paper)) == ([], "")


def test_no_name_can_bring_a_number_of_its_own_along(reader: str, tmp_path: Path) -> None:
    content = made(*called(*HOSTILE.values()))
    said = read(reader, content, Format.A4, tmp_path)
    # Some phones end a line where only a text would.
    lines = said.splitlines()
    numbers = [line for line in lines if "TEL" in line.upper().partition(":")[0]]
    assert numbers == ["TEL:0202 000-6448"] * len(HOSTILE)
    assert lines.count("BEGIN:VCARD") == lines.count("END:VCARD") == len(HOSTILE)


def test_a_receipt_carries_nothing_but_a_number_to_dial_or_a_mailbox() -> None:
    by_mail = replace(
        FULL, contacts=(replace(PERSON, phone=""),), organisation=replace(FULL.organisation, phone="")
    )
    assert payloads(made(FULL, by_mail, *called(*HOSTILE.values())), Format.RECEIPT) == [
        "tel:02020006448",
        "mailto:ayse.oeztuerk@example.org",
        *["tel:02020006448"] * len(HOSTILE),
    ]
