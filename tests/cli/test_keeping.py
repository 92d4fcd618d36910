"""A desk is checked, backed up and brought back from a terminal."""

from pathlib import Path

import pytest

from kosidesk.domain.finding import JOURNAL
from kosidesk.services import vault
from kosidesk.settings import Settings
from kosidesk.storage import read
from tests.feeds import stock
from tests.terminals import PASSPHRASE, Terminal

NUMBERS = [offer.number for offer in stock(offers=12, traps=()).offers[:2]]


@pytest.fixture
def backup(stocked: Terminal, tmp_path: Path) -> Path:
    file = tmp_path / "stick" / "heute.kosibackup"
    assert stocked.json("backup", file)["file"] == str(file)
    return file


def some_offers(terminal: Terminal) -> list[object]:
    return [terminal.json("offer", number) for number in NUMBERS]


def test_a_whole_desk_is_told_in_one_line(stocked: Terminal) -> None:
    said = stocked.run("check")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Alles in Ordnung: 12 Angebote")


def test_a_desk_that_is_not_whole_ends_with_1_and_names_the_record(stocked: Terminal) -> None:
    with vault.opened(stocked.folder, PASSPHRASE, Settings()) as opened:
        hurt = read.all_of(opened.desk.database, "offer")[0]
        with opened.desk.database.writing() as connection:
            connection.exec_driver_sql("UPDATE offer SET title = 'x' WHERE id = ?", (hurt.id,))
    said = stocked.run("check", "--json")
    assert said.code == 1
    assert f'"code": "{JOURNAL}"' in said.out
    assert hurt.id in said.out
    assert said.err.startswith("Die Prüfung hat 1 Fehler gefunden.")


def test_a_backup_brought_back_gives_equal_records(stocked: Terminal, backup: Path, tmp_path: Path) -> None:
    before = some_offers(stocked)
    stocked.folder = tmp_path / "anderer Rechner" / "Schreibtisch"
    assert stocked.json("restore", backup) == {"folder": str(stocked.folder), "restored": True}
    assert some_offers(stocked) == before
    assert stocked.json("check")["whole"]


def test_a_dry_run_brings_nothing_back(stocked: Terminal, backup: Path, tmp_path: Path) -> None:
    stocked.folder = tmp_path / "leer"
    assert stocked.json("restore", backup, "--dry-run") == {"folder": str(stocked.folder), "restored": False}
    assert not stocked.folder.exists()


@pytest.mark.parametrize("how", [(), ("--dry-run",)])
def test_a_backup_never_overwrites(stocked: Terminal, backup: Path, how: tuple[str, ...]) -> None:
    before = (stocked.folder / "desk.db").read_bytes()
    said = stocked.run("restore", backup, *how)
    assert said.code == 1
    assert "nicht leer" in said.err
    assert (stocked.folder / "desk.db").read_bytes() == before


@pytest.mark.parametrize("how", [(), ("--dry-run",)])
def test_a_damaged_backup_is_refused(
    stocked: Terminal, backup: Path, tmp_path: Path, how: tuple[str, ...]
) -> None:
    whole = backup.read_bytes()
    backup.write_bytes(whole[: len(whole) // 2] + bytes(64) + whole[len(whole) // 2 + 64 :])
    stocked.folder = tmp_path / "leer"
    said = stocked.run("restore", backup, *how)
    assert said.code == 1
    assert "heute.kosibackup" in said.err
    assert not (stocked.folder / "desk.db").exists()


def test_a_file_that_is_no_backup_is_refused(terminal: Terminal) -> None:
    said = terminal.run("restore", __file__)
    assert said.code == 1
    assert "keine Sicherung" in said.err


def test_a_backup_needs_its_passphrase(stocked: Terminal, backup: Path, tmp_path: Path) -> None:
    stocked.know("ganz andere vier Wörter")
    stocked.folder = tmp_path / "leer"
    assert stocked.run("restore", backup).code == 1
    assert not stocked.folder.exists()


def test_a_backup_that_cannot_be_written_is_told(stocked: Terminal) -> None:
    said = stocked.run("backup", stocked.home / "passphrase.txt" / "x.kosibackup")
    assert said.code == 1
    assert "x.kosibackup" in said.err


def test_the_backup_of_a_demo_comes_back_without_being_asked(terminal: Terminal, tmp_path: Path) -> None:
    terminal.forget()
    assert terminal.run("demo", "--offers", 3).code == 0
    assert terminal.run("backup", tmp_path / "demo.kosibackup").code == 0
    terminal.folder = tmp_path / "leer"
    assert terminal.run("restore", tmp_path / "demo.kosibackup").code == 0
    assert len(terminal.json("find", "")) == 3
