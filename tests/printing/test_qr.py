"""The code of a contact is read as it was written."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import segno

from kosidesk.printing.pdf import pdf
from kosidesk.printing.preview import pages
from kosidesk.printing.qr import QUIET, matrix
from kosidesk.printing.sheet import sheet
from kosidesk.printing.vcard import vcard
from tests.printing.example import AGENCY, FULL, PERSON, TODAY

CARD = vcard("Ayşe Öztürk", "Färberhöfe; e.V.", "Leitung, Büro", "0202 000-6448", "ayse@example.org")


def test_bars_draw_exactly_the_dark_modules() -> None:
    code = segno.make(CARD, error="m", micro=False, boost_error=False, encoding="utf-8", eci=True)
    dark = {
        (x, y)
        for y, row in enumerate(code.matrix_iter(border=QUIET))
        for x, module in enumerate(row)
        if module
    }
    bars = matrix(CARD).bars
    assert {(bar.column + n, bar.row) for bar in bars for n in range(bar.length)} == dark
    assert sum(bar.length for bar in bars) == len(dark)


def test_the_longest_card_keeps_modules_a_phone_can_tell_apart() -> None:
    text = "Förderverein der Mehrgenerationenhäuser und Stadtteilzentren"
    longest = vcard(text, text, text, "0202 000-6448", "a" * 52 + "@example.org")
    assert 34 / matrix(longest).size >= 0.4


@pytest.mark.parametrize("extra", ["", "ö" * 48], ids=["usual", "long"])
def test_a_reader_reads_the_printed_code(tmp_path: Path, extra: str) -> None:
    reader = shutil.which("zbarimg")
    if reader is None:
        pytest.skip("no-zbar: zbarimg is not installed")
    person = replace(PERSON, function=PERSON.function + extra)
    content = sheet([(replace(FULL, contacts=(person,)), "")], AGENCY, TODAY)
    page = pages(pdf(content), 1240)[0]
    rows = (page.pixels[y * page.stride : y * page.stride + 3 * page.width] for y in range(page.height))
    image = tmp_path / "page.ppm"
    image.write_bytes(b"P6 %d %d 255\n" % (page.width, page.height) + b"".join(rows))
    read = subprocess.run([reader, "-q", "--raw", image], capture_output=True, check=True).stdout
    assert content.blocks[0].code is not None
    assert read.decode().strip() == content.blocks[0].code.payload.strip()
