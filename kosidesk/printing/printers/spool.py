"""A paper on its way to a printer of the system, through CUPS: on standard input, nothing on the disk."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator

from kosidesk.domain.errors import PrinterFailed, PrinterNotReady
from kosidesk.printing.choices import Format
from kosidesk.printing.preview import sizes_mm
from kosidesk.printing.printers import queues
from kosidesk.printing.printers.job import Job
from kosidesk.printing.printers.queues import State, Ticket
from kosidesk.printing.printers.raster import as_images
from kosidesk.printing.printers.trouble import Trouble

_PATIENCE_S = 30
_NUMBER = re.compile(r"-(\d+) \(")


def can_spool() -> bool:
    """Whether the system takes a PDF as it is; where not (Windows), the window draws the pages itself."""
    return shutil.which("lp") is not None


def spool(pdf: bytes, job: Job) -> Ticket:
    """At true size. Raises PrinterFailed, PrinterNotReady, and Invalid for pages that are not there."""
    sizes = sizes_mm(pdf)
    job.require_pages(len(sizes))
    said = _lp(_asked(job, sizes[0]), as_images(pdf) if job.as_image else pdf, job.printer)
    number = _NUMBER.search(said)
    return Ticket(job.printer, int(number[1]) if number else 0)


def _asked(job: Job, size_mm: tuple[float, float]) -> tuple[str, ...]:
    where = ("-d", job.printer) if job.printer else ()
    options = (part for option in _options(job, size_mm) for part in ("-o", option))
    return (*where, "-n", str(job.copies), "-t", job.title, *options, "-")


def _options(job: Job, size_mm: tuple[float, float]) -> Iterator[str]:
    yield f"media={_media(job.format, size_mm)}"
    yield f"sides={job.sides}"
    yield "print-scaling=none"
    if job.copies > 1:
        yield "collate=true"
    if ranges := job.ranges():
        yield "page-ranges=" + ",".join(f"{first}-{last}" for first, last in ranges)


def _media(format_: Format, size_mm: tuple[float, float]) -> str:
    match format_:
        case Format.RECEIPT:
            width, height = size_mm
            return f"Custom.{width:.0f}x{height:.0f}mm"
        case Format.A5:
            return "A5"
        case _:
            return "A4"


def _lp(asked: tuple[str, ...], given: bytes, printer: str) -> str:
    """What the program answers. Raises PrinterFailed, PrinterNotReady."""
    path = shutil.which("lp")
    if path is None:
        raise PrinterFailed("lp")
    # In no language but CUPS's own: macOS asks the two others.
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "SOFTWARE": ""}
    try:
        done = subprocess.run(  # noqa: S603 - a list of arguments that no shell reads
            [path, *asked], input=given, capture_output=True, timeout=_PATIENCE_S, check=True, env=environment
        )
    except subprocess.CalledProcessError as error:
        _explain(printer)
        raise PrinterFailed(error.stderr.decode(errors="replace").strip()) from error
    except subprocess.TimeoutExpired as error:
        raise PrinterNotReady(printer, Trouble.NO_SERVICE) from error
    except OSError as error:
        raise PrinterFailed(error.strerror or str(error)) from error
    return done.stdout.decode(errors="replace")


def _explain(printer: str) -> None:
    """Looks for a better reason than the program gives: to it, without a service every printer is unknown.

    Raises PrinterFailed, PrinterNotReady.
    """
    meant = [
        known for known in queues.printers() if (known.name == printer if printer else known.is_standard)
    ]
    if not meant:
        raise PrinterNotReady(printer, Trouble.UNKNOWN if printer else Trouble.NO_STANDARD)
    if meant[0].state is State.REJECTING:
        raise PrinterNotReady(meant[0].label, Trouble.REJECTING)
