"""A list on paper: across, named on each page, read aloud as a table, whatever its cells say."""

import re
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kosidesk import i18n
from kosidesk.domain.listing import Cell, Listing
from kosidesk.printing.document import Document
from kosidesk.printing.layout.measures import MM
from kosidesk.printing.layout.table import Need, laid_out, shared_out
from kosidesk.printing.marks import Text
from kosidesk.printing.pdf.write import pdf
from kosidesk.printing.preview import page_texts
from kosidesk.printing.readable import passages
from kosidesk.printing.table import table
from tests.printing.example import AGENCY, TODAY
from tests.validators import verapdf

COLUMNS = ("Nummer", "Titel", "Einrichtung", "Plätze", "Bestätigt am")
HOSTILE = ("<b>Müller & Co</b>", "</para>", "=1+1", "\x00", "🎉 مرحبا", "x" * 3_000, "\u202egnp", "")

texts = st.text(st.characters(codec=None, exclude_categories=()), max_size=300)
cells = st.one_of(texts, st.integers(0, 10**9), st.floats(0, 1e6), st.dates(), st.none())


def listing(*rows: tuple[Cell, ...], columns: tuple[str, ...] = COLUMNS) -> Listing:
    return Listing("Angebote", columns, rows, TODAY)


def many(count: int) -> Listing:
    return listing(
        *((f"{n:04}", f"Vorlesen {n}", "Haus am Wald", n % 5, date(2026, 11, 3)) for n in range(count))
    )


def made(said: Listing) -> Document:
    return laid_out(table(said, AGENCY))


def told(document: Document, role: str) -> list[str]:
    return [passage.text for passage in passages(document) if passage.role == role]


def one_line(text: str) -> str:
    """PDFium guesses where lines end on a page that lies across."""
    return " ".join(text.split())


def test_it_lies_across_and_says_what_it_is_and_of_which_day() -> None:
    document = made(many(2))
    (page,) = document.pages
    assert (page.width, page.height) == (297 * MM, 210 * MM)
    assert told(document, "H1") == ["Angebote"]
    assert told(document, "P") == ["2 Einträge, Stand 21.11.2026"]


def test_it_is_read_aloud_as_a_table_row_by_row() -> None:
    document = made(listing(("101", "Vorlesen", "Haus am Wald", 3, date(2026, 11, 3))))
    assert told(document, "TH") == list(COLUMNS)
    cells = [text.replace("\u00a0", " ") for text in told(document, "TD")]
    assert cells == ["101", "Vorlesen", "Haus am Wald", "3", "03.11.2026"]


def test_an_empty_cell_keeps_its_place() -> None:
    assert len(told(made(listing(("101", "", None, 0, None))), "TD")) == len(COLUMNS)


def test_each_page_names_the_columns_and_itself_but_they_are_read_once() -> None:
    document = made(many(120))
    pages = page_texts(pdf(document))
    assert len(pages) == 6
    for n, text in enumerate(map(one_line, pages), start=1):
        assert "Bestätigt am" in text
        assert f"Seite {n} von {len(pages)}" in text
        assert AGENCY.phone in text
    assert told(document, "TH") == list(COLUMNS)


def test_no_row_is_lost_and_all_stay_in_their_order() -> None:
    shown = one_line("\n".join(page_texts(pdf(made(many(300))))))
    assert re.findall(r"Vorlesen (\d+) Haus am Wald", shown) == [str(n) for n in range(300)]


def test_an_empty_list_says_so() -> None:
    (text,) = page_texts(pdf(made(listing())))
    assert "0 Einträge" in text


def test_the_file_names_the_kind_of_paper_only() -> None:
    with pypdfium2.PdfDocument(pdf(made(many(1)))) as document:
        facts = document.get_metadata_dict()
    assert (facts["Title"], facts["Author"]) == ("Liste", AGENCY.name)


def test_colleagues_read_the_columns_in_their_own_language() -> None:
    i18n.use("en")
    try:
        document = made(many(1))
    finally:
        i18n.use(i18n.GERMAN)
    spoken = {passage.role: passage.language for passage in passages(document)}
    assert (document.language, spoken["TH"], spoken["TD"]) == ("en", "en", "de")


def test_all_but_the_columns_is_german_in_every_window() -> None:
    said = listing(*many(40).rows, ("1", "", "", 1_200, None))
    german = made(said)
    i18n.use("en")
    try:
        english = made(said)
    finally:
        i18n.use(i18n.GERMAN)
    assert told(english, "P") == ["41 Einträge, Stand 21.11.2026"]
    assert told(english, "TD") == told(german, "TD")
    assert "Seite 1 von" in one_line(page_texts(pdf(english))[0])


needs = st.builds(
    lambda least, more, weight: Need(least, least + more, weight),
    st.floats(0, 200), st.floats(0, 500), st.floats(1, 300),
)  # fmt: skip


@given(st.lists(needs, min_size=1, max_size=12), st.floats(10, 3e3))
def test_columns_share_the_paper(asked: list[Need], room: float) -> None:
    widths = shared_out(asked, room)
    both = list(zip(widths, asked, strict=True))
    assert sum(widths) <= room * (1 + 1e-9)
    assert all(width <= need.most + 1e-6 for width, need in both)
    if sum(need.least for need in asked) <= room:
        assert all(width >= need.least - 1e-6 for width, need in both)
        # As long as somebody is short, nothing is left over.
        assert all(width >= need.most - 1e-6 for width, need in both) or sum(widths) == pytest.approx(room)


def test_where_it_is_too_narrow_for_all_words_the_short_ones_stay_whole() -> None:
    short, long, longer = shared_out((Need(30, 30, 1), Need(200, 200, 1), Need(400, 400, 1)), 130)
    assert (short, long, longer) == (30, 50, 50)


def test_a_phone_number_is_never_broken() -> None:
    row = ("0202 000-7441", *("Donaudampfschifffahrtsgesellschaft" * 2 for _ in range(7)))
    document = made(listing(row, columns=tuple("ABCDEFGH")))
    lines = [mark.line.text for page in document.pages for mark in page.marks if isinstance(mark, Text)]
    assert "0202\u00a0000-7441" in lines


def test_a_column_that_is_mostly_empty_leaves_its_room_to_the_full_ones() -> None:
    full, empty = shared_out((Need(50, 300, 200), Need(50, 300, 10)), 300)
    assert full > 2 * empty


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(cells, min_size=5, max_size=5), max_size=4))
def test_whatever_cells_say_stays_on_the_page(rows: list[list[Cell]]) -> None:
    document = made(listing(*map(tuple, rows)))
    pdf(document)
    for page in document.pages:
        for mark in page.marks:
            assert mark.x >= 13 * MM
            assert mark.x + mark.width <= page.width - 13 * MM
            assert mark.y <= page.height - 12 * MM


def test_the_same_list_gives_the_same_bytes() -> None:
    assert pdf(made(many(50))) == pdf(made(many(50)))


def test_it_keeps_both_standards(tmp_path: Path) -> None:
    verapdf.need()
    nasty = listing(*((text, text, text, None, TODAY) for text in HOSTILE))
    files = []
    for n, said in enumerate((nasty, many(0), many(80), listing(("Müller",), columns=("",)))):
        files.append(tmp_path / f"{n}.pdf")
        files[-1].write_bytes(pdf(made(said)))
    assert verapdf.failures(files) == ()
