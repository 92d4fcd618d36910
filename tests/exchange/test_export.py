"""What goes out as CSV and JSON says everything and calculates nothing."""

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record
from kosidesk.exchange.export import csv_of, json_of, json_text
from kosidesk.schema import OFFER, Field, Kind, Merge, Type

ID = RecordId("00000000-0000-7000-8000-000000000001")
DUMMY = Kind(
    "recipe",
    (
        Field("name"),
        Field("spices", Type.TEXTS, Merge.SET),
        Field("warm", Type.BOOLEAN),
        Field("kilos", Type.REAL),
    ),
)


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_a_kind_nobody_wrote_code_for_is_exported() -> None:
    record = Record(
        "recipe", ID, {"name": "Linsen", "spices": ("Salz", "Kümmel"), "warm": False, "kilos": 1.5}
    )

    assert table(csv_of(DUMMY, [record])) == [
        ["id", "name", "spices", "warm", "kilos"],
        [ID, "Linsen", "Salz|Kümmel", "0", "1,5"],
    ]
    assert json.loads(json_text([record])) == [json_of(record)]
    assert json_of(record)["spices"] == ["Salz", "Kümmel"]


def test_what_a_newer_version_wrote_goes_out_too() -> None:
    assert json_of(Record("recipe", ID, {"name": "Linsen"}, {"smell": "warm"}))["smell"] == "warm"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_no_cell_is_a_formula_and_nothing_is_lost(title: str) -> None:
    (_, row) = table(csv_of(OFFER, [Record("offer", ID, {"title": title})]))
    cell = row[1 + OFFER.names().index("title")]

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\0"))
    assert cell.removeprefix("'") == title.removeprefix("'") or cell == f"'{title}"
