"""Breaks a text into lines and finds a typeface for each of its signs.

There is no markup in between, so nothing an offer says can be taken for an instruction.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from kosidesk.printing.text import REPLACEMENT

# Joiners, marks of direction and variation selectors mean something to a shaping drawing only.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff]"
)


@dataclass(frozen=True)
class Face:
    """A font by name, with the width (in em) of each sign it can draw."""

    name: str
    widths: Mapping[str, float]


@dataclass(frozen=True)
class Run:
    """Signs of one font in a row."""

    face: str
    text: str


@dataclass(frozen=True)
class Line:
    """One line; `soft` if the text goes on behind a blank that the line break swallowed."""

    runs: tuple[Run, ...]
    width: float
    soft: bool = False


@dataclass(frozen=True)
class _Glyph:
    face: str
    sign: str
    width: float


class Typeface:
    """Fonts of which each stands in for what those before it lack."""

    def __init__(self, *faces: Face) -> None:
        self._faces = faces
        self._known: dict[str, _Glyph] = {}

    def lines(self, text: str, size: float, width: float) -> tuple[Line, ...]:
        """The text in lines of at most `width` points, broken at blanks and in words longer than that."""
        return tuple(line for part in text.split("\n") for line in self._paragraph(part, size, width / size))

    def _paragraph(self, text: str, size: float, width: float) -> Iterator[Line]:
        blank = self._glyph(" ").width
        line: list[_Glyph] = []
        used = 0.0
        for word in filter(None, re.split("[ \t]+", text)):
            glyphs = [self._glyph(sign) for sign in _INVISIBLE.sub("", word)]
            needed = sum(glyph.width for glyph in glyphs)
            if line and used + blank + needed <= width:
                line += [self._glyph(" "), *glyphs]
                used += blank + needed
                continue
            if line:
                yield _line(line, size, soft=True)
            *full, line = _chunks(glyphs, width) if needed > width else (glyphs,)
            yield from (_line(chunk, size) for chunk in full)
            used = sum(glyph.width for glyph in line)
        if line:
            yield _line(line, size)

    def _glyph(self, sign: str) -> _Glyph:
        glyph = self._known.get(sign)
        if glyph is None:
            glyph = self._known[sign] = self._found(sign)
        return glyph

    def _found(self, sign: str) -> _Glyph:
        for face in self._faces:
            if sign in face.widths:
                return _Glyph(face.name, sign, face.widths[sign])
        return self._glyph(REPLACEMENT)


def _chunks(glyphs: list[_Glyph], width: float) -> Iterator[list[_Glyph]]:
    chunk: list[_Glyph] = []
    used = 0.0
    for glyph in glyphs:
        if chunk and used + glyph.width > width:
            yield chunk
            chunk, used = [], 0.0
        chunk.append(glyph)
        used += glyph.width
    yield chunk


def _line(glyphs: list[_Glyph], size: float, *, soft: bool = False) -> Line:
    by_face = groupby(glyphs, key=lambda glyph: glyph.face)
    runs = tuple(Run(face, "".join(glyph.sign for glyph in run)) for face, run in by_face)
    return Line(runs, size * sum(glyph.width for glyph in glyphs), soft)
