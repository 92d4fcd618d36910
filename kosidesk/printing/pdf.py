"""Draws a sheet as a PDF; the only module that knows reportlab."""

from functools import cache
from io import BytesIO
from threading import Lock

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kosidesk.paths import RESOURCES
from kosidesk.printing.content import Sheet
from kosidesk.printing.layout import PAGE, Typefaces, pages
from kosidesk.printing.lines import Face, Typeface
from kosidesk.printing.marks import Box, Mark, Stroke, Symbol, Text

# A sheet never fetches anything, whatever an offer says.
rl_config.trustedSchemes = []
rl_config.trustedHosts = []

# reportlab keeps its fonts in globals: one sheet at a time.
_REPORTLAB = Lock()

_REGULAR, _BOLD, _SIGNS = "NotoSans-Regular", "NotoSans-Bold", "DejaVuSans"
_GROUND = 0.9
# reportlab describes signs beyond this in a way that makes them be copied as others.
_LAST_SIGN = 0xFFFF


def pdf(sheet: Sheet) -> bytes:
    """The sheet on A4. The same content gives the same bytes, on any day and machine."""
    with _REPORTLAB:
        return _drawn(sheet)


def _drawn(sheet: Sheet) -> bytes:
    faces = _typefaces()
    file = BytesIO()
    canvas = Canvas(file, PAGE, pageCompression=1, invariant=1, initialFontName=_REGULAR, lang=sheet.language)
    canvas.setTitle(sheet.name)
    canvas.setAuthor(sheet.head.agency)
    canvas.setCreator("KosiDesk")
    canvas.setViewerPreference("PrintScaling", "None")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    for marks in pages(sheet, faces):
        for mark in marks:
            _draw(canvas, mark)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@cache
def _typefaces() -> Typefaces:
    signs = _face(_SIGNS)
    return Typefaces(Typeface(_face(_REGULAR), signs), Typeface(_face(_BOLD), signs))


def _face(name: str) -> Face:
    """Registers a font by its file; reportlab's own search would unpickle a cache anyone can write."""
    font = TTFont(name, RESOURCES / "fonts" / f"{name}.ttf", shapable=False)
    pdfmetrics.registerFont(font)
    widths = font.face.charWidths
    return Face(
        name, {chr(code): widths[code] / 1000 for code in font.face.charToGlyph if code <= _LAST_SIGN}
    )


def _draw(canvas: Canvas, mark: Mark) -> None:
    match mark:
        case Text():
            _draw_text(canvas, mark)
        case Stroke():
            canvas.setLineWidth(mark.thickness)
            canvas.setDash(4, 3) if mark.dashed else canvas.setDash()
            canvas.line(mark.x, PAGE[1] - mark.y, mark.x + mark.length, PAGE[1] - mark.y)
        case Box():
            canvas.setLineWidth(0.8)
            canvas.setDash()
            canvas.setFillGray(_GROUND)
            canvas.rect(mark.x, PAGE[1] - mark.y - mark.side, mark.side, mark.side, fill=1)
            canvas.setFillGray(0)
        case Symbol():
            _draw_symbol(canvas, mark)


def _draw_text(canvas: Canvas, mark: Text) -> None:
    text = canvas.beginText(mark.x, PAGE[1] - mark.y)
    for run in mark.line.runs:
        text.setFont(run.face, mark.size)
        text.textOut(run.text)
    if mark.line.soft:
        # Without a blank at the line's end, words run together when the sheet is read aloud or copied.
        text.textOut(" ")
    canvas.drawText(text)


def _draw_symbol(canvas: Canvas, mark: Symbol) -> None:
    """Bars as one path: programs that smooth edges would leave hairlines between single squares."""
    module = mark.side / mark.matrix.size
    top = PAGE[1] - mark.y
    path = canvas.beginPath()
    for bar in mark.matrix.bars:
        x, y = mark.x + bar.column * module, top - (bar.row + 1) * module
        path.rect(x, y, bar.length * module, module)
    canvas.drawPath(path, stroke=0, fill=1)
