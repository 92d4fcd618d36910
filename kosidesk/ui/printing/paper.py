"""Prints pages as pictures where the system takes no PDF (Windows)."""

from itertools import chain

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kosidesk.domain.errors import PrinterFailed
from kosidesk.services import printing_out
from kosidesk.services.printing_out import Job, Printer, Sides, State
from kosidesk.services.sheets import Page

_MM_PER_INCH = 25.4
_STATES = {QPrinter.PrinterState.Active: State.PRINTING, QPrinter.PrinterState.Error: State.STOPPED}
_DUPLEX = {
    Sides.ONE: QPrinter.DuplexMode.DuplexNone,
    Sides.LONG_EDGE: QPrinter.DuplexMode.DuplexLongSide,
    Sides.SHORT_EDGE: QPrinter.DuplexMode.DuplexShortSide,
}


def printers() -> tuple[Printer, ...]:
    """The standard printer first."""
    known = (_printer(info) for info in QPrinterInfo.availablePrinters())
    return tuple(sorted(known, key=lambda one: (not one.is_standard, one.label.casefold())))


def print_out(document: bytes, job: Job) -> None:
    """At true size; Qt allows painting on a printer off the GUI thread.

    Raises PrinterFailed, and Invalid for pages that are not there.
    """
    target = QPrinter(QPrinter.PrinterMode.HighResolution)
    target.setPrinterName(job.printer or QPrinterInfo.defaultPrinterName())
    if not target.isValid():
        raise PrinterFailed(job.printer)
    paint(target, document, job)


def paint(target: QPrinter, document: bytes, job: Job) -> None:
    """The printer stands fast already: one chosen later would bring its own paper. Raises as `print_out`."""
    repeated = 1 if target.supportsMultipleCopies() else job.copies
    target.setCopyCount(job.copies // repeated)
    target.setDuplex(_DUPLEX[job.sides])
    target.setDocName(job.title)  # never a name, never a code: others see the queue
    painter = QPainter()
    for page in chain.from_iterable(printing_out.drawn(document, job) for _copy in range(repeated)):
        if painter.isActive():
            target.newPage()
        else:
            _begin(painter, target, page)
        painter.drawImage(QRectF(target.paperRect(QPrinter.Unit.DevicePixel)), image(page))
    painter.end()


def _begin(painter: QPainter, target: QPrinter, page: Page) -> None:
    """On paper as large as the page, with nothing of it left to the driver."""
    size = QSizeF(page.width, page.height) * (_MM_PER_INCH / printing_out.DRAWN_DPI)
    # Printers know their papers upright; across, the same paper is turned.
    is_across = page.width > page.height
    upright = size.transposed() if is_across else size
    paper = QPageSize(upright, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if is_across else QPageLayout.Orientation.Portrait
    target.setPageLayout(QPageLayout(paper, turned, QMarginsF()))
    target.setFullPage(True)
    if not painter.begin(target):
        raise PrinterFailed(target.printerName())


def _printer(info: QPrinterInfo) -> Printer:
    state = _STATES.get(info.state(), State.IDLE)
    return Printer(info.printerName(), info.description() or info.printerName(), state, info.isDefault())


def image(page: Page) -> QImage:
    """A picture that owns its pixels."""
    seen = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB888)
    return seen.copy()
