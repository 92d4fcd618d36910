"""A sheet on its way to a printer of the system, through CUPS."""

import shutil
import subprocess

from kosidesk.domain.errors import PrinterFailed

# CUPS keeps job titles for a day and shows them to others: never a name, never a code.
_TITLE = "Vermittlungsbogen"
_PATIENCE_S = 30


def can_spool() -> bool:
    """Whether the system takes a PDF as it is; where not (Windows), the window draws the pages itself."""
    return shutil.which("lp") is not None


def printers() -> tuple[str, ...]:
    """The names of the system's printers. Raises PrinterFailed."""
    return tuple(_run("lpstat", "-e").decode(errors="replace").split())


def spool(pdf: bytes, printer: str = "") -> None:
    """One copy on A4 at true size, on the system's standard printer where none is named.

    Raises PrinterFailed.
    """
    where = ("-d", printer) if printer else ()
    size = ("-o", "media=A4", "-o", "print-scaling=none")
    _run("lp", *where, "-n", "1", "-t", _TITLE, *size, "-", given=pdf)


def _run(program: str, *arguments: str, given: bytes = b"") -> bytes:
    path = shutil.which(program)
    if path is None:
        raise PrinterFailed(program)
    try:
        done = subprocess.run(  # noqa: S603 - a list of arguments that no shell reads
            [path, *arguments], input=given, capture_output=True, timeout=_PATIENCE_S, check=True
        )
    except subprocess.CalledProcessError as error:
        raise PrinterFailed(error.stderr.decode(errors="replace").strip()) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PrinterFailed(str(error)) from error
    return done.stdout
