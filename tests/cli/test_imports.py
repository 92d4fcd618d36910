"""Files are taken in from a terminal: with a preview, or by a program."""

import builtins
from pathlib import Path

import pytest

from kosidesk.exchange import meaning
from kosidesk.exchange.parsing import preview
from tests.feeds import Paths, stock, write_feed
from tests.terminals import Terminal

NOTHING = {"new": 0, "changed": 0, "unchanged": 0, "vanished": 0}


def counts(told: dict[str, object]) -> tuple[object, ...]:
    return tuple(told[name] for name in NOTHING)


def answers(monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
    waiting = list(typed)
    monkeypatch.setattr(builtins, "input", lambda _prompt: waiting.pop(0))


def mapping_for(table: Path, folder: Path) -> Path:
    """A mapping file that says what the columns seem to mean."""
    columns = meaning.suggest(preview(table).columns)
    lines = [f'"{column}" = "{target}"' for column, target in columns.items()]
    file = folder / "mapping.toml"
    file.write_text("\n".join(['source = "tabelle"', "[columns]", *lines]), encoding="utf-8")
    return file


def test_a_program_gets_counts_and_lists(desk: Terminal, tmp_path: Path) -> None:
    feeds = write_feed(tmp_path / "odd", traps=["html", "no_title", "postcode_bad"])
    told = desk.json("import", feeds.list_xml)
    assert told.keys() == {*NOTHING, "refused", "notices", "conflicts"}
    assert counts(told) == (59, 0, 0, 0)
    (refused,) = told["refused"]
    assert (refused["file"], refused["code"]) == ("list.xml", "no_title")
    assert refused["line"] > 0
    assert {one["code"] for one in told["notices"]} >= {"html", "postcode_bad"}
    assert all(one["count"] > 0 and one["text"] for one in told["notices"])


def test_several_files_give_one_object_and_a_transaction_each(desk: Terminal, feeds: Paths) -> None:
    told = desk.json("import", feeds.list_xml, feeds.detail_xml, feeds.map_json, feeds.csv)
    assert told["new"] == 12
    assert told["changed"] + told["unchanged"] == 36
    assert desk.json("check") == {"whole": True, "findings": []}


def test_the_same_file_again_changes_nothing(stocked: Terminal, feeds: Paths) -> None:
    told = stocked.json("import", feeds.list_xml, feeds.detail_xml)
    assert counts(told) == (0, 0, 24, 0)
    assert told["conflicts"] == []


def test_a_person_sees_first_and_may_say_no(
    desk: Terminal, feeds: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, "n")
    said = desk.run("import", feeds.list_xml)
    assert said.code == 0
    assert "12 neu, 0 geändert, 0 unverändert, 0 verschwunden" in said.out
    assert desk.json("find", "") == []


def test_a_person_says_yes(desk: Terminal, feeds: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "J")
    assert "Übernommen: list.xml" in desk.run("import", feeds.list_xml).out
    assert len(desk.json("find", "")) == 12


def test_where_nobody_answers_nothing_is_taken(desk: Terminal, feeds: Paths) -> None:
    said = desk.run_program("import", feeds.list_xml)
    assert said.code == 1
    assert "12 neu" in said.out
    assert "abgebrochen" in said.err
    assert desk.json("find", "") == []


def test_a_preview_names_what_is_odd(desk: Terminal, tmp_path: Path) -> None:
    feeds = write_feed(tmp_path / "odd")
    said = desk.run("import", feeds.list_xml, "--yes").out
    assert "Ausgelassen:" in said
    assert "Das Angebot hat keinen Titel." in said
    assert "× HTML in einem Text" in said


def test_words_the_city_does_not_know_are_listed(desk: Terminal, tmp_path: Path) -> None:
    made = stock(offers=12, traps=())
    made.offers[3].fields = ["Raumfahrt"]
    said = desk.run("import", made.write(tmp_path / "odd").detail_xml, "--yes").out
    assert "1 × Wörter, die der Stadtordner nicht kennt; behalten: Raumfahrt" in said


def test_a_table_nobody_has_explained_is_refused_with_its_columns(desk: Terminal, feeds: Paths) -> None:
    for words in (["import", feeds.table_csv], ["import", feeds.table_xlsx, "--json"]):
        said = desk.run(*words)
        assert (said.code, said.out) == (1, "")
        assert "org_title" in said.err
        assert "--mapping" in said.err


def test_a_mapping_is_needed_once(desk: Terminal, feeds: Paths, tmp_path: Path) -> None:
    mapping = mapping_for(feeds.table_csv, tmp_path)
    assert counts(desk.json("import", feeds.table_csv, "--mapping", mapping)) == (12, 0, 0, 0)
    assert counts(desk.json("import", feeds.table_xlsx)) == (0, 0, 12, 0)
    assert desk.json("offer", f"tabelle:{stock(offers=12, traps=()).offers[0].number}")


def test_a_halved_file_is_refused_until_somebody_says_it_is_right(stocked: Terminal, tmp_path: Path) -> None:
    half = write_feed(tmp_path / "half", offers=6, traps=()).list_xml
    said = stocked.run("import", half, "--json")
    assert (said.code, said.out) == (1, "")
    assert "--accept-shrunken" in said.err
    told = stocked.json("import", half, "--accept-shrunken")
    assert counts(told) == (0, 0, 6, 6)
    assert len(stocked.json("find", "")) == 6


def test_what_came_before_a_refused_file_stays_and_is_told(
    desk: Terminal, feeds: Paths, tmp_path: Path
) -> None:
    torn = tmp_path / "torn.xml"
    torn.write_text(feeds.detail_xml.read_text("utf-8")[:900], encoding="utf-8")
    said = desk.run("import", feeds.list_xml, torn, "--json")
    assert said.code == 1
    assert '"new": 12' in said.out
    assert "torn.xml" in said.err
    assert len(desk.json("find", "")) == 12


def test_a_file_that_is_not_there_is_told(desk: Terminal) -> None:
    said = desk.run("import", "gibtsnicht.xml", "--yes")
    assert said.code == 1
    assert "gibtsnicht.xml" in said.err


def test_a_source_can_be_named(desk: Terminal, feeds: Paths) -> None:
    desk.json("import", feeds.list_xml, "--source", "nachbarstadt")
    number = stock(offers=12, traps=()).offers[0].number
    assert desk.json("offer", f"nachbarstadt:{number}")["source"] == "nachbarstadt"
