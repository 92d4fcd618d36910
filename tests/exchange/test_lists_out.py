"""A list in a spreadsheet says what it said here, calculates nothing, leads nowhere and touches no disk."""

import os
import re
import tempfile
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import load_workbook

from kosidesk.domain.listing import Cell, Listing
from kosidesk.exchange.csv_out import csv_of_list
from kosidesk.exchange.files import Shape
from kosidesk.exchange.formulas import bare, guarded
from kosidesk.exchange.notices import Notices
from kosidesk.exchange.table_reader import load
from kosidesk.exchange.text import visible
from kosidesk.exchange.xlsx_out import MOST_SIGNS, sheet_name, xlsx_of

DAY = date(2026, 11, 21)
HOSTILE = (
    "=1+1", "+49 202 000-1", "-1", "@SUM(A1)", "\tx", "\rx", "\0=1", "'=1", "'s ist so", "{=1+1}",
    "https://example.org", "mailto:a@example.org", "internal:Liste!A1", "<b>Müller & Co</b>", "_x0041_",
    'sagte "ja"; nein', "eins\nzwei", "\u202egnp.exe", "00123", "1e5", "🎉",
)  # fmt: skip

# A reader refuses a file with U+FFFD in it: somebody has lost letters.
texts = st.text(st.characters(codec=None, exclude_categories=(), exclude_characters="\ufffd"), max_size=40)


def listing(*rows: tuple[Cell, ...], title: str = "Angebote") -> Listing:
    width = len(rows[0]) if rows else 1
    return Listing(title, tuple(f"Spalte {n}" for n in range(width)), rows, DAY)


def read_back(file: bytes) -> list[list[object]]:
    book = load_workbook(BytesIO(file))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=True)[1:]  # type: ignore[return-value]


def parts(file: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_days_and_numbers_are_days_and_numbers() -> None:
    assert read_back(xlsx_of(listing(("A", 7, 1.5, DAY, None)))) == [["A", 7.0, 1.5, DAY, ""]]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    file = xlsx_of(listing((text, "Ende"), title=text))
    inside = parts(file)
    for name, xml in inside.items():
        assert not re.search('<f[ >/]|<hyperlink|hyperlink"', xml), name
        assert "externalLink" not in name
    shown = text.translate({0: None, 9: 9, 13: None, 0x202E: None})
    assert read_back(file) == [[shown, "Ende"]]


def test_excel_keeps_a_dangerous_text_a_text_while_it_is_edited() -> None:
    assert 'quotePrefix="1"' in parts(xlsx_of(listing(("=1",))))["xl/styles.xml"]


def test_the_header_stays_in_sight_and_comes_again_on_each_page() -> None:
    inside = parts(xlsx_of(listing(("A",))))
    assert 'state="frozen"' in inside["xl/worksheets/sheet1.xml"]
    assert "_xlnm.Print_Titles" in inside["xl/workbook.xml"]


@given(texts)
@example("🎉" * 20)
@example("'History'")
@example("x" * 30 + "🎉")
def test_any_title_names_a_sheet(title: str) -> None:
    name = sheet_name(title)
    assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
    assert not set(name) & set("[]:*?/\\")
    assert load_workbook(BytesIO(xlsx_of(listing(("A",), title=title)))).sheet_names == [name]


@pytest.mark.parametrize("sign", ["x", "🎉"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(sign: str) -> None:
    ((cell,),) = read_back(xlsx_of(listing((sign * 40_000,))))
    assert isinstance(cell, str)
    assert len(cell.encode("utf-16-le")) // 2 <= MOST_SIGNS
    assert cell.endswith(f"{sign}…")


def test_an_empty_list_has_its_header() -> None:
    book = load_workbook(BytesIO(xlsx_of(listing())))
    assert book.get_sheet_by_index(0).to_python() == [["Spalte 0"]]


def test_the_same_list_gives_the_same_bytes() -> None:
    assert xlsx_of(listing(("A", DAY))) == xlsx_of(listing(("A", DAY)))


def test_nothing_lies_on_the_disk_in_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = tmp_path / "nowhere"
    monkeypatch.setattr(tempfile, "tempdir", os.fspath(nowhere))
    xlsx_of(listing(*(("x" * 1000, n) for n in range(2000))))
    assert not nowhere.exists()


def test_the_file_names_nobody() -> None:
    core = parts(xlsx_of(listing(("A",))))["docProps/core.xml"]
    assert "<dc:creator></dc:creator>" in core
    assert "2026-11-21T00:00:00Z" in core


@given(texts)
def test_what_was_guarded_is_bare_again(text: str) -> None:
    assert bare(guarded(text)) == text


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=5))
def test_our_own_reader_takes_back_what_a_csv_was_given(drawn: list[tuple[str, str]]) -> None:
    rows = [(f"a{one}b", f"={other}b") for one, other in drawn]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "list.csv"
        file.write_bytes(csv_of_list(listing(*rows)))
        found = load(file, Shape.CSV, Notices())
    assert [tuple(map(bare, cells)) for _line, cells in found.rows] == [
        (visible(one), visible(other)) for one, other in rows
    ]


def test_a_csv_opens_by_a_double_click() -> None:
    file = csv_of_list(listing(("Ärger; Müh'", 3, 1.5, DAY, None)))
    assert file.startswith(b"\xef\xbb\xbf")
    assert file.decode("utf-8-sig").split("\r\n")[1] == '"Ärger; Müh\'";3;1,5;2026-11-21;'
