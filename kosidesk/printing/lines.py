"""Breaks a text into lines of glyphs, each sign with the first typeface that has it, in either direction.

There is no markup in between, so nothing an offer says can be taken for an instruction.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from kosidesk.printing import bidi
from kosidesk.printing.faces import face, face_of
from kosidesk.printing.shaping import Shaped, shaped
from kosidesk.printing.text import REPLACEMENT, isolated, unbroken

_WORD = re.compile("[^ \t]+")
# Marks of direction have done their work once the levels are known, and nothing draws controls.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]"
)
# These change how their neighbour looks and never stand alone.
_ATTACHED = frozenset("\u200c\u200d") | frozenset(map(chr, range(0xFE00, 0xFE10)))
# In em: few signs are narrower, so this tells how many can fit a line.
_NARROWEST = 0.2
# A word longer than a line breaks behind one of these if it can.
_BREAKS = frozenset("-/@._,;:&?=")
# Begins with + or a zero, which a range such as 9-12 does not.
_PHONE = re.compile(r"(?<!\w)(?:\([+0۰]\d*\)|[+0۰])(?:[ \u00a0/–-]*(?:\(0\)|\d)){4,}")


class Setting(NamedTuple):
    """How a text is set: its weight, its language (BCP 47) and the side where reading begins."""

    bold: bool = False
    language: str = "de"
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs, and where they begin, in points from the line's left end."""

    x: float
    shaped: Shaped


@dataclass(frozen=True, slots=True)
class Line:
    """`runs` stand in reading order; `soft` if the text goes on behind a blank that the break swallowed."""

    runs: tuple[Run, ...]
    width: float
    text: str
    soft: bool = False
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class _Unit:
    """Glyphs that are moved as one when a line is put in its visual order."""

    level: int
    shaped: Shaped


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    units: tuple[_Unit, ...]
    width: float


def lines(
    text: str, size: float, width: float, setting: Setting, *, goes_on: bool = False
) -> tuple[Line, ...]:
    """The text in lines of at most `width` points, broken at blanks and in words longer than that.

    `goes_on` if more words of the same paragraph follow, set in another way.
    """
    return tuple(_Paragraph(text, setting).lines(width / size, size, goes_on=goes_on)) if text else ()


class _Paragraph:
    def __init__(self, text: str, setting: Setting) -> None:
        self._setting = setting
        base = int(setting.rtl)
        # Behind Arabic letters the groups of a number would change places (UAX #9, W2).
        self._text = _PHONE.sub(lambda found: isolated(unbroken(found[0])), text)
        self._levels = bidi.levels(self._text, base)
        self._blank = _blank(setting)

    def lines(self, limit: float, size: float, *, goes_on: bool) -> Iterator[Line]:
        line: list[_Word] = []
        used = 0.0
        for match in _WORD.finditer(self._text):
            word = self._word(*match.span())
            if line and used + self._blank.width + word.width <= limit:
                line.append(word)
                used += self._blank.width + word.width
                continue
            if line:
                yield self._line(line, size, soft=True)
            *full, last = self._chunks(word, limit) if word.width > limit else (word,)
            for chunk in full:
                yield self._line([chunk], size)
            line, used = [last], last.width
        if line:
            yield self._line(line, size, soft=goes_on)

    def _word(self, start: int, end: int) -> _Word:
        units, width = _units(self._text[start:end], self._levels[start:end], self._setting)
        return _Word(start, end, units, width)

    def _chunks(self, word: _Word, limit: float) -> Iterator[_Word]:
        """The word in parts that fit a line; only as much of it is looked at as could fit."""
        window = int(limit / _NARROWEST) + 1
        start = word.start
        while word.end - start > 1:
            seen = self._word(start, min(word.end, start + window))
            if seen.end == word.end and seen.width <= limit:
                break
            end = self._end(seen, limit)
            if end >= word.end:
                break
            yield self._word(start, end)
            start = end
        yield self._word(start, word.end)

    def _end(self, word: _Word, limit: float) -> int:
        """Where a word too long for a line breaks: behind a sign made for it if one is near the end."""
        low, high = word.start + 1, word.end - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._word(word.start, middle).width <= limit else (low, middle - 1)
        half = (word.start + low) // 2
        good = next((n for n in range(low, half, -1) if self._text[n - 1] in _BREAKS), low)
        while good < len(self._text) and _belongs_before(self._text[good]):
            good += 1
        return good

    def _line(self, words: list[_Word], size: float, *, soft: bool = False) -> Line:
        units = [unit for before, word in self._spaced(words) for unit in (*before, *word.units)]
        x, places = 0.0, [0.0] * len(units)
        for n in bidi.visual_order([unit.level for unit in units]):
            places[n] = x
            x += units[n].shaped.width
        runs = [Run(place * size, unit.shaped) for place, unit in zip(places, units, strict=True)]
        if soft:
            # Without a blank at the line's end, words run together when the paper is read aloud or copied.
            runs.append(Run((-self._blank.width if self._setting.rtl else x) * size, self._blank))
        text = _UNSEEN.sub("", self._text[words[0].start : words[-1].end])
        return Line(tuple(runs), x * size, text, soft, any(unit.level % 2 for unit in units))

    def _spaced(self, words: list[_Word]) -> Iterator[tuple[tuple[_Unit, ...], _Word]]:
        """Each word with the blank before it."""
        yield (), words[0]
        for word in words[1:]:
            yield (_Unit(self._levels[word.start - 1], self._blank),), word


@lru_cache(maxsize=8_000)
def _units(text: str, levels: bytes, setting: Setting) -> tuple[tuple[_Unit, ...], float]:
    """A word, and its width in em. Words come again: some ten megabytes hold those of many sheets.

    They are kept one by one, so no sentence somebody wrote for a client outlives its sheet.
    """
    seen = [(n, sign) for n, sign in enumerate(text) if not _UNSEEN.match(sign)]
    faces = _faces("".join(sign for _, sign in seen), setting.bold)
    atoms = ((levels[n], found, sign) for (n, sign), found in zip(seen, faces, strict=True))
    units = tuple(
        _Unit(level, _drawn("".join(sign for *_, sign in part), found, level, setting))
        for (level, found), part in groupby(atoms, key=lambda atom: atom[:2])
    )
    return units, sum(unit.shaped.width for unit in units)


@lru_cache(maxsize=64)
def _blank(setting: Setting) -> Shaped:
    return shaped(" ", _face(" ", setting.bold), rtl=False, language=setting.language)


def _drawn(text: str, found: str, level: int, setting: Setting) -> Shaped:
    if found:
        return shaped(text, found, rtl=bool(level % 2), language=setting.language)
    stand_in = shaped(REPLACEMENT, _face(REPLACEMENT, setting.bold), rtl=False, language="de")
    step = stand_in.width * 1000
    glyphs = tuple(replace(stand_in.glyphs[0], x=n * step, text=_meant(sign)) for n, sign in enumerate(text))
    return replace(stand_in, glyphs=glyphs, width=stand_in.width * len(glyphs))


def _meant(sign: str) -> str:
    """A sign we cannot draw is still copied as itself; one that means nothing to others is not."""
    return REPLACEMENT if unicodedata.category(sign) in {"Co", "Cn", "Cs"} else sign


def _faces(text: str, bold: bool) -> Iterator[str]:  # noqa: FBT001 - a key of caches
    """The name of a face for each sign; what belongs to the sign before it stays in its face."""
    before = ""
    for sign in text:
        if not (before and _belongs_before(sign) and _has(before, sign)):
            before = _face(sign, bold)
        yield before


def _belongs_before(sign: str) -> bool:
    return sign in _ATTACHED or unicodedata.category(sign) in {"Mn", "Me", "Mc"}


def _has(face_name: str, sign: str) -> bool:
    return sign in _ATTACHED or ord(sign) in face(face_name).signs


def _face(sign: str, bold: bool) -> str:  # noqa: FBT001 - as above
    found = face_of(sign, bold=bold)
    return found.name if found else ""
