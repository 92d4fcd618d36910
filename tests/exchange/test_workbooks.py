"""Workbooks speak in types; the table reader makes the same texts of them that a CSV would hold."""

from pathlib import Path

import pytest

from kosidesk.domain.errors import Unreadable
from kosidesk.exchange.parsing import preview
from tests.exchange.parsed import explained
from tests.feeds import xlsx

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _sheet(*rows: str) -> bytes:
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'.encode()


def _text(text: str, at: str = "") -> str:
    place = f' r="{at}"' if at else ""
    return f'<c{place} t="inlineStr"><is><t>{text}</t></is></c>'


def _workbook(folder: Path, sheet: bytes, **extra: bytes) -> Path:
    file = folder / "table.xlsx"
    file.write_bytes(xlsx([], {"xl/worksheets/sheet1.xml": sheet, **extra}))
    return file


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c><v>42103</v></c>", "42103"),
        ("<c><v>51.25</v></c>", "51.25"),
        ('<c t="b"><v>1</v></c>', "ja"),
        ('<c t="b"><v>0</v></c>', "nein"),
        ('<c t="d"><v>2011-02-24T10:30:00</v></c>', "2011-02-24"),
        ('<c t="str"><f>1+1</f><v>zwei</v></c>', "zwei"),
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        ("<c/>", ""),
    ],
)
def test_typed_cell_becomes_a_text(tmp_path: Path, cell: str, text: str) -> None:
    header = f"<row>{_text('title')}{_text('wert')}{_text('ort')}</row>"
    file = _workbook(tmp_path, _sheet(header, f"<row>{_text('A')}{cell}{_text('B')}</row>"))
    assert preview(file).rows == [(2, ("A", text, "B"))]


def test_line_is_the_row_of_the_sheet(tmp_path: Path) -> None:
    header = f'<row r="3">{_text("title", "B3")}{_text("ort", "C3")}</row>'
    row = f'<row r="5">{_text("A", "B5")}{_text("Wuppertal", "C5")}</row>'
    (entry,) = explained(_workbook(tmp_path, _sheet(header, row))).entries
    assert entry.line == 5
    assert entry.places[0]["town"] == "Wuppertal"


def test_cell_at_the_far_corner_is_refused_before_room_is_made_for_it(tmp_path: Path) -> None:
    header = f'<row r="1">{_text("title", "A1")}{_text("ort", "B1")}</row>'
    corner = f'<row r="1048576">{_text("A", "XFD1048576")}</row>'
    with pytest.raises(Unreadable) as refused:
        preview(_workbook(tmp_path, _sheet(header, corner)))
    assert refused.value.facts[1:] == ("bomb", None, "1048576 × 16384")


def test_entity_bomb_in_a_sheet_is_refused(tmp_path: Path) -> None:
    sheet = _sheet(
        f"<row>{_text('title')}{_text('&amp;b;&b;')}</row>", f"<row>{_text('A')}{_text('B')}</row>"
    )
    with pytest.raises(Unreadable) as refused:
        preview(_workbook(tmp_path, b'<!DOCTYPE w [<!ENTITY b "ha">]>' + sheet))
    assert refused.value.facts[1] == "malformed"


def test_hidden_sheet_is_passed_over(tmp_path: Path) -> None:
    shown = _sheet(f"<row>{_text('title')}{_text('ort')}</row>", f"<row>{_text('A')}{_text('B')}</row>")
    workbook = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="Alt" sheetId="1" state="hidden" r:id="rId1"/>'
        '<sheet name="Neu" sheetId="2" r:id="rId2"/></sheets></workbook>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in (1, 2)
        )
        + "</Relationships>"
    )
    parts = {
        "xl/workbook.xml": workbook.encode(),
        "xl/_rels/workbook.xml.rels": relations.encode(),
        "xl/worksheets/sheet2.xml": shown,
    }
    file = _workbook(tmp_path, _sheet(f"<row>{_text('geheim')}{_text('alt')}</row>"), **parts)
    assert preview(file).columns == ("title", "ort")
