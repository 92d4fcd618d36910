"""Papers on their way out: to a printer of the system, to a receipt printer, into a file, into a mail."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kosidesk.printing import draft
from kosidesk.printing.choices import Format
from kosidesk.printing.layout.trial import trial
from kosidesk.printing.pdf import write
from kosidesk.printing.preview import Page
from kosidesk.printing.printers import queues, raster, receipt_destination, receipt_printer, spool
from kosidesk.printing.printers.job import MOST_COPIES, Job, Sides
from kosidesk.printing.printers.queues import JobState, Printer, State, Ticket
from kosidesk.printing.title import Title
from kosidesk.services import records
from kosidesk.services.desk import Desk
from kosidesk.storage.files import write_atomically

__all__ = [
    "DRAWN_DPI",
    "MOST_COPIES",
    "Followed",
    "Job",
    "JobState",
    "Printer",
    "Sides",
    "State",
    "Ticket",
    "Title",
    "can_spool",
    "check_receipt_printer",
    "drawn",
    "file_name",
    "follow",
    "mail_draft",
    "print_out",
    "print_receipt",
    "printers",
    "save",
    "trial_page",
]

DRAWN_DPI = raster.DOTS_PER_INCH


@dataclass(frozen=True)
class Followed:
    """A job that was handed over, and its printer; None where the system does not know it any more."""

    job: JobState
    printer: Printer | None


def can_spool() -> bool:
    """Whether the system takes a PDF as it is; where not (Windows), the window draws the pages itself."""
    return spool.can_spool()


def printers() -> tuple[Printer, ...]:
    """The system's printers, the standard one first. Only where it can spool.

    Raises PrinterFailed, PrinterNotReady.
    """
    return queues.printers()


def print_out(pdf: bytes, wanted: Job) -> Ticket:
    """Hands a paper to the system without a file in between; whether it is printed, `follow` tells.

    Raises PrinterFailed, PrinterNotReady, and Invalid for pages that are not there.
    """
    return spool.spool(pdf, wanted)


def drawn(pdf: bytes, wanted: Job) -> Iterator[Page]:
    """The pages that are wanted as pictures of `DRAWN_DPI`, where it cannot spool.

    Raises Invalid for pages that are not there.
    """
    return raster.drawn(pdf, wanted)


def trial_page(paper: Format) -> bytes:
    return write.pdf(trial(paper))


def follow(ticket: Ticket) -> Followed:
    """What became of a job so far. Raises PrinterFailed, PrinterNotReady."""
    known = queues.printers()
    mine = [one for one in known if (one.name == ticket.printer if ticket.printer else one.is_standard)]
    return Followed(queues.job_state(ticket), mine[0] if mine else None)


def check_receipt_printer(typed: str) -> None:
    """usb:04b8:0e15, a path such as /dev/usb/lp0, or host:port. Raises Invalid."""
    receipt_destination.destination(typed)


def print_receipt(pdf: bytes, to: str) -> None:
    """Returns when the printer has taken it all. Raises PrinterNotReady, Invalid."""
    receipt_printer.print_receipt(pdf, receipt_destination.destination(to))


def file_name(title: Title, on: date, suffix: str) -> str:
    """A name that says what it is and of which day, and nothing of the client."""
    return f"{title} {on.isoformat()}{suffix}"


def mail_draft(desk: Desk, pdf: bytes, language: str, to: str = "") -> bytes:
    """An .eml file with the sheet that mail programs open for editing; nothing is sent.

    Raises Invalid for a `to` that is no plain address.
    """
    agency = records.agency(desk)
    sender = tuple(filter(None, (agency.name, agency.phone, agency.mail)))
    name = file_name(Title.SHEET, desk.today(), ".pdf")
    return draft.draft(pdf, name, language, sender, to)


def save(content: bytes, target: Path) -> None:
    """The whole file or none. Raises CannotWrite."""
    write_atomically(target, content)
