"""A CUPS of our own: its socket, its spool and its one printer lie in one folder, which is all it touches.

The printer is a file that takes PDF; what arrives went through the filters that turn and scale pages.
"""

import ctypes
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from kosidesk.printing.printers import queues
from kosidesk.printing.printers.queues import JobState, Ticket

PRINTER = "Empfang"
_FILTER = Path("/usr/lib/cups/filter/pdftopdf")
_PATIENCE_S = 20
_OVER = {JobState.CANCELLED, JobState.ABORTED, JobState.COMPLETED}

_CONFIGURATION = """
Listen {folder}/cups.sock
LogLevel debug
PreserveJobFiles No
PreserveJobHistory Yes
DirtyCleanInterval 0
Browsing No
WebInterface No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_FILES = """
ServerRoot {folder}/etc
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
StateDir {folder}/state
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
FileDevice Yes
"""
_PRINTER = f"""
<DefaultPrinter {PRINTER}>
Info Drucker am Empfang
DeviceURI file://{{folder}}/paper.pdf
State Idle
Accepting Yes
Shared No
ErrorPolicy abort-job
OpPolicy default
</DefaultPrinter>
"""
# The least that CUPS takes for the description of a printer.
_DESCRIPTION = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "PAPER.PPD"
*Manufacturer: "Test"
*Product: "(Paper)"
*ModelName: "Paper"
*ShortNickName: "Paper"
*NickName: "Paper"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*FileSystem: False
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Page Size: PickOne
*DefaultPageSize: Letter
*PageSize Letter: "<</PageSize[612 792]>>setpagedevice"
*PageSize A4: "<</PageSize[595.276 841.89]>>setpagedevice"
*PageSize A5: "<</PageSize[419.528 595.276]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: Letter
*PageRegion Letter: "<</PageSize[612 792]>>setpagedevice"
*PageRegion A4: "<</PageSize[595.276 841.89]>>setpagedevice"
*PageRegion A5: "<</PageSize[419.528 595.276]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: Letter
*ImageableArea Letter: "0 0 612 792"
*ImageableArea A4: "0 0 595.276 841.89"
*ImageableArea A5: "0 0 419.528 595.276"
*DefaultPaperDimension: Letter
*PaperDimension Letter: "612 792"
*PaperDimension A4: "595.276 841.89"
*PaperDimension A5: "419.528 595.276"
"""


@dataclass(frozen=True)
class PrintService:
    """A running CUPS."""

    folder: Path

    @property
    def paper(self) -> Path:
        """What the printer was given last."""
        return self.folder / "paper.pdf"

    @property
    def temporary(self) -> Path:
        """Where filters put what they need for a moment."""
        return self.folder / "spool" / "tmp"

    def kept(self) -> dict[str, bytes]:
        """Every file but the paper: jobs, logs, states."""
        files = (path for path in self.folder.rglob("*") if path.is_file() and path != self.paper)
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}

    def await_end(self, ticket: Ticket) -> JobState:
        """What became of a job; CUPS tells nobody when, so it is asked until it is over."""
        until = time.monotonic() + _PATIENCE_S
        while time.monotonic() < until:
            if (state := queues.job_state(ticket)) in _OVER:
                return state
        raise AssertionError(_log(self.folder))


def reason_missing() -> str:
    """The reason code and what is missing here; empty if a print service can be started."""
    if _cupsd() is None or shutil.which("lp") is None or not _FILTER.exists():
        return "no-cups: cups-daemon, cups-client or cups-filters-core-drivers is not installed"
    return ""


@contextmanager
def running() -> Iterator[PrintService]:
    """Skips where there is no CUPS. `lp` and the library find this one while it runs."""
    if reason := reason_missing():
        pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="kosi-cups-") as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        _furnish(folder)
        patch.setenv("CUPS_SERVER", f"{folder}/cups.sock")
        library = ctypes.CDLL("libcups.so.2")
        # The library keeps the first server it was told of.
        library.cupsSetServer(f"{folder}/cups.sock".encode())
        with _started(folder):
            yield PrintService(folder)
        library.cupsSetServer(None)


def _furnish(folder: Path) -> None:
    # Filters run as another user and read the job's file themselves.
    folder.chmod(0o755)
    for part in ("etc/ppd", "spool/tmp", "cache", "state", "log"):
        (folder / part).mkdir(parents=True)
    _write(folder / "etc/cupsd.conf", _CONFIGURATION.format(folder=folder))
    _write(folder / "etc/cups-files.conf", _FILES.format(folder=folder))
    _write(folder / "etc/printers.conf", _PRINTER.format(folder=folder))
    _write(folder / f"etc/ppd/{PRINTER}.ppd", _DESCRIPTION)


def _write(path: Path, text: str) -> None:
    path.write_text(text.lstrip(), encoding="utf-8")


@contextmanager
def _started(folder: Path) -> Iterator[None]:
    configuration = ["-c", f"{folder}/etc/cupsd.conf", "-s", f"{folder}/etc/cups-files.conf"]
    daemon = subprocess.Popen([str(_cupsd()), "-f", *configuration], stdin=subprocess.DEVNULL)
    try:
        _await_socket(folder, daemon)
        yield
    finally:
        daemon.terminate()
        daemon.wait(_PATIENCE_S)


def _await_socket(folder: Path, daemon: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until and daemon.poll() is None:
        if PRINTER in subprocess.run(["lpstat", "-e"], capture_output=True, text=True, check=False).stdout:
            return
    pytest.skip(f"no-cups: cupsd may not run in a folder of its own: {_log(folder)[-500:]}")


def _log(folder: Path) -> str:
    file = folder / "log" / "error"
    return file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""


def _cupsd() -> str | None:
    return shutil.which("cupsd", path=f"{os.environ['PATH']}:/usr/sbin")
