"""The typefaces of every paper: which signs each can draw, and its measures."""

from dataclasses import dataclass
from functools import cache, cached_property

import uharfbuzz as hb

from kosidesk.paths import RESOURCES

# Each stands in for what those before it lack; symbols have one weight.
_REGULAR = ("NotoSans-Regular", "Vazirmatn-Regular", "NotoSansEthiopic-Regular", "DejaVuSans")
_BOLD = ("NotoSans-Bold", "Vazirmatn-Bold", "NotoSansEthiopic-Bold", "DejaVuSans")


@dataclass(frozen=True, eq=False)
class Face:
    """A font file of `resources/fonts`; its name is its PostScript name."""

    name: str

    @cached_property
    def data(self) -> bytes:
        return (RESOURCES / "fonts" / f"{self.name}.ttf").read_bytes()

    @cached_property
    def face(self) -> hb.Face:
        return hb.Face(self.data)

    @cached_property
    def font(self) -> hb.Font:
        return hb.Font(self.face)

    @cached_property
    def signs(self) -> frozenset[int]:
        """The code points it can draw."""
        return frozenset(self.face.unicodes)

    @cached_property
    def em(self) -> int:
        """Units of the font in one em."""
        return int(self.face.upem)


@cache
def face(name: str) -> Face:
    return Face(name)


@cache
def face_of(sign: str, *, bold: bool) -> Face | None:
    """The first face that can draw a sign; files are read only when one is needed."""
    code = ord(sign)
    return next((face(name) for name in (_BOLD if bold else _REGULAR) if code in face(name).signs), None)


def names() -> tuple[str, ...]:
    """Every face there is."""
    return tuple(dict.fromkeys(_REGULAR + _BOLD))
