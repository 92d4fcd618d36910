"""The code of a contact is read as it was written, and nothing can slip into it."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.printing.pdf import pdf
from kosidesk.printing.preview import pages
from kosidesk.printing.qr import QUIET, matrix, vcard
from kosidesk.printing.sheet import sheet
from tests.printing.example import AGENCY, FULL, PERSON, TODAY

CARD = vcard("Ayşe Öztürk", "Färberhöfe; e.V.", "Leitung, Büro", "0202 000-6448", "ayse@example.org")


def test_a_card_is_written_line_by_line() -> None:
    assert CARD.split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Ayşe Öztürk;;;;",
        "FN:Ayşe Öztürk",
        r"ORG:Färberhöfe\; e.V.",
        r"TITLE:Leitung\, Büro",
        "TEL:0202 000-6448",
        "EMAIL:ayse@example.org",
        "END:VCARD",
        "",
    ]


@given(st.text(st.sampled_from("a\r\n:;,\\ \x0b\x85\u2028")), st.text(st.sampled_from("TEL:1\r\n\x1c")))
def test_no_text_can_begin_a_property_of_its_own(name: str, organisation: str) -> None:
    known = ("BEGIN:", "VERSION:", "N:", "FN:", "ORG:", "END:", "")
    assert all(line.startswith(known) for line in vcard(name, organisation).splitlines())


def test_a_number_too_long_is_left_out_and_never_cut() -> None:
    assert "TEL" not in vcard("A", phone="0" * 65)
    assert "EMAIL" not in vcard("A", mail="a" * 80 + "@example.org")


def test_a_cut_name_leaves_no_half_escape() -> None:
    card = vcard("a" * 39 + ";;;")
    assert "FN:" + "a" * 39 + r"\;" + "\r\n" in card


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
