"""Printing through the system, tried with a printer program of our own."""

import sys
from pathlib import Path

import pytest

from kosidesk.domain.errors import PrinterFailed
from kosidesk.printing import spool

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no-cups: Windows has no lp")


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that is all the system has, besides cat."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    return tmp_path / "bin"


@pytest.fixture
def paper(system: Path, tmp_path: Path) -> Path:
    """Where the printer of this test leaves what it was given."""
    program(system, "lp", f'printf "%s\\n" "$@" > {tmp_path}/asked\ncat > {tmp_path}/printed')
    return tmp_path


def test_a_sheet_reaches_the_printer_unchanged(paper: Path) -> None:
    spool.spool(b"%PDF-1.7 \x00\xff", "Büro 1")
    assert (paper / "printed").read_bytes() == b"%PDF-1.7 \x00\xff"
    asked = (paper / "asked").read_text(encoding="utf-8").splitlines()
    assert asked[:4] == ["-d", "Büro 1", "-n", "1"]
    assert "media=A4" in asked
    assert "print-scaling=none" in asked


def test_the_job_title_names_nobody(paper: Path) -> None:
    spool.spool(b"%PDF")
    asked = (paper / "asked").read_text(encoding="utf-8").splitlines()
    assert asked[asked.index("-t") + 1] == "Vermittlungsbogen"
    assert "-d" not in asked


def test_a_refusal_is_told_in_the_systems_words(system: Path) -> None:
    program(system, "lp", "echo 'lp: Das Ziel gibt es nicht.' >&2; exit 1")
    with pytest.raises(PrinterFailed) as refused:
        spool.spool(b"%PDF", "Nirgends")
    assert refused.value.facts == ("lp: Das Ziel gibt es nicht.",)


def test_a_system_without_the_program_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not spool.can_spool()
    with pytest.raises(PrinterFailed):
        spool.spool(b"%PDF")


def test_a_program_that_cannot_start_is_told(system: Path) -> None:
    (system / "lp").write_text("#!/nowhere/at/all\n", encoding="utf-8")
    (system / "lp").chmod(0o755)
    with pytest.raises(PrinterFailed):
        spool.spool(b"%PDF")


def test_printers_are_listed_by_name(system: Path) -> None:
    program(system, "lpstat", 'test "$1" = -e && printf "Empfang\\nB_ro\\n"')
    assert spool.printers() == ("Empfang", "B_ro")
