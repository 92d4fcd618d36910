"""A consultation is forgotten for good from a terminal, and not by accident."""

from io import StringIO

import pytest

from kosidesk.services import consultations, vault
from kosidesk.settings import Settings
from tests.terminals import PASSPHRASE, Terminal


def begun(terminal: Terminal) -> str:
    with vault.opened(terminal.folder, PASSPHRASE, Settings()) as opened:
        return consultations.begin(opened.desk).code


def open_codes(terminal: Terminal) -> list[str]:
    with vault.opened(terminal.folder, PASSPHRASE, Settings()) as opened:
        return [one.code for one in consultations.open_ones(opened.desk)]


def test_who_types_the_code_again_erases_that_consultation_only(
    desk: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, other = begun(desk), begun(desk)
    monkeypatch.setattr("sys.stdin", StringIO(f"{code.lower()}\n"))

    said = desk.run("erase", code)

    assert (said.code, "nicht zurücknehmen" in said.out) == (0, True)
    assert open_codes(desk) == [other]


@pytest.mark.parametrize("reply", ["j\n", "\n", ""])
def test_anything_else_erases_nothing(desk: Terminal, monkeypatch: pytest.MonkeyPatch, reply: str) -> None:
    code = begun(desk)
    monkeypatch.setattr("sys.stdin", StringIO(reply))

    assert desk.run("erase", code).code == 1

    assert open_codes(desk) == [code]


def test_programs_say_beforehand_that_they_mean_it(desk: Terminal) -> None:
    code = begun(desk)

    said = desk.run("erase", code, "--yes", "--json").json()

    assert (said["code"], said["backups_until"]) == (code, None)
    assert open_codes(desk) == []


def test_a_mistyped_code_finds_nothing(desk: Terminal) -> None:
    assert desk.run("erase", "XXXXXXXX", "--yes").code == 1
