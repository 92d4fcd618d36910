"""The process that draws one logo: the file on standard input, the answer on standard output.

Started by `logos` as `python -m kosidesk.exchange.logo_child PIXELS`. What nobody foresaw ends it without an
answer, and that is one.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError  # only the names; defusedxml does the reading

import msgspec
import resvg_py
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import Image, ImageStat

from kosidesk.exchange import confined
from kosidesk.exchange.logos import Drawn, Refused
from kosidesk.paths import RESOURCES

_PNG = b"\x89PNG\r\n\x1a\n"
_PIXELS = 25_000_000  # of a picture that is still made smaller, and not refused
_LABEL = 200
_DARK = 180  # of 255: what is lighter cannot be told from white once it is printed in grey
_FAMILY = "Noto Sans"
_FONTS = [str(RESOURCES / "fonts" / f"NotoSans-{weight}.ttf") for weight in ("Regular", "Bold")]


def main() -> None:
    confined.restrict()
    Image.MAX_IMAGE_PIXELS = None  # ours is stricter, and has words
    said, pixels = sys.stdin.buffer.read(), int(sys.argv[1])
    sys.stdout.buffer.write(msgspec.msgpack.encode(_answer(said, pixels)))


def _answer(said: bytes, pixels: int) -> Drawn | Refused:
    label = ""
    if not said.startswith(_PNG):
        try:
            root = fromstring(said)
        except (ParseError, DefusedXmlException, ValueError) as error:
            return Refused("unreadable", type(error).__name__)
        if outside := next(_outside(root), ""):
            return Refused("external", outside)
        label = _label(root)
        said = _rendered(said, pixels)
    return _clean(said, pixels, label)


def _outside(root: Element) -> Iterator[str]:
    """What refers to something that is not in the file itself."""
    for element in root.iter():
        for key, value in element.items():
            if key.rpartition("}")[2] == "href" and not value.startswith(
                ("#", "data:image/png", "data:image/jpeg")
            ):
                yield value


def _label(root: Element) -> str:
    said = root.get("aria-label") or root.findtext("{http://www.w3.org/2000/svg}title") or ""
    return " ".join(said.split())[:_LABEL]


def _rendered(svg: bytes, pixels: int) -> bytes:
    return resvg_py.svg_to_bytes(
        svg_string=svg.decode("utf-8-sig"),
        width=pixels,
        height=pixels,
        skip_system_fonts=True,  # else each machine would draw its own
        font_files=_FONTS,
        font_family=_FAMILY,
        serif_family=_FAMILY,  # what is taken where a family is not there
        sans_serif_family=_FAMILY,
    )


def _clean(png: bytes, pixels: int, label: str) -> Drawn | Refused:
    with Image.open(BytesIO(png), formats=["PNG"]) as image:
        if image.width * image.height > _PIXELS:
            return Refused("too_large", f"{image.width} × {image.height}")
        drawn = image.convert("RGBA")
    paper = Image.new("RGB", drawn.size, "white")
    paper.paste(drawn, mask=drawn)
    paper.thumbnail((pixels, pixels))
    if ImageStat.Stat(paper.convert("L")).extrema[0][0] > _DARK:
        return Refused("pale")
    written = BytesIO()
    paper.save(written, "PNG")
    return Drawn(written.getvalue(), label)


if __name__ == "__main__":
    main()
