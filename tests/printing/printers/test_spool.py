"""Printing through the system, tried with a printer program of our own that writes down what it was asked."""

import sys
from itertools import pairwise
from pathlib import Path

import pytest

from kosidesk.domain.errors import Invalid, PrinterFailed, PrinterNotReady
from kosidesk.printing.choices import Format
from kosidesk.printing.preview import page_texts, sizes_mm
from kosidesk.printing.printers.job import Job, Sides
from kosidesk.printing.printers.queues import Ticket
from kosidesk.printing.printers.spool import can_spool, spool
from kosidesk.printing.printers.trouble import Trouble
from kosidesk.printing.title import Title
from tests.printing.papers import paper

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no-cups: Windows has no lp")


class Printer:
    """A program named lp, in a folder that is all of the system besides cat."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.answer(f'printf "%s\\n" "$@" > {folder}/asked\ncat > {folder}/printed')

    def answer(self, script: str) -> None:
        program = self._folder / "bin" / "lp"
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)

    def printed(self) -> bytes:
        return (self._folder / "printed").read_bytes()

    def asked(self) -> list[str]:
        return (self._folder / "asked").read_text(encoding="utf-8").splitlines()

    def options(self) -> set[str]:
        words = self.asked()
        return {value for option, value in pairwise(words) if option == "-o"}


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Printer:
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    return Printer(tmp_path)


def test_a_sheet_reaches_the_printer_unchanged(printer: Printer) -> None:
    sheet = paper()
    spool(sheet, Job("Büro 1"))
    assert printer.printed() == sheet
    assert printer.asked()[:4] == ["-d", "Büro 1", "-n", "1"]
    assert printer.options() == {"media=A4", "sides=one-sided", "print-scaling=none"}


def test_the_systems_own_printer_needs_no_name(printer: Printer) -> None:
    spool(paper(), Job())
    assert "-d" not in printer.asked()


def test_everything_that_was_chosen_is_asked_for(printer: Printer) -> None:
    spool(paper(5), Job(copies=3, sides=Sides.LONG_EDGE, pages="4, 1–2", format=Format.A5))
    assert printer.asked()[:2] == ["-n", "3"]
    assert printer.options() == {
        "media=A5",
        "sides=two-sided-long-edge",
        "print-scaling=none",
        "collate=true",
        "page-ranges=1-2,4-4",
    }


@pytest.mark.parametrize("format_", [Format.A4, Format.LARGE, Format.COMPACT])
def test_large_print_and_the_compact_sheet_are_on_a4(format_: Format, printer: Printer) -> None:
    spool(paper(), Job(format=format_))
    assert "media=A4" in printer.options()


def test_a_receipt_is_cut_where_its_page_ends(printer: Printer) -> None:
    spool(paper(width_mm=80, height_mm=231.4), Job(format=Format.RECEIPT))
    assert "media=Custom.80x231mm" in printer.options()


@pytest.mark.parametrize("title", Title)
def test_the_queue_is_told_the_kind_of_paper_and_nothing_else(title: Title, printer: Printer) -> None:
    spool(paper(), Job(title=title))
    asked = printer.asked()
    assert asked[asked.index("-t") + 1] == title.value


def test_as_image_the_pages_come_as_pictures_of_the_same_size(printer: Printer) -> None:
    sheet = paper(2)
    spool(sheet, Job(as_image=True))
    assert sizes_mm(printer.printed()) == sizes_mm(sheet)
    assert "".join(page_texts(printer.printed())) == ""


def test_pages_that_are_not_there_never_reach_the_printer(printer: Printer) -> None:
    with pytest.raises(Invalid):
        spool(paper(2), Job(pages="3"))
    with pytest.raises(FileNotFoundError):
        printer.asked()


def test_the_number_of_the_job_is_read_from_the_answer(printer: Printer) -> None:
    printer.answer('cat > /dev/null; echo "request id is Flur-2-17 (0 file(s))"')
    assert spool(paper(), Job("Flur-2")) == Ticket("Flur-2", 17)


def test_a_program_that_gives_no_number_has_printed_all_the_same(printer: Printer) -> None:
    assert spool(paper(), Job("Flur")) == Ticket("Flur", 0)


def test_the_answer_is_asked_for_in_one_language(printer: Printer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    printer.answer('cat > /dev/null; echo "$LC_ALL-5 ("')
    assert spool(paper(), Job()).number == 5
    printer.answer('cat > /dev/null; test "$LC_ALL" = C.UTF-8 && echo "x-6 ("')
    assert spool(paper(), Job()).number == 6


def test_a_system_without_the_program_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not can_spool()
    with pytest.raises(PrinterFailed):
        spool(paper(), Job())


def test_a_program_that_does_not_end_is_not_waited_for_without_end(
    printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kosidesk.printing.printers.spool._PATIENCE_S", 0.2)
    printer.answer("exec cat /dev/zero > /dev/null")
    with pytest.raises(PrinterNotReady) as refused:
        spool(paper(), Job("Flur"))
    assert refused.value.facts == ("Flur", Trouble.NO_SERVICE)


def test_a_program_that_cannot_start_is_told(printer: Printer, tmp_path: Path) -> None:
    (tmp_path / "bin" / "lp").write_text("#!/nowhere/at/all\n", encoding="utf-8")
    with pytest.raises(PrinterFailed):
        spool(paper(), Job())
