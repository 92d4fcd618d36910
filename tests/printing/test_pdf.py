"""The drawn sheet: everything said is on it, nothing else, and always the same bytes."""

import ast
import ctypes
import os
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kosidesk.domain.offer import FullOffer
from kosidesk.printing import lines as line_breaking
from kosidesk.printing import pdf as drawing
from kosidesk.printing.content import Row, Sheet
from kosidesk.printing.layout import EDGE, MARGIN, PAGE, WIDTH
from kosidesk.printing.layout import pages as laid_out
from kosidesk.printing.marks import Box, Mark, Stroke, Symbol, Text
from kosidesk.printing.pdf import pdf
from kosidesk.printing.preview import page_texts
from kosidesk.printing.sheet import sheet
from kosidesk.printing.text import REPLACEMENT
from tests.printing.example import AGENCY, FULL, HINTS, ORGANISATION, PERSON, TODAY, full

HOSTILE = {
    "markup": "Frau <Müller> & Co </para> <b> &amp; &lt;",
    "image": '<img src="/etc/passwd"/><a href="http://example.org/x">hier</a>',
    "emoji": "Fest 🎉👩‍👩‍👧 im Park ☎ ✉ ☐",
    "cyrillic": "Олена Шевченко",
    "vietnamese": "Nguyễn Thị Ngọc Ánh",
    "decomposed": unicodedata.normalize("NFD", "Öztürk ấ"),
    "nul": "vor\x00nach",
    "surrogate": "vor\ud800nach",
    "override": "\u202eGmbH\u202c 0202",
    "tibetan": "བོད་ཡིག",
    "operators": "(ET) Tj \\ \\) BT % endstream",
}


def made(*offers: FullOffer, reason: str = "", code: str = "7K3QP2RD-M") -> Sheet:
    return sheet(
        [(offer, reason) for offer in offers], AGENCY, TODAY, code=code, counsellor="Ute", hints=HINTS
    )


def squeezed(text: str) -> str:
    """Without blanks and line ends, which reading a PDF cannot tell apart."""
    # PDFium names a hyphen at the end of a line U+FFFE.
    return "".join(text.replace("\ufffe", "-").split())


def read(content: Sheet) -> str:
    return squeezed("".join(page_texts(pdf(content))))


def printed(text: str) -> str:
    """What paper shows of a cleaned text: no invisible signs, the replacement for what no font has."""
    known = drawing._typefaces().regular
    glyphs = (known._glyph(sign) for sign in line_breaking._INVISIBLE.sub("", text))
    return squeezed("".join(glyph.sign for glyph in glyphs))


def said(content: Sheet) -> list[str]:
    rows = chain.from_iterable(block.rows for block in content.blocks)
    lines = chain.from_iterable((row.label, *row.lines) for row in (*rows, *content.head.facts))
    titles = chain.from_iterable((block.title, block.organisation) for block in content.blocks)
    last = (*content.steps.steps, content.steps.follow_up, content.slip.request, content.slip.privacy)
    return [content.head.agency, *content.head.lines, content.greeting, *titles, *lines, *last]


def marks(content: Sheet) -> list[tuple[Mark, ...]]:
    return list(laid_out(content, drawing._typefaces()))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_printed_and_obeyed_nowhere(text: str) -> None:
    offer = replace(
        full(title=text, description=text, time_text=text, requirements=text, documents=(text,)),
        organisation=replace(ORGANISATION, name=text),
        contacts=(replace(PERSON, name=text, function=text, phone=text),),
    )
    content = made(offer, reason=text)
    shown = read(content)
    for line in said(content):
        assert printed(line) in shown


def test_an_arabic_name_loses_no_letter() -> None:
    shown = Counter(read(made(replace(FULL, contacts=(replace(PERSON, name="محمد علي"),)))))
    assert Counter(squeezed("محمد علي")) <= shown


def test_signs_beyond_our_fonts_are_replaced_in_sight() -> None:
    assert printed("a🎉b") == f"a{REPLACEMENT}b"
    assert f"Fest{REPLACEMENT}" in read(made(full(title="Fest 🎉")))


def test_a_text_of_200_000_signs_without_a_blank_is_shortened_as_declared() -> None:
    shown = read(made(full(title="T" * 200_000, description="x" * 200_000, requirements="y" * 200_000)))
    assert "x" * 900 + "…(mehrimZentrum)" in shown
    assert "y" * 400 + "…(mehrimZentrum)" in shown
    assert "T" * 255 + "…(mehrimZentrum)" in shown
    assert "x" * 901 not in shown


def test_even_content_nobody_shortened_is_printed_whole() -> None:
    content = made(FULL)
    endless = replace(content.blocks[0], title="T" * 5_000, rows=(Row("Lang", ("x" * 50_000,)),))
    shown = "".join(page_texts(pdf(replace(content, blocks=(endless,)))))
    assert shown.count("x") >= 50_000
    assert shown.count("T") >= 5_000


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=300))
def test_no_text_breaks_the_sheet_and_all_of_it_is_laid_out(text: str) -> None:
    content = made(full(title=text, description=text), reason=text)
    pdf(content)
    runs = [
        run.text
        for page in marks(content)
        for mark in page
        if isinstance(mark, Text)
        for run in mark.line.runs
    ]
    laid = squeezed("".join(runs))
    for line in said(content):
        assert printed(line) in laid


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 1200), min_size=1, max_size=6))
def test_all_ink_stays_within_the_margins(lengths: list[int]) -> None:
    offers = [full(description="Sie helfen. " * (n // 12), title="Titel " * (n // 40)) for n in lengths]
    for page in marks(made(*offers)):
        for mark in page:
            assert mark.x >= MARGIN - 1
            assert right(mark) <= PAGE[0] - MARGIN + 6  # the white edge of a code
            assert 0 < mark.y <= PAGE[1] - EDGE


def right(mark: Mark) -> float:
    match mark:
        case Text():
            return mark.x + mark.line.width
        case Stroke():
            return mark.x + mark.length
        case Box() | Symbol():
            return mark.x + mark.side


def test_an_offer_that_fits_on_a_page_is_never_split() -> None:
    texts = page_texts(
        pdf(made(*[full(title=f"Angebot {n}", assured_by=f"Prüferin {n}") for n in range(1, 7)]))
    )
    for n in range(1, 7):
        (page,) = [text for text in texts if f"Prüferin {n}" in text]
        assert f"Angebot {n}" in page
    assert "Fortsetzung" not in "".join(texts)


def test_an_offer_without_anybody_to_call_has_no_code_and_more_room() -> None:
    mute = replace(FULL, contacts=(), organisation=replace(ORGANISATION, phone="", mail=""))
    content = made(mute)
    assert not any(isinstance(mark, Symbol) for page in marks(content) for mark in page)
    assert squeezed(content.blocks[0].title) in read(content)


def test_an_offer_longer_than_a_page_repeats_its_heading() -> None:
    rows = tuple(Row(f"Punkt {n}", ("Etwas",)) for n in range(60))
    content = made(FULL)
    long = replace(content, blocks=(replace(content.blocks[0], rows=rows),))
    texts = page_texts(pdf(long))
    assert sum("Familienpatenschaft für Geflüchtete (Fortsetzung)" in text for text in texts) == 1


def test_a_list_stays_indented_behind_its_bullets() -> None:
    first = marks(made(full(description="• " + "Familien begleiten " * 9)))[0]
    texts = [mark for mark in first if isinstance(mark, Text)]
    (bullet,) = [n for n, mark in enumerate(texts) if mark.line.runs[0].text == "•"]
    assert texts[bullet].x < texts[bullet + 1].x == texts[bullet + 2].x


def test_each_page_has_its_number_and_the_agencys_phone() -> None:
    texts = page_texts(pdf(made(FULL, FULL, FULL)))
    for n, text in enumerate(texts, start=1):
        assert f"Seite {n} von {len(texts)}" in text
        assert squeezed("Zentrum für gute Taten · Telefon 0202 000-100") in squeezed(text)


def test_words_do_not_run_together_where_a_line_breaks() -> None:
    words = " ".join(page_texts(pdf(made(full(description="Angebot " * 80)))))
    assert "AngebotAngebot" not in words


def test_metadata_name_the_agency_and_no_client() -> None:
    with pypdfium2.PdfDocument(pdf(made(FULL))) as document:
        facts = document.get_metadata_dict()
    assert facts["Title"] == "Vermittlungsbogen"
    assert facts["Author"] == "Zentrum für gute Taten"
    assert "7K3QP2RD" not in repr(facts)


def test_only_our_own_fonts_are_used_and_all_are_embedded() -> None:
    raw = pypdfium2.raw
    names = set()
    with pypdfium2.PdfDocument(pdf(made(FULL))) as document:
        for text in document[0].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(text.raw)
            assert raw.FPDFFont_GetIsEmbedded(font) == 1
            name = ctypes.create_string_buffer(100)
            raw.FPDFFont_GetBaseFontName(font, name, 100)
            names.add(name.value.decode().rpartition("+")[2])
    assert names == {"NotoSans-Regular", "NotoSans-Bold"}


def test_the_same_sheet_gives_the_same_bytes_in_every_process() -> None:
    script = (
        "import hashlib\n"
        "from tests.printing.test_pdf import FULL, made, pdf\n"
        "print(hashlib.sha256(pdf(made(FULL, FULL))).hexdigest())"
    )
    seen = set()
    for seed in ("0", "1", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed[:1]}"}
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, check=True, text=True
        )
        seen.add(done.stdout)
    assert len(seen) == 1


def test_no_file_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    page_texts(pdf(made(FULL)))
    assert list(tmp_path.iterdir()) == []


def test_only_the_drawing_knows_reportlab() -> None:
    """No markup of reportlab's, and no search for fonts, which unpickles a shared cache."""
    for path in Path(drawing.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
        }
        assert path.name == "pdf.py" or not any(name.startswith("reportlab") for name in imported)
        assert not imported & {"Paragraph", "reportlab.platypus", "reportlab.lib.fontfinder", "FontFinder"}


def test_the_width_of_a_line_beside_a_code_is_what_clear_print_asks_for() -> None:
    (line, *_) = drawing._typefaces().regular.lines(
        "Freiwillige begleiten Familien im Alltag " * 9, 12, WIDTH
    )
    assert 60 <= sum(len(run.text) for run in line.runs) <= 85
