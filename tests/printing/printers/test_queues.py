"""What a real print service says of its printers and jobs."""

import shutil
import subprocess
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.errors import PrinterFailed, PrinterNotReady
from kosidesk.printing.printers import queues
from kosidesk.printing.printers.job import Job
from kosidesk.printing.printers.queues import JobState, Printer, State, Ticket
from kosidesk.printing.printers.spool import spool
from kosidesk.printing.printers.trouble import Trouble
from tests.printing.papers import paper
from tests.printing.printers import print_service
from tests.printing.printers.print_service import PRINTER, PrintService

IDLE = Printer(PRINTER, "Drucker am Empfang", State.IDLE, is_standard=True)


@pytest.fixture
def service() -> Iterator[PrintService]:
    with print_service.running() as running:
        yield running


def steer(program: str, *arguments: str) -> None:
    """What somebody who looks after the printers does."""
    path = shutil.which(program, path="/usr/sbin:/usr/bin")
    assert path
    subprocess.run([path, *arguments], check=True, capture_output=True)


def test_printers_are_told_by_their_names_and_the_standard_one_comes_first(service: PrintService) -> None:
    steer("lpadmin", "-p", "Aula", "-v", "file:/dev/null", "-D", "Aula, 2. Stock", "-E")
    assert queues.printers() == (IDLE, Printer("Aula", "Aula, 2. Stock", State.IDLE))


def test_a_printed_job_is_completed_and_an_unknown_one_gone(service: PrintService) -> None:
    ticket = spool(paper(), Job())
    assert ticket.number
    assert service.await_end(ticket) is JobState.COMPLETED
    assert queues.job_state(Ticket("", ticket.number + 1)) is JobState.GONE
    assert queues.job_state(Ticket(PRINTER, 0)) is JobState.GONE


def test_a_job_waits_at_a_printer_that_was_stopped_and_can_be_cancelled(service: PrintService) -> None:
    steer("cupsdisable", PRINTER)
    ticket = spool(paper(), Job(PRINTER))
    assert queues.job_state(ticket) is JobState.PENDING
    assert not JobState.PENDING.is_over
    assert [one.state for one in queues.printers()] == [State.STOPPED]
    steer("lp", "-i", f"{PRINTER}-{ticket.number}", "-H", "hold")
    assert queues.job_state(ticket) is JobState.HELD
    steer("cancel", f"{PRINTER}-{ticket.number}")
    assert queues.job_state(ticket) is JobState.CANCELLED
    assert JobState.CANCELLED.is_over


def test_a_job_nothing_could_be_made_of_is_not_called_printed(service: PrintService) -> None:
    steer("lpadmin", "-p", PRINTER, "-v", "file:///nowhere/at/all")
    ticket = spool(paper(), Job(PRINTER))
    while (state := queues.job_state(ticket)) in {JobState.PENDING, JobState.PRINTING}:
        pass
    assert state is JobState.STOPPED
    assert queues.printers() == (IDLE,)


def test_a_closed_queue_is_told_apart_from_an_unknown_printer(service: PrintService) -> None:
    steer("cupsreject", PRINTER)
    assert queues.printers()[0].state is State.REJECTING
    with pytest.raises(PrinterNotReady) as closed:
        spool(paper(), Job(PRINTER))
    with pytest.raises(PrinterNotReady) as unknown:
        spool(paper(), Job("Keller"))
    assert closed.value.facts == ("Drucker am Empfang", Trouble.REJECTING)
    assert unknown.value.facts == ("Keller", Trouble.UNKNOWN)


def test_without_any_printer_there_is_no_standard_one(service: PrintService) -> None:
    steer("lpadmin", "-x", PRINTER)
    assert queues.printers() == ()
    with pytest.raises(PrinterNotReady) as refused:
        spool(paper(), Job())
    assert refused.value.facts == ("", Trouble.NO_STANDARD)
    with pytest.raises(PrinterFailed):
        queues.job_state(Ticket(PRINTER, 1))


@pytest.mark.parametrize(
    ("reasons", "number", "state"),
    [
        ("none", "3", State.IDLE),
        ("none", "4", State.PRINTING),
        ("paused", "5", State.STOPPED),
        ("media-empty-error,paused", "5", State.NO_PAPER),
        ("media-empty-warning", "3", State.NO_PAPER),
        ("media-needed", "4", State.NO_PAPER),
        ("media-jam-error,media-empty-error", "5", State.JAM),
        ("door-open-report", "3", State.COVER_OPEN),
        ("offline-report,connecting-to-device", "4", State.OFFLINE),
        ("toner-low-report", "3", State.IDLE),
        ("toner-empty-warning", "3", State.NO_TONER),
        ("com.example.very-own-report", "3", State.IDLE),
    ],
)
def test_the_gravest_complaint_of_a_printer_counts(reasons: str, number: str, state: State) -> None:
    assert queues._state({"printer-state-reasons": reasons, "printer-state": number}) is state


@given(st.dictionaries(st.sampled_from(["printer-state", "printer-state-reasons"]), st.text()))
def test_whatever_a_printer_says_it_has_a_state(options: dict[str, str]) -> None:
    assert queues._state(options) in State
