"""An offer's summary is translated from a terminal."""

from pathlib import Path

import pytest

from tests.feeds import stock
from tests.terminals import Terminal

NUMBER = stock(offers=12, traps=()).offers[3].number
TURKISH = "Çocuklara kitap okuyoruz."


def test_a_text_is_kept_and_told_with_its_offer(stocked: Terminal) -> None:
    said = stocked.run("translate", NUMBER, "--language", "tr", "--text", TURKISH)
    assert (said.code, said.err) == (0, "")
    assert said.out == f"Angebot {NUMBER} hat jetzt eine Kurzbeschreibung in dieser Sprache: Türkisch.\n"
    (told,) = stocked.json("offer", NUMBER)["translations"]
    assert (told["language"], told["text"]) == ("tr", TURKISH)
    shown = stocked.run("offer", NUMBER).out
    assert f"Übersetzung\n  Sprache: Türkisch\n  Wortlaut: {TURKISH}" in shown


def test_a_file_is_read_whatever_form_its_letters_have(stocked: Terminal) -> None:
    file = stocked.home / "vi.txt"
    file.write_bytes("\ufeffĐọc sách cho tre\u0309 em.\r\n".encode())
    told = stocked.json("translate", NUMBER, "--language", "vi", "--file", file)
    assert told == {"number": NUMBER, "translations": {"vi": "Đọc sách cho trẻ em."}}


def test_an_empty_text_takes_it_away(stocked: Terminal) -> None:
    stocked.run("translate", NUMBER, "--language", "tr", "--text", TURKISH)
    said = stocked.run("translate", NUMBER, "--language", "tr", "--text", "")
    assert said.out == f"Angebot {NUMBER} hat keine Kurzbeschreibung mehr in dieser Sprache: Türkisch.\n"
    assert stocked.json("offer", NUMBER)["translations"] == []


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff"])
def test_a_file_that_is_no_text_changes_nothing(stocked: Terminal, content: bytes | None) -> None:
    file = stocked.home / "tr.txt"
    if content:
        file.write_bytes(content)
    said = stocked.run("translate", NUMBER, "--language", "tr", "--file", file)
    assert (said.code, said.out) == (1, "")
    assert "tr.txt" in said.err
    assert stocked.json("offer", NUMBER)["translations"] == []


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no-posix: Windows has no such device")
def test_a_file_without_end_is_not_read_to_its_end(stocked: Terminal) -> None:
    said = stocked.run("translate", NUMBER, "--language", "tr", "--file", "/dev/zero")
    assert (said.code, said.out) == (1, "")
    assert "zero" in said.err


def test_a_text_longer_than_any_is_refused(stocked: Terminal) -> None:
    file = stocked.home / "tr.txt"
    file.write_text(TURKISH * 10_000, "utf-8")
    said = stocked.run("translate", NUMBER, "--language", "tr", "--file", file)
    assert (said.code, said.out) == (1, "")
    assert "zu lang" in said.err


def test_an_unknown_number_is_told(stocked: Terminal) -> None:
    said = stocked.run("translate", "4711", "--language", "tr", "--text", TURKISH)
    assert said.code == 1
    assert "4711" in said.err


def test_translations_are_handed_out_to_other_programs(stocked: Terminal) -> None:
    stocked.run("translate", NUMBER, "--language", "ar", "--text", "نقرأ القصص")
    file = stocked.home / "x.csv"
    assert stocked.run("export", "translation", file).code == 0
    head, row = file.read_text("utf-8-sig").splitlines()
    assert head == "id;offer;language;text"
    assert row.endswith(";ar;نقرأ القصص")
