"""A receipt on its way to a printer that speaks ESC/POS: the page as dots, in strips, then the cut."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import Image

from kosidesk.domain.errors import PrinterNotReady
from kosidesk.printing.preview import Page, pages_at
from kosidesk.printing.printers.receipt_destination import Destination
from kosidesk.printing.printers.receipt_wire import Wire, opened
from kosidesk.printing.printers.trouble import Trouble

DOTS = 576
"""What the head of an 80 mm printer has: 72 mm at 203 dpi."""

_DOTS_PER_MM = 8
_DARK = 128
_STRIP = 128
_MODEL = "TM-T20II"
"""Any model of python-escpos with such a head and a knife."""

_AT_ONCE = 4096

# Four bits of every answer never vary.
_FIXED, _FIXED_BITS = 0b1001_0011, 0b0001_0010


@dataclass(frozen=True)
class _Question:
    """Answered at once with a byte, whatever the printer is doing; `bits` say that there is trouble."""

    command: bytes
    bits: int
    trouble: Trouble


_COVER = _Question(b"\x10\x04\x02", 0b0000_0100, Trouble.COVER_OPEN)
_PAPER = _Question(b"\x10\x04\x04", 0b0110_0000, Trouble.NO_PAPER)


def print_receipt(pdf: bytes, to: Destination) -> None:
    """Waits until the printer has taken it all. Raises PrinterNotReady."""
    with opened(to) as wire:
        answers = _require(wire, _COVER, to) and _require(wire, _PAPER, to)
        for part in _parts(commands(pdf)):
            wire.send(part)
        # Dots may have looked like questions, whose answers can be taken for an open cover.
        if answers:
            _require(wire, _PAPER, to)


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


def _require(wire: Wire, question: _Question, to: Destination) -> bool:
    """Whether the printer answers; what some send of their own accord is none. Raises PrinterNotReady."""
    answer = wire.ask(question.command)
    if not answer or answer[0] & _FIXED != _FIXED_BITS:
        return False
    if answer[0] & question.bits == question.bits:
        raise PrinterNotReady(str(to), question.trouble)
    return True


def _parts(data: bytes) -> Iterator[bytes]:
    """Small, so that the patience for each is for a few lines of dots."""
    for start in range(0, len(data), _AT_ONCE):
        yield data[start : start + _AT_ONCE]
