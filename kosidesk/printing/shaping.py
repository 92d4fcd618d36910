"""Signs become glyphs: letters joined, marks placed, pairs kerned, by HarfBuzz."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

import uharfbuzz as hb

from kosidesk.printing.faces import face


@dataclass(frozen=True, slots=True)
class Glyph:
    """`x` and `y` are its place from the run's left end, in thousandths of an em; `text` is what it says."""

    id: int
    x: float
    y: float
    text: str


@dataclass(frozen=True, eq=False, slots=True)
class Shaped:
    """Glyphs of one face in the order of reading, and the width of all in em."""

    face: str
    rtl: bool
    glyphs: tuple[Glyph, ...]
    width: float


def shaped(text: str, face_name: str, *, rtl: bool, language: str) -> Shaped:
    """Text of one face, one direction and one script."""
    used = face(face_name)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.language = language
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    hb.shape(used.font, buffer)
    scale = 1000 / used.em
    clusters = [info.cluster for info in buffer.glyph_infos]
    starts = accumulate((at.x_advance for at in buffer.glyph_positions), initial=0)
    drawn = [
        (cluster, Glyph(info.codepoint, (start + at.x_offset) * scale, at.y_offset * scale, said))
        for cluster, info, at, start, said in zip(
            clusters, buffer.glyph_infos, buffer.glyph_positions, starts, _said(text, clusters), strict=False
        )
    ]
    # HarfBuzz gives them from left to right.
    in_order = tuple(glyph for _cluster, glyph in sorted(drawn, key=lambda placed: placed[0]))
    width = sum(at.x_advance for at in buffer.glyph_positions) / used.em
    return Shaped(face_name, rtl, in_order, width)


def _said(text: str, clusters: list[int]) -> list[str]:
    """For each glyph the signs it stands for.

    A letter drawn in parts, as "ọ" may be, is told in parts; where that does not come out even, the first
    one speaks.
    """
    ends = dict(pairwise((*sorted(set(clusters)), len(text))))
    glyphs = Counter(clusters)
    parts = {start: _parts(text[start:end], glyphs[start]) for start, end in ends.items()}
    return [next(parts[cluster]) for cluster in clusters]


def _parts(signs: str, glyphs: int) -> Iterator[str]:
    told = unicodedata.normalize("NFD", signs) if glyphs > 1 else ""
    return iter(told if len(told) == glyphs else [signs, *[""] * (glyphs - 1)])
