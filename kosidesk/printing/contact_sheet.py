"""The first pages of many papers side by side on one picture, for whoever looks them through."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from kosidesk.paths import RESOURCES
from kosidesk.printing.preview import Page

_GAP, _CAPTION = 16, 28
_GROUND, _INK = "#b0b0b0", "#000000"
_FONT = RESOURCES / "fonts" / "NotoSans-Regular.ttf"


def contact_sheet(papers: Sequence[tuple[str, Page]], columns: int) -> bytes:
    """A PNG with a caption above each page; pages of one width, row by row as high as the highest."""
    rows = [papers[start : start + columns] for start in range(0, len(papers), columns)]
    heights = [max(page.height for _caption, page in row) + _CAPTION + _GAP for row in rows]
    width = max(page.width for _caption, page in papers) + _GAP
    picture = Image.new("RGB", (_GAP + width * columns, _GAP + sum(heights)), _GROUND)
    for n, row in enumerate(rows):
        for column, (caption, page) in enumerate(row):
            _put(picture, caption, page, _GAP + column * width, _GAP + sum(heights[:n]))
    png = BytesIO()
    picture.save(png, "PNG")
    return png.getvalue()


def _put(picture: Image.Image, caption: str, page: Page, x: int, y: int) -> None:
    font = ImageFont.truetype(_FONT, _CAPTION * 2 // 3)
    ImageDraw.Draw(picture).text((x, y), caption, _INK, font)
    size = (page.width, page.height)
    drawn = Image.frombytes("RGB", size, page.pixels, "raw", "RGB", page.stride)
    picture.paste(drawn, (x, y + _CAPTION))
