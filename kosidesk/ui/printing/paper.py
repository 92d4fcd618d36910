"""Prints pages as pictures where the system takes no PDF (Windows)."""

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kosidesk.domain.errors import PrinterFailed
from kosidesk.services import sheets
from kosidesk.services.sheets import Page

_DPI = 300
_A4_WIDTH_PX = round(210 / 25.4 * _DPI)


def printers() -> tuple[str, ...]:
    """The standard printer first."""
    standard = QPrinterInfo.defaultPrinterName()
    others = sorted(name for name in QPrinterInfo.availablePrinterNames() if name != standard)
    return (*filter(None, (standard,)), *others)


def print_out(document: bytes, printer: str = "") -> None:
    """A4 at true size; Qt allows painting on a printer off the GUI thread. Raises PrinterFailed."""
    target = QPrinter(QPrinter.PrinterMode.HighResolution)
    target.setDocName("Vermittlungsbogen")  # never a name, never a code: others see the queue
    target.setPrinterName(printer or QPrinterInfo.defaultPrinterName())
    if not target.isValid():
        raise PrinterFailed(printer)
    paint(target, sheets.pages(document, _A4_WIDTH_PX))


def paint(target: QPrinter, pages: tuple[Page, ...]) -> None:
    """Raises PrinterFailed."""
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    target.setPageLayout(QPageLayout(a4, QPageLayout.Orientation.Portrait, QMarginsF()))
    target.setFullPage(True)
    painter = QPainter()
    if not painter.begin(target):
        raise PrinterFailed(target.printerName())
    for number, page in enumerate(pages):
        if number:
            target.newPage()
        painter.drawImage(QRectF(target.paperRect(QPrinter.Unit.DevicePixel)), image(page))
    painter.end()


def image(page: Page) -> QImage:
    """A picture that owns its pixels."""
    seen = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB888)
    return seen.copy()
