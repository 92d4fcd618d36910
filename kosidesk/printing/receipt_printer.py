"""A receipt on its way to a printer that speaks ESC/POS: the page as dots, in strips, then the cut."""

import shutil
from collections.abc import Iterator
from typing import Any

from PIL import Image

from kosidesk.domain.errors import PrinterNotReady
from kosidesk.printing.preview import Page, pages_at
from kosidesk.printing.receipt_destination import Destination
from kosidesk.printing.receipt_wire import Wire, opened
from kosidesk.printing.trouble import Trouble

DOTS = 576
"""What the head of an 80 mm printer has: 72 mm at 203 dpi."""

_DOTS_PER_MM = 8
_DARK = 128
_STRIP = 128
_MODEL = "TM-T20II"
"""Any model of python-escpos with such a head and a knife."""

_AT_ONCE = 4096

# Real-time status: the first byte of each answer has four bits that never vary.
_CAUSE, _PAPER = b"\x10\x04\x02", b"\x10\x04\x04"
_FIXED, _FIXED_BITS = 0b1001_0011, 0b0001_0010
_OPEN, _EMPTY = 0b0000_0100, 0b0110_0000


def print_receipt(pdf: bytes, to: Destination) -> None:
    """Waits until the printer has taken it all. Raises PrinterNotReady."""
    with opened(to) as wire:
        answers = _require_ready(wire, to)
        for part in _parts(commands(pdf)):
            wire.send(part)
        if answers:
            _require_ready(wire, to)


def commands(pdf: bytes) -> bytes:
    """Every page as raster, then feed and cut."""
    printer = _escpos()(profile=_MODEL)
    printer.hw("INIT")
    for page in pages_at(pdf, _DOTS_PER_MM):
        printer.image(dots(page), fragment_height=_STRIP)
    printer.cut()
    return bytes(printer.output)


def dots(page: Page) -> Image.Image:
    """The middle of the page, as wide as the head, in black and white: letters must not be made of dots."""
    whole = Image.frombuffer("RGB", (page.width, page.height), page.pixels, "raw", "RGB", page.stride, 1)
    left = (page.width - DOTS) // 2
    middle = Image.new("L", (DOTS, page.height), 255)
    middle.paste(whole.convert("L"), (-left, 0))
    return middle.point(lambda light: 255 if light >= _DARK else 0).convert("1")


def _escpos() -> Any:
    """Takes a third of a second to load, and leaves a copy of its list of printers on the disk."""
    from escpos import capabilities  # noqa: PLC0415 - see above
    from escpos.printer import Dummy  # noqa: PLC0415 - see above

    shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)
    return Dummy


def _require_ready(wire: Wire, to: Destination) -> bool:
    """Whether the printer says how it is at all. Raises PrinterNotReady."""
    cause, paper = _told(wire, _CAUSE), _told(wire, _PAPER)
    if cause is not None and cause & _OPEN:
        raise PrinterNotReady(str(to), Trouble.COVER_OPEN)
    if paper is not None and paper & _EMPTY:
        raise PrinterNotReady(str(to), Trouble.NO_PAPER)
    return paper is not None


def _told(wire: Wire, question: bytes) -> int | None:
    """What is no status is no answer: some printers send other things of their own accord."""
    answer = wire.ask(question)
    return answer[0] if answer and answer[0] & _FIXED == _FIXED_BITS else None


def _parts(data: bytes) -> Iterator[bytes]:
    """Small, so that the patience for each is for a few lines of dots."""
    for start in range(0, len(data), _AT_ONCE):
        yield data[start : start + _AT_ONCE]
