"""What the system's print service says of its printers and jobs, asked through its own library.

Its programs would tell the same in words for people, translated, and without whether a job failed.
"""

import ctypes
import re
from collections.abc import Iterator, Mapping
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_long, c_void_p
from dataclasses import dataclass
from enum import Enum, IntEnum
from functools import cache

from kosidesk.domain.errors import PrinterFailed, PrinterNotReady
from kosidesk.printing.printers.trouble import Trouble

_NAMES = ("libcups.so.2", "/usr/lib/libcups.2.dylib")
_EVERY_JOB, _OF_ANYBODY = -1, 0
_UNAVAILABLE = 0x502
_STATES = {"4": "processing", "5": "stopped"}
_WEIGHT = re.compile("-(error|warning|report)$")


class State(Enum):
    """How a printer stands; the value is what CUPS and printers call it, what hinders most comes first."""

    REJECTING = ("rejecting", "cups-remote-rejecting")
    COVER_OPEN = ("cover-open", "door-open", "interlock-open")
    JAM = ("media-jam",)
    NO_PAPER = ("media-empty", "media-needed")
    NO_TONER = ("toner-empty", "marker-supply-empty", "developer-empty", "marker-supply-missing")
    OFFLINE = ("offline", "shutdown", "timed-out", "cups-remote-stopped")
    STOPPED = ("stopped", "stopping", "paused", "moving-to-paused")
    PRINTING = ("processing", "connecting-to-device")
    IDLE = ("idle",)


@dataclass(frozen=True)
class Printer:
    """`name` is for the system, `label` for people."""

    name: str
    label: str
    state: State
    is_standard: bool = False


class JobState(IntEnum):
    """What became of a job; the values are IPP's. `GONE`: the system keeps no record of it any more."""

    GONE = 0
    PENDING = 3
    HELD = 4
    PRINTING = 5
    STOPPED = 6
    CANCELLED = 7
    ABORTED = 8
    COMPLETED = 9

    @property
    def is_over(self) -> bool:
        return self is JobState.GONE or self >= JobState.CANCELLED


@dataclass(frozen=True)
class Ticket:
    """A job that was handed over. Where the system told no number, it is 0 and nothing can be asked."""

    printer: str
    number: int


def printers() -> tuple[Printer, ...]:
    """The standard printer first. Raises PrinterFailed, PrinterNotReady."""
    cups = _cups()
    found = POINTER(_Destination)()
    count = cups.cupsGetDests2(None, byref(found))
    if not count and cups.cupsLastError() == _UNAVAILABLE:
        raise PrinterNotReady("", Trouble.NO_SERVICE)
    # A printer can have several sets of options, each under a name of its own ("instance").
    told = [_printer(found[at]) for at in range(count) if not found[at].instance]
    cups.cupsFreeDests(count, found)
    return tuple(sorted(told, key=lambda one: (not one.is_standard, one.label.casefold())))


def job_state(ticket: Ticket) -> JobState:
    """Raises PrinterFailed."""
    cups = _cups()
    found = POINTER(_Job)()
    count = cups.cupsGetJobs2(None, byref(found), ticket.printer.encode() or None, _OF_ANYBODY, _EVERY_JOB)
    if count < 0:
        raise PrinterFailed(cups.cupsLastErrorString().decode(errors="replace"))
    states = {found[at].id: found[at].state for at in range(count)}
    cups.cupsFreeJobs(count, found)
    return JobState(states.get(ticket.number, JobState.GONE))


def _printer(told: "_Destination") -> Printer:
    options = dict(_options(told))
    name = told.name.decode(errors="replace")
    return Printer(name, options.get("printer-info") or name, _state(options), bool(told.is_default))


def _options(told: "_Destination") -> Iterator[tuple[str, str]]:
    for at in range(told.num_options):
        option = told.options[at]
        yield option.name.decode(errors="replace"), (option.value or b"").decode(errors="replace")


def _state(options: Mapping[str, str]) -> State:
    """What the printer complains of, whatever weight it gives it: the weights are not to be relied on."""
    said = {_WEIGHT.sub("", reason) for reason in options.get("printer-state-reasons", "").split(",")}
    said.add(_STATES.get(options.get("printer-state", ""), "idle"))
    if options.get("printer-is-accepting-jobs") == "false":
        said.add("rejecting")
    return next(state for state in State if said.intersection(state.value))


class _Option(Structure):
    _fields_ = (("name", c_char_p), ("value", c_char_p))


class _Destination(Structure):
    _fields_ = (
        ("name", c_char_p),
        ("instance", c_char_p),
        ("is_default", c_int),
        ("num_options", c_int),
        ("options", POINTER(_Option)),
    )


class _Job(Structure):
    _fields_ = (
        ("id", c_int),
        ("dest", c_char_p),
        ("title", c_char_p),
        ("user", c_char_p),
        ("format", c_char_p),
        ("state", c_int),
        ("size", c_int),
        ("priority", c_int),
        ("completed_time", c_long),
        ("creation_time", c_long),
        ("processing_time", c_long),
    )


@cache
def _cups() -> ctypes.CDLL:
    """Raises PrinterFailed."""
    for name in _NAMES:
        try:
            library = ctypes.CDLL(name)
        except OSError as error:
            reason = error
        else:
            return _declared(library)
    raise PrinterFailed(str(reason))


def _declared(library: ctypes.CDLL) -> ctypes.CDLL:
    library.cupsGetDests2.argtypes = (c_void_p, POINTER(POINTER(_Destination)))
    library.cupsFreeDests.argtypes = (c_int, POINTER(_Destination))
    library.cupsGetJobs2.argtypes = (c_void_p, POINTER(POINTER(_Job)), c_char_p, c_int, c_int)
    library.cupsFreeJobs.argtypes = (c_int, POINTER(_Job))
    library.cupsLastErrorString.restype = c_char_p
    return library
