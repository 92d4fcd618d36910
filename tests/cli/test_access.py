"""Who gets at a desk from a terminal, and who is told why not."""

import getpass
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk import paths
from kosidesk.services import backups, vault
from kosidesk.services.demo import DEMO_PASSPHRASE
from kosidesk.settings import Settings
from kosidesk.storage import lock
from tests.terminals import PASSPHRASE, Terminal


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person will type, one prompt after the other."""
    waiting: list[str] = []
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: waiting.pop(0))
    return waiting


@pytest.fixture
def busy(desk: Terminal) -> Iterator[Terminal]:
    """Another program has the desk open."""
    held = lock.take(desk.folder)
    yield desk
    held.release()


def test_without_a_desk_the_way_to_one_is_told(terminal: Terminal) -> None:
    said = terminal.run("find", "Kinder")
    assert (said.code, said.out) == (1, "")
    assert str(terminal.folder) in said.err
    assert "kosidesk init" in said.err


def test_a_desk_that_is_open_elsewhere_is_told_in_one_sentence(busy: Terminal) -> None:
    for command in (["find", "x"], ["check"], ["backup", busy.home / "x.kosibackup"]):
        said = busy.run(*command)
        assert (said.code, said.out, said.err) == (1, "", "Der Schreibtisch ist gerade geöffnet.\n")


def test_a_wrong_passphrase_opens_nothing(desk: Terminal) -> None:
    desk.know("ganz andere vier Wörter")
    said = desk.run("find", "x")
    assert said.code == 1
    assert said.err.startswith("Diese Passphrase passt nicht")


def test_a_passphrase_file_may_come_from_windows(desk: Terminal) -> None:
    file = desk.home / "passphrase.txt"
    file.write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\nund eine Notiz\r\n")
    assert desk.run("check").code == 0


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"\n"])
def test_an_unusable_passphrase_file_is_named(desk: Terminal, content: bytes | None) -> None:
    file = desk.home / "passphrase.txt"
    file.unlink() if content is None else file.write_bytes(content)
    said = desk.run("find", "x")
    assert said.code == 1
    assert str(file) in said.err


def test_without_a_file_a_person_is_asked(desk: Terminal, typed: list[str]) -> None:
    desk.forget()
    typed.append(PASSPHRASE)
    assert desk.run("find", "x").code == 0


def test_what_is_typed_in_another_encoding_opens_nothing(
    desk: Terminal, monkeypatch: pytest.MonkeyPatch, typed: list[str]
) -> None:
    desk.forget()
    typed.append("vier leise \udcff Stühle")
    said = desk.run("find", "x")
    assert (said.code, said.err[:27]) == (1, "Diese Passphrase passt nicht"[:27])
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: b"\xff".decode())
    said = desk.run("find", "x")
    assert (said.code, said.err[:27]) == (1, "Diese Passphrase passt nicht"[:27])


def test_a_new_desk_asks_twice_and_again_where_the_answers_differ(
    terminal: Terminal, typed: list[str]
) -> None:
    terminal.forget()
    typed += [PASSPHRASE, "vertippt", PASSPHRASE, PASSPHRASE]
    said = terminal.run("init")
    assert (said.code, typed) == (0, [])
    assert "gleich sein" in said.err


def test_where_nobody_can_be_asked_the_program_says_what_to_do(desk: Terminal) -> None:
    desk.forget()
    said = desk.run_program("find", "x")
    assert (said.code, said.out) == (1, "")
    assert "KOSIDESK_PASSPHRASE_FILE" in said.err
    assert "Traceback" not in said.err


def test_a_weak_passphrase_makes_no_desk(terminal: Terminal) -> None:
    terminal.know("kurz")
    said = terminal.run("init")
    assert said.code == 1
    assert "vier Wörter" in said.err
    assert not vault.exists(terminal.folder)


def test_a_second_desk_in_the_same_folder_is_refused(desk: Terminal) -> None:
    before = (desk.folder / "vault.json").read_bytes()
    assert desk.run("init").code == 1
    assert (desk.folder / "vault.json").read_bytes() == before


def test_a_new_desk_takes_what_it_is_told(terminal: Terminal) -> None:
    made = terminal.json(
        *("init", "--agency", "Büro Musterstadt", "--city", "musterstadt"),
        *("--counsellor", "Ayşe", "--backups", terminal.home / "Stick"),
    )
    assert made == {
        "folder": str(terminal.folder),
        "agency": "Büro Musterstadt",
        "city": "musterstadt",
        "counsellor": "Ayşe",
    }
    with vault.opened(terminal.folder, PASSPHRASE, Settings()) as opened:
        assert (opened.desk.user.name, opened.desk.city.key) == ("Ayşe", "musterstadt")
        assert backups.folder(opened.desk) == terminal.home / "Stick"


def test_an_unknown_city_is_told(terminal: Terminal) -> None:
    said = terminal.run("init", "--city", "atlantis")
    assert said.code == 1
    assert "atlantis" in said.err
    assert not vault.exists(terminal.folder)


def test_a_folder_that_cannot_be_made_is_told(terminal: Terminal) -> None:
    terminal.folder = terminal.home / "passphrase.txt" / "desk"
    said = terminal.run("init")
    assert said.code == 1
    assert str(terminal.folder) in said.err


def test_a_desk_that_cannot_be_locked_is_told(desk: Terminal) -> None:
    (desk.folder / lock.LOCK).unlink(missing_ok=True)
    (desk.folder / lock.LOCK).mkdir()
    said = desk.run("find", "x")
    assert said.code == 1
    assert "geschrieben" in said.err


def test_an_own_city_folder_is_found_from_everywhere(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(paths.RESOURCES / "cities" / "musterstadt", terminal.home / "Talstadt")
    monkeypatch.chdir(terminal.home)
    assert terminal.run("init", "--city", "Talstadt").code == 0
    monkeypatch.chdir("/")
    assert terminal.run("check").code == 0


def test_a_city_folder_that_is_gone_locks_nobody_out(terminal: Terminal) -> None:
    own = terminal.home / "Talstadt"
    shutil.copytree(paths.RESOURCES / "cities" / "musterstadt", own)
    assert terminal.run("init", "--city", own).code == 0
    shutil.rmtree(own)
    assert terminal.run("check").code == 0


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda header: header.update(format=99), "neuere Version"),
        (lambda header: header.clear(), "beschädigt"),
    ],
)
def test_a_header_that_cannot_be_used_is_told(desk: Terminal, damage: object, told: str) -> None:
    file = desk.folder / "vault.json"
    header = json.loads(file.read_text("utf-8"))
    damage(header)  # type: ignore[operator]
    file.write_text(json.dumps(header), encoding="utf-8")
    said = desk.run("find", "x")
    assert said.code == 1
    assert told in said.err


def test_a_newer_database_is_left_alone(desk: Terminal) -> None:
    with vault.opened(desk.folder, PASSPHRASE, Settings()) as opened, opened.desk.database.writing() as file:
        file.exec_driver_sql("UPDATE mark SET value = '99' WHERE name = 'schema'")
    before = (desk.folder / "desk.db").read_bytes()
    said = desk.run("find", "x")
    assert said.code == 1
    assert "neuere Version" in said.err
    assert (desk.folder / "desk.db").read_bytes() == before


def test_a_lost_database_does_not_pass_for_an_empty_desk(desk: Terminal) -> None:
    (desk.folder / "desk.db").unlink()
    assert desk.run("find", "x").code == 1
    assert not (desk.folder / "desk.db").exists()


def test_the_demo_desk_opens_without_being_asked(terminal: Terminal) -> None:
    terminal.forget()
    made = terminal.json("demo", "--offers", 5)
    assert made == {"folder": str(terminal.folder), "offers": 5, "passphrase": DEMO_PASSPHRASE}
    assert len(terminal.json("find", "")) == 5


def test_the_demo_lies_apart_from_the_real_desk(terminal: Terminal) -> None:
    made = terminal.run_anywhere("demo", "--offers", 1, "--json").json()
    assert Path(made["folder"]).is_relative_to(terminal.home)
    assert terminal.run_anywhere("find", "x").code == 1


def test_the_demo_never_takes_a_real_desk(desk: Terminal) -> None:
    assert desk.run("demo", "--offers", 3).code == 1
    assert desk.json("find", "") == []
