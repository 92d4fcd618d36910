"""The ways to a receipt printer: network, USB and a device file; none of them waits for ever.

python-escpos has such ways too, but they know only the commonest ends of a USB printer, give no reason, and
wait without end for a device file whose printer has no paper.
"""

import errno
import os
import select
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from typing import Protocol

from kosidesk.domain.errors import PrinterNotReady
from kosidesk.printing.printers.receipt_destination import Destination, File, Network, Usb
from kosidesk.printing.printers.trouble import Trouble

PATIENCE_S = 10.0
ANSWER_S = 1.0

_FORBIDDEN = (errno.EACCES, errno.EPERM)


class Wire(Protocol):
    """An open way to a printer. All of it raises OSError."""

    def send(self, data: bytes) -> None: ...

    def ask(self, question: bytes) -> bytes:
        """Empty where the printer does not answer in time, or cannot."""

    def close(self) -> None: ...


def opened(to: Destination) -> AbstractContextManager[Wire]:
    """Why it could not be opened, or broke, is told as PrinterNotReady."""
    match to:
        case Network():
            return _told(to, lambda: _Socket(to))
        case Usb():
            from kosidesk.printing.printers.usb_printer import UsbPrinter  # noqa: PLC0415 - loads libusb

            return _told(to, lambda: UsbPrinter(to))
        case File():
            return _told(to, lambda: _Device(to))


@contextmanager
def _told(to: Destination, open_: Callable[[], Wire]) -> Iterator[Wire]:
    try:
        wire = open_()
    except OSError as error:
        raise PrinterNotReady(str(to), _why(error, Trouble.UNREACHABLE)) from error
    with closing(wire):
        try:
            yield wire
        except OSError as error:
            raise PrinterNotReady(str(to), _why(error, Trouble.BROKEN_OFF)) from error


def _why(error: OSError, otherwise: Trouble) -> Trouble:
    return Trouble.FORBIDDEN if error.errno in _FORBIDDEN else otherwise


class _Socket:
    def __init__(self, to: Network) -> None:
        self._socket = socket.create_connection((to.host, to.port), PATIENCE_S)

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def ask(self, question: bytes) -> bytes:
        self._socket.settimeout(ANSWER_S)
        try:
            self._socket.sendall(question)
            return self._socket.recv(1)
        except TimeoutError:
            return b""
        finally:
            self._socket.settimeout(PATIENCE_S)

    def close(self) -> None:
        self._socket.close()


class _Device:
    def __init__(self, to: File) -> None:
        kind = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        self._file = os.open(to.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | kind, 0o600)

    def send(self, data: bytes) -> None:
        while data:
            self._wait()
            data = data[os.write(self._file, data) :]
        # What Linux has not passed on when such a device is closed is lost, and the cut comes last.
        self._wait()

    def ask(self, question: bytes) -> bytes:  # noqa: ARG002 - what is only written to gives no answer
        return b""

    def close(self) -> None:
        os.close(self._file)

    def _wait(self) -> None:
        # Windows can wait for sockets only.
        if os.name != "nt" and not select.select((), (self._file,), (), PATIENCE_S)[1]:
            raise TimeoutError
