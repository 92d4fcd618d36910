"""Records leave a desk as files other programs read."""

import csv
import json
from pathlib import Path

from tests.terminals import Terminal


def test_offers_leave_as_a_table_and_as_json(stocked: Terminal, tmp_path: Path) -> None:
    table, text = tmp_path / "offers.csv", tmp_path / "offers.json"

    assert stocked.json("export", "offer", table) == {"file": str(table), "records": 12}
    assert stocked.run("export", "offer", text).out.startswith("12 Einträge")

    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    told = json.loads(text.read_text("utf-8"))
    assert [row["id"] for row in rows] == [record["id"] for record in told]
    assert {row["title"] for row in rows} == {record["title"] for record in told}


def test_another_ending_or_an_unknown_kind_is_wrong_usage(stocked: Terminal, tmp_path: Path) -> None:
    assert stocked.run("export", "offer", tmp_path / "offers.pdf").code == 2
    assert stocked.run("export", "draft", tmp_path / "drafts.csv").code == 2


def test_a_folder_that_is_not_there_is_named(stocked: Terminal, tmp_path: Path) -> None:
    said = stocked.run("export", "offer", tmp_path / "nowhere" / "offers.csv")

    assert (said.code, "offers.csv" in said.err) == (1, True)
