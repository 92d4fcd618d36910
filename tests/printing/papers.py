"""Small papers for printers: a number on each page, a frame, and a grey field."""

from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas


def paper(pages: int = 1, width_mm: float = 210, height_mm: float = 297) -> bytes:
    drawn = BytesIO()
    canvas = Canvas(drawn, (width_mm * mm, height_mm * mm), invariant=1)
    for number in range(1, pages + 1):
        canvas.rect(6 * mm, 6 * mm, (width_mm - 12) * mm, (height_mm - 12) * mm)
        canvas.setFillGray(0.72)
        canvas.rect(10 * mm, 10 * mm, 8 * mm, 8 * mm, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(10 * mm, (height_mm - 15) * mm, f"Seite {number}")
        canvas.showPage()
    canvas.save()
    return drawn.getvalue()
