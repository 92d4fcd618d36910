"""What keeps a printer from printing, as far as it can be told apart: codes, no sentences."""

from enum import StrEnum


class Trouble(StrEnum):
    """The fact of a PrinterNotReady that says why."""

    NO_SERVICE = "no_service"  # the system's print service does not answer
    NO_STANDARD = "no_standard"  # none was named, and the system has no standard printer
    UNKNOWN = "unknown"  # the system knows no printer of this name
    REJECTING = "rejecting"  # its queue was closed by somebody
    UNREACHABLE = "unreachable"  # switched off, unplugged, another address
    FORBIDDEN = "forbidden"  # this person may not use it
    NO_PAPER = "no_paper"
    COVER_OPEN = "cover_open"
    BROKEN_OFF = "broken_off"  # it took a part and then no more
