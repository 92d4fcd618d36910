"""How the program answers: exit codes, help, streams, and what happens when it is itself wrong."""

import subprocess
import sys

import pytest

from tests.feeds import Paths
from tests.services.city_folders import own_city
from tests.terminals import ROOT, Terminal

COMMANDS = (
    "init",
    "demo",
    "import",
    "find",
    "offer",
    "translate",
    "sheet",
    "directory",
    "letter",
    "waiver",
    "check",
    "backup",
    "restore",
    "screenshots",
)


@pytest.mark.parametrize(
    "words",
    [
        ("fliegen",),
        ("find",),
        ("find", "x", "--limit", "viele"),
        ("find", "x", "--limit", "0"),
        ("find", "x", "--unbekannt"),
        ("sheet", "1"),
        ("translate", "1", "--language", "tr"),
        ("translate", "1", "--text", "x"),
        ("translate", "1", "--language", "de", "--text", "x"),
        ("translate", "1", "--language", "tr", "--text", "x", "--file", "y"),
        ("offer",),
        ("import",),
        ("demo", "--offers", "-3"),
    ],
)
def test_what_is_no_command_ends_with_2_and_points_to_help(
    terminal: Terminal, words: tuple[str, ...]
) -> None:
    said = terminal.run(*words)
    assert (said.code, said.out) == (2, "")
    assert "Aufruf: kosidesk" in said.err
    assert "--help" in said.err
    assert not terminal.folder.exists()


def test_a_terminal_is_told_what_it_means_and_not_what_the_log_is(terminal: Terminal) -> None:
    city = own_city(terminal.home)
    (city / "logo.svg").write_text("kein Bild", "utf-8")
    said = terminal.run_program("init", "--city", city)
    assert (said.code, said.out) == (1, "")
    assert (
        said.err == "So kann das nicht gespeichert werden. Die Datei logo.svg ist nicht lesbar: ParseError\n"
    )


@pytest.mark.parametrize(
    "words", [("offer", "\udcff"), ("import", "Angebote\udcfc.xml"), ("import", "x\ud800")]
)
def test_words_in_another_encoding_are_answered_in_a_sentence(desk: Terminal, words: tuple[str, ...]) -> None:
    said = desk.run(*words)
    assert (said.code, said.out) == (1, "")
    assert "\N{REPLACEMENT CHARACTER}" in said.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_german_and_takes_json(terminal: Terminal, command: str) -> None:
    said = terminal.run_anywhere(command, "--help")
    assert said.code == 0
    assert said.out.startswith(f"Aufruf: kosidesk {command} ")
    assert "--json" in said.out
    assert not any(word in said.out for word in ("usage", "options", "show this"))


def test_help_names_every_command(terminal: Terminal) -> None:
    said = terminal.run_anywhere("--help").out
    assert all(f"\n    {command}" in said for command in COMMANDS)


def test_the_program_speaks_utf8_into_a_pipe_of_any_encoding(stocked: Terminal) -> None:
    said = stocked.run_program("find", "Vorlesen für Kinder", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert said.code == 0
    assert "Vorlesen für Kinder" in said.out


def test_a_reader_that_has_seen_enough_is_no_error(stocked: Terminal) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kosidesk", "--data", str(stocked.folder), "find", ""],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdout
        assert program.stderr
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait(60) == 0


def test_a_bug_is_owned_up_to_without_data_or_traceback(terminal: Terminal) -> None:
    broken = (
        "import sys; from kosidesk import __main__;"
        "__main__.run = lambda asked: {}['Herr Geheim'];"
        "sys.argv[0] = 'kosidesk'; __main__.main()"
    )
    said = terminal.run_program("check", program=("-c", broken))
    assert said.code == 1
    assert "Traceback" not in said.err
    assert "Geheim" not in said.err
    (log,) = terminal.home.rglob("kosidesk.log")
    assert str(log) in said.err
    assert "KeyError" in log.read_text("utf-8")
    assert "Geheim" not in log.read_text("utf-8")


def test_finding_needs_neither_window_nor_printing_nor_reading(stocked: Terminal, feeds: Paths) -> None:
    heavy = ("PySide6", "reportlab", "pypdfium2", "segno", "python_calamine", "nh3")
    told = (
        "import sys; from kosidesk.cli.program import main; main(sys.argv[1:]);"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    assert stocked.run_program("find", "x", program=("-c", told)).err == "[]\n"
