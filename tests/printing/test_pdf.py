"""The drawn sheet: everything said is on it, nothing else, and always the same bytes."""

import ast
import ctypes
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kosidesk.printing
from kosidesk.domain.offer import FullOffer
from kosidesk.printing.choices import Choices, Format
from kosidesk.printing.content import Phrase, Row, Sheet
from kosidesk.printing.document import Document
from kosidesk.printing.languages import languages
from kosidesk.printing.layout.measures import measures
from kosidesk.printing.layout.sheet import laid_out
from kosidesk.printing.lines import Setting, lines
from kosidesk.printing.marks import Box, Mark, Symbol, Tag, Text
from kosidesk.printing.pdf.write import pdf
from kosidesk.printing.preview import page_texts
from kosidesk.printing.qr import QUIET
from kosidesk.printing.readable import passages
from kosidesk.printing.sheet import sheet
from kosidesk.printing.text import unbroken
from tests.printing.example import AGENCY, FULL, HINTS, ORGANISATION, PERSON, TODAY, drawn, full

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


# Marks of direction and controls have no ink; a screen reader needs neither.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2060-\u206f\ufeff\U000e0000-\U000e0fff]")
A4 = measures(Format.A4, languages()["de"])


def made(*offers: FullOffer, reason: str = "", code: str = "7K3QP2RD-M", language: str = "de") -> Sheet:
    chosen = [(offer, reason) for offer in offers]
    return sheet(chosen, AGENCY, TODAY, Choices(language=language), code=code, counsellor="Ute", hints=HINTS)


def squeezed(text: str) -> str:
    """Without blanks and line ends, which reading a PDF cannot tell apart."""
    # PDFium names a hyphen at the end of a line U+FFFE.
    return "".join(UNSEEN.sub("", text).replace("\ufffe", "-").split())


def shown(document: Document) -> str:
    return squeezed("".join(passage.text for passage in passages(document)))


def said(content: Sheet) -> Iterator[str]:
    rows = chain.from_iterable(block.rows for block in content.blocks)
    phrases = chain.from_iterable((row.label, *row.lines) for row in (*rows, *content.head.facts))
    titles = chain.from_iterable((block.title, block.organisation) for block in content.blocks)
    assert content.slip
    assert content.steps.follow_up
    last = (*content.steps.steps, content.steps.follow_up, content.slip.request)
    for phrase in (content.head.agency, *content.head.lines, content.greeting, *titles, *phrases, *last):
        yield squeezed(phrase.text.removeprefix("• "))


def marks(content: Sheet, paper: Format = Format.A4) -> list[tuple[Mark, ...]]:
    return [page.marks for page in laid_out(content, paper).pages]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_printed_and_obeyed_nowhere(text: str) -> None:
    offer = replace(
        full(title=text, description=text, time_text=text, requirements=text, documents=(text,)),
        organisation=replace(ORGANISATION, name=text),
        contacts=(replace(PERSON, name=text, function=text, phone=text),),
    )
    content = made(offer, reason=text)
    assert pdf(laid_out(content, Format.A4))
    everything = shown(laid_out(content, Format.A4))
    for phrase in said(content):
        assert phrase in everything


def test_a_text_of_200_000_signs_without_a_blank_is_shortened_as_declared() -> None:
    content = made(full(title="T" * 200_000, description="x" * 200_000, requirements="y" * 200_000))
    everything = shown(laid_out(content, Format.A4))
    marked = re.findall(r"((.)\2{30,})…\(mehrimZentrum\)", everything)
    shown_of = {sign: len(text) for text, sign in marked}
    assert (shown_of["T"], shown_of["y"]) == (255, 400)
    # So that the first page has an offer, its description may have to be brief.
    assert 200 <= shown_of["x"] <= 900
    assert "x" * 901 not in everything


def test_of_content_nobody_shortened_only_the_title_ends_in_sight() -> None:
    content = made(FULL)
    row = Row(Phrase("Lang"), (Phrase("x" * 50_000),))
    endless = replace(content.blocks[0], title=Phrase("T" * 5_000), rows=(row,))
    everything = squeezed("".join(page_texts(drawn(replace(content, blocks=(endless,))))))
    assert everything.count("x") >= 50_000
    assert "T" * 200 + "…(mehrimZentrum)" in everything


@pytest.mark.parametrize("paper", [Format.COMPACT, Format.RECEIPT])
def test_small_papers_shorten_in_sight(paper: Format) -> None:
    everything = shown(laid_out(made(full(description="Sie helfen gern. " * 60)), paper))
    assert "…(mehrimZentrum)" in everything
    assert everything.count("Siehelfengern.") < 60


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=300))
def test_no_text_breaks_the_sheet_and_all_of_it_is_laid_out(text: str) -> None:
    content = made(full(title=text, description=text), reason=text)
    document = laid_out(content, Format.A4)
    pdf(document)
    everything = shown(document)
    for phrase in said(content):
        assert phrase in everything


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("paper", Format)
def test_all_ink_stays_within_the_margins(paper: Format, language: str) -> None:
    m = measures(paper, languages()[language])
    offers = [
        full(description="Sie helfen. " * (n // 12), title="Titel " * (n // 40)) for n in (0, 400, 1200)
    ]
    for page in laid_out(made(*offers, language=language), paper).pages:
        for mark in page.marks:
            # The white edge of a code reaches into the margin.
            white = mark.width * QUIET / mark.matrix.size if isinstance(mark, Symbol) else 0
            slack = white + 0.01
            assert mark.x >= m.margin - slack
            assert mark.x + mark.width <= page.width - m.margin + slack
            assert 0 < mark.y <= page.height - m.edge / 2


def test_an_offer_that_fits_on_a_page_is_never_split() -> None:
    texts = page_texts(
        drawn(made(*[full(title=f"Angebot {n}", assured_by=f"Prüferin {n}") for n in range(1, 7)]))
    )
    for n in range(1, 7):
        (page,) = [text for text in texts if f"Prüferin {n}" in text]
        assert f"Angebot {n}" in page
    assert "Fortsetzung" not in "".join(texts)


@pytest.mark.parametrize("paper", [Format.A5, Format.LARGE])
def test_little_paper_leaves_out_no_more_rows_than_it_must(paper: Format) -> None:
    content = made(FULL)
    names = [f"Fakt{n}" for n in range(60)]
    rows = tuple(Row(Phrase(name), (Phrase("ja"),)) for name in names)
    long = laid_out(replace(content, blocks=(replace(content.blocks[0], rows=rows),)), paper)
    (texts,) = (
        [mark.line.text for mark in page.marks if isinstance(mark, Text)]
        for page in long.pages
        if any(isinstance(mark, Text) and mark.line.text == "Fakt0" for mark in page.marks)
    )
    shown_names = [text for text in texts if text.startswith("Fakt")]
    assert shown_names == names[: len(shown_names)]
    assert 5 < len(shown_names) < len(names)
    assert unbroken("… (mehr im Zentrum)") in texts


@pytest.mark.parametrize("paper", [Format.A5, Format.LARGE])
def test_a_long_row_is_not_squeezed_beside_a_code_that_ends_soon(paper: Format) -> None:
    times = "\n".join(f"An jedem zweiten Donnerstag im Monat, ab {hour} Uhr" for hour in range(14, 18))
    m = measures(paper, languages()["de"])
    ink = chain.from_iterable(marks(made(full(time_text=times, description="Kurz.")), paper))
    ends = [mark.x + mark.width for mark in ink if isinstance(mark, Text) and "zweiten" in mark.line.text]
    assert max(ends) > m.margin + m.beside_code


@pytest.mark.parametrize("language", languages())
def test_no_word_is_broken_beside_a_code_that_is_whole_below_it(language: str) -> None:
    ink = chain.from_iterable(marks(made(full(description="Kurz."), language=language), Format.A5))
    assert "Mittwochnachmittag" in " ".join(mark.line.text for mark in ink if isinstance(mark, Text))


def test_large_print_has_one_offer_a_page() -> None:
    offers = [full(title=f"Angebot {n}", description="Sie helfen. " * 60) for n in range(1, 4)]
    texts = page_texts(drawn(made(*offers), Format.LARGE))
    assert [n for n, text in enumerate(texts) if re.search(r"^\d[\s\u00a0]+Angebot \d", text)] == [1, 2, 3]


def test_three_offers_share_a_compact_page() -> None:
    first = page_texts(drawn(made(FULL, FULL, FULL), Format.COMPACT))[0]
    assert first.count(FULL.offer.title) == 3


def test_a_receipt_is_one_page_as_long_as_its_text() -> None:
    (one,), (three,) = (laid_out(made(*[FULL] * n), Format.RECEIPT).pages for n in (1, 3))
    assert one.height < three.height
    assert max(mark.y for mark in three.marks) < three.height


def test_a_receipt_longer_than_a_page_of_pdf_may_be_goes_on_on_another() -> None:
    offers = [replace(FULL, offer=replace(FULL.offer, title=f"Angebot {n}")) for n in range(40)]
    pages = laid_out(made(*offers), Format.RECEIPT).pages
    assert len(pages) > 1
    assert all(page.height <= 14_400 for page in pages)
    told = [mark.line.text for page in pages for mark in page.marks if isinstance(mark, Text)]
    assert [text for text in told if text in {f"Angebot {n}" for n in range(40)}] == [
        f"Angebot {n}" for n in range(40)
    ]


def test_an_offer_without_anybody_to_call_has_no_code_and_more_room() -> None:
    mute = replace(FULL, contacts=(), organisation=replace(ORGANISATION, phone="", mail=""))
    content = replace(made(mute), slip=None)
    assert not any(isinstance(mark, Symbol) for page in marks(content) for mark in page)


def test_an_offer_longer_than_a_page_repeats_its_heading() -> None:
    rows = tuple(Row(Phrase(f"Punkt {n}"), (Phrase("Etwas"),)) for n in range(60))
    content = made(FULL)
    long = replace(content, blocks=(replace(content.blocks[0], rows=rows),))
    texts = page_texts(drawn(long))
    assert sum("Familienpatenschaft für Geflüchtete (Fortsetzung)" in text for text in texts) == 1


def test_a_list_stays_indented_behind_its_bullets() -> None:
    first = marks(made(full(description="• " + "Familien begleiten " * 9)))[0]
    texts = [mark for mark in first if isinstance(mark, Text)]
    (bullet,) = [n for n, mark in enumerate(texts) if mark.line.text == "•"]
    assert texts[bullet].x < texts[bullet + 1].x == texts[bullet + 2].x


def test_a_sheet_read_from_the_right_has_its_codes_on_the_left() -> None:
    def code(language: str) -> float:
        pages = marks(made(FULL, language=language))
        return next(mark.x for page in pages for mark in page if isinstance(mark, Symbol))

    assert code("ar") < 100
    assert code("de") > 400


@pytest.mark.parametrize("paper", Format)
@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_number_of_an_offer_stands_in_the_middle_of_its_box(language: str, paper: Format) -> None:
    on_paper = list(chain.from_iterable(marks(made(FULL, language=language), paper)))
    box = next(mark for mark in on_paper if isinstance(mark, Box))
    number = next(mark for mark in on_paper if isinstance(mark, Text) and mark.line.text == "1\u00a0")
    (digit,) = lines("1", number.size, 100, Setting(bold=True))
    assert number.x + digit.width / 2 == pytest.approx(box.x + box.width / 2)


@pytest.mark.parametrize("paper", [paper for paper in Format if paper != Format.RECEIPT])
@pytest.mark.parametrize("language", languages())
def test_no_word_below_a_code_is_broken(language: str, paper: Format) -> None:
    content = made(FULL, language=language)
    assert content.slip
    captions = {code.caption.text for code in (content.blocks[0].code, content.slip.scan) if code}
    below: dict[Tag | None, list[Text]] = {}
    for mark in chain.from_iterable(marks(content, paper)):
        if isinstance(mark, Text):
            below.setdefault(mark.tag, []).append(mark)
    told = {" ".join(mark.line.text for mark in part) for part in below.values()}
    assert captions <= told


def test_each_page_has_its_number_and_the_agencys_phone() -> None:
    texts = page_texts(drawn(made(FULL, FULL, FULL)))
    for n, text in enumerate(texts, start=1):
        assert f"Seite {n} von {len(texts)}" in text
        assert squeezed("Zentrum für gute Taten · Telefon 0202 000-100") in squeezed(text)


def test_metadata_name_the_agency_and_no_client() -> None:
    file = drawn(made(FULL))
    with pypdfium2.PdfDocument(file) as document:
        facts = document.get_metadata_dict()
    assert facts["Title"] == "Vermittlungsbogen"
    assert facts["Author"] == "Zentrum für gute Taten"
    assert not facts["CreationDate"]
    assert "7K3QP2RD" not in repr(facts)
    assert b"7K3QP2RD" not in file[file.index(b"<?xpacket begin") : file.index(b"<?xpacket end")]


@pytest.mark.parametrize("name", ["<Taten> & ]]>", "gute\ufffeTaten\uffff", "vor\x00nach\ud800"])
def test_metadata_stay_readable_whatever_the_agency_is_called(name: str) -> None:
    made_for = sheet([(FULL, "")], replace(AGENCY, name=name), TODAY)
    packet = drawn(made_for).partition(b"<x:xmpmeta")[2].partition(b"</x:xmpmeta>")[0]
    ET.fromstring(b"<x:xmpmeta" + packet + b"</x:xmpmeta>")  # noqa: S314 - our own bytes


def test_only_our_own_fonts_are_used_and_all_are_embedded() -> None:
    raw = pypdfium2.raw
    names = set()
    with pypdfium2.PdfDocument(drawn(made(FULL))) as document:
        for text in document[0].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(text.raw)
            assert raw.FPDFFont_GetIsEmbedded(font) == 1
            name = ctypes.create_string_buffer(100)
            raw.FPDFFont_GetBaseFontName(font, name, 100)
            names.add(name.value.decode().rpartition("+")[2])
    assert names == {"NotoSans-Regular", "NotoSans-Bold"}


def test_a_phone_and_a_mail_can_be_clicked() -> None:
    raw = pypdfium2.raw
    with pypdfium2.PdfDocument(drawn(made(FULL))) as document:
        count = sum(raw.FPDFPage_GetAnnotCount(page.raw) for page in document)
    assert count >= 3


def test_the_same_sheet_gives_the_same_bytes_in_every_process() -> None:
    script = (
        "import hashlib\n"
        "from tests.printing.test_pdf import FULL, drawn, made\n"
        "print(*(hashlib.sha256(drawn(made(FULL, FULL, language=l))).hexdigest() for l in ('de', 'ar')))"
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
    page_texts(drawn(made(FULL)))
    assert list(tmp_path.iterdir()) == []


def test_nobody_uses_the_markup_of_reportlab() -> None:
    """Nor its search for fonts, which unpickles a shared cache."""
    for path in Path(kosidesk.printing.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
        }
        assert not imported & {"Paragraph", "reportlab.platypus", "reportlab.lib.fontfinder", "FontFinder"}


def test_the_width_of_a_line_beside_a_code_is_what_clear_print_asks_for() -> None:
    (line, *_) = lines("Freiwillige begleiten Familien im Alltag " * 9, A4.body, A4.beside_code, Setting())
    assert 60 <= len(line.text) <= 85
