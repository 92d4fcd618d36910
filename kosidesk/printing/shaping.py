"""Signs become glyphs: letters joined, marks placed, pairs kerned, by HarfBuzz."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import uharfbuzz as hb

from kosidesk.printing.faces import face

_RTL = "rtl"


@dataclass(frozen=True)
class Glyph:
    """`advance`, `dx` and `dy` are in thousandths of an em; `text` is what it stands for."""

    id: int
    advance: float
    dx: float
    dy: float
    text: str


@dataclass(frozen=True)
class Shaped:
    """Glyphs of one face from left to right, and the width of all in em."""

    face: str
    rtl: bool
    glyphs: tuple[Glyph, ...]
    width: float


@lru_cache(maxsize=20_000)
def shaped(text: str, face_name: str, *, rtl: bool, language: str) -> Shaped:
    """Text of one face, one direction and one script, without a blank in most cases: words come again."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = _RTL if rtl else "ltr"
    buffer.language = language
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    used = face(face_name)
    hb.shape(used.font, buffer)
    scale = 1000 / used.em
    said = _said(text, [info.cluster for info in buffer.glyph_infos])
    glyphs = tuple(
        Glyph(info.codepoint, at.x_advance * scale, at.x_offset * scale, at.y_offset * scale, meant)
        for info, at, meant in zip(buffer.glyph_infos, buffer.glyph_positions, said, strict=True)
    )
    return Shaped(face_name, rtl, glyphs, sum(glyph.advance for glyph in glyphs) / 1000)


def _said(text: str, clusters: list[int]) -> list[str]:
    """For each glyph the signs it stands for.

    A letter drawn in parts, as "ọ" may be, is told in parts; where that does not come out even, the first
    one speaks.
    """
    ends = dict(pairwise((*sorted(set(clusters)), len(text))))
    parts = {start: _parts(text[start:end], clusters.count(start)) for start, end in ends.items()}
    return [next(parts[cluster]) for cluster in clusters]


def _parts(signs: str, glyphs: int) -> Iterator[str]:
    told = unicodedata.normalize("NFD", signs) if glyphs > 1 else ""
    return iter(told if len(told) == glyphs else [signs, *[""] * (glyphs - 1)])
