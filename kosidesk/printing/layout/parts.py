"""The building blocks every paper is made of: texts, rows, passages, codes, lists, figures."""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from math import cos, radians, sin

from kosidesk.i18n import GERMAN
from kosidesk.printing.content import Code, Logo, Phrase, Row
from kosidesk.printing.flow import height_of
from kosidesk.printing.languages import Language, languages
from kosidesk.printing.layout.measures import BULLET, MM, Measures
from kosidesk.printing.lines import Line, Setting, lines
from kosidesk.printing.marks import (
    Box,
    Picture,
    Piece,
    Shape,
    Stroke,
    Symbol,
    Tag,
    Text,
    beside,
    columns,
    ink_width,
    mirrored,
    moved,
    stacked,
)
from kosidesk.printing.qr import QUIET, Matrix, matrix
from kosidesk.printing.sketch import Outline, Point, Sketch
from kosidesk.printing.text import shortened
from kosidesk.printing.words import more

Pieces = tuple[Piece, ...]

NUMBER = 8 * MM
BLANK = 32 * MM
INDENT = 4 * MM
_LABEL_GAP = 2 * MM
# Scripts with marks above and below need more room between lines.
_MARKS = 0.2
# Chosen districts are a ground of this grey behind their black edges.
_CHOSEN, _LAND = 0.72, 1.0
_BORDER = 0.4
# The longer side of a map that stands alone, and the white above and below.
_MAP, _MAP_GAP = 50 * MM, 3 * MM
# The head of a pin: its radius as a share of the map, and where it is round.
_HEAD, _TURNS = 0.03, tuple(radians(degrees) for degrees in range(-30, 211, 20))
# From the middle of a line to the baseline that centres capitals, 0.71 em high in Noto Sans.
_CAPITALS = 0.355


class Parts:
    """Building blocks in the measures of one paper and in one language; texts are tagged below `parent`."""

    def __init__(self, measures: Measures, language: Language) -> None:
        self.m, self.language = measures, language
        # A text that is tried in several places is broken into lines once; the paper takes them with it.
        self._broken, self._fitted = cache(lines), cache(_fitted)

    # Texts

    def text(
        self,
        phrase: Phrase,
        width: float,
        parent: Tag | None,
        *,
        x: float = 0,
        size: float = 0,
        bold: bool = False,
        role: str = "P",
        most: int = 0,
    ) -> Pieces:
        """A piece for each line, at most `most` of them; the German beside it below in small letters."""
        tag = Tag(role, parent, _tag_of(phrase)) if role else None
        return self.said(phrase, width, tag, x=x, size=size, bold=bold, most=most)

    def said(
        self,
        phrase: Phrase,
        width: float,
        tag: Tag | None,
        *,
        x: float = 0,
        size: float = 0,
        bold: bool = False,
        most: int = 0,
    ) -> Pieces:
        """The same as part of `tag`, or as decoration."""
        size = size or self.m.body
        leaf = Tag("Link", tag, target=phrase.link) if tag and phrase.link else tag
        if not phrase.beside:
            return self._lines(phrase, size, width, leaf, x=x, bold=bold, most=most)
        # Each language is a leaf of its own, so that each is read aloud in its voice.
        own = Tag("Span", leaf) if leaf else None
        german = Tag("Span", tag, "de") if tag else None
        small, also = min(size, self.m.small), Phrase(phrase.beside)
        said = self._lines(phrase, size, width, own, x=x, bold=bold, most=most, goes_on=True)
        behind = ink_width(said[0]) - x + _LABEL_GAP
        same_line = self._lines(also, small, width - behind, german, x=x + behind)
        if len(said) == len(same_line) == 1:
            return (beside(said[0], _on_baseline(same_line[0], said[0])),)
        return (*said, *self._lines(also, small, width, german, x=x, most=most))

    def _lines(
        self,
        phrase: Phrase,
        size: float,
        width: float,
        tag: Tag | None,
        *,
        x: float = 0,
        bold: bool = False,
        most: int = 0,
        goes_on: bool = False,
    ) -> Pieces:
        setting = _setting(phrase, bold=bold)
        height = size * (self.m.leading + _MARKS * setting.rtl)
        baseline = height / 2 + _CAPITALS * size
        said = self._broken(phrase.text, size, width, setting, goes_on=goes_on)
        if most and len(said) > most:
            said = self._fitted(phrase, size, width, setting, most)
        return tuple(Piece(height, (Text(x, baseline, size, line, tag),)) for line in said)

    def _turned(self, pieces: Pieces, phrase: Phrase, x: float, width: float) -> Pieces:
        """On a sheet read from the other side, running text keeps the side where its language begins."""
        if languages()[phrase.language].right_to_left == self.language.right_to_left:
            return pieces
        return tuple(
            Piece(piece.height, moved(mirrored(moved(piece.marks, -x, 0), width), x, 0)) for piece in pieces
        )

    def heading(self, phrase: Phrase, width: float, parent: Tag | None, level: int = 2) -> Pieces:
        size = self.m.heading if level == 1 else self.m.section
        return self.text(phrase, width, parent, size=size, bold=True, role=f"H{level}")

    def fact(
        self, phrase: Phrase, width: float, parent: Tag | None, *, x: float = 0, most: int = 0
    ) -> Pieces:
        """A line of facts; behind a bullet it stays indented."""
        if not phrase.text.startswith(BULLET):
            return self.text(phrase, width, parent, x=x, most=most)
        tag = Tag("P", parent, _tag_of(phrase))
        plain = replace(phrase, text=phrase.text.removeprefix(BULLET))
        item = self._lines(plain, self.m.body, width - INDENT, tag, x=x + INDENT, most=most)
        dot = self._lines(Phrase(BULLET), self.m.body, INDENT, None, x=x)
        return columns(dot, item)

    # Rows: a label and its facts

    def label_width(self, rows: Iterable[Row], most: float) -> float:
        """What the widest label needs with the gap behind it; its German stands beside it up to `most`."""
        return max((self._label_width(row.label, most) for row in rows), default=most) + 2 * _LABEL_GAP

    def _label_width(self, label: Phrase, most: float) -> float:
        pieces = self.said(label, self.m.column, None, bold=True)
        if not label.beside or max(map(ink_width, pieces)) + 2 * _LABEL_GAP <= most:
            return max(map(ink_width, pieces))
        own = self.said(replace(label, beside=""), self.m.column, None, bold=True)
        german = self.said(Phrase(label.beside), self.m.column, None, size=self.m.small)
        return max(map(ink_width, (*own, *german)))

    def row(
        self,
        row: Row,
        width: float,
        parent: Tag | None,
        *,
        label: float | None = None,
        x: float = 0,
        most: int = 0,
    ) -> Pieces:
        """The label and its facts or a blank, beside each other where the paper is wide enough."""
        column = self.m.label if label is None else label
        item = Tag("LI", parent)
        body = Tag("LBody", item)
        named = self._label(row.label, (column or width) - (_LABEL_GAP if column else 0), item, x)
        facts = self._facts(row, width - column, body, x + column, most or self.m.most_lines)
        if not column:
            return (*named, *facts, Piece(2 * self.m.row_space))
        return (*columns(named, facts), Piece(self.m.row_space))

    def passage(self, row: Row, width: float, parent: Tag | None, *, most: int = 0) -> Pieces:
        """Running text below its label, as wide as is good to read."""
        return (Piece(self.m.row_space), *self.row(row, width, parent, label=0, most=most))

    def _label(self, phrase: Phrase, width: float, item: Tag, x: float) -> Pieces:
        return self.text(phrase, width, item, x=x, bold=True, role="Lbl")

    def _facts(self, row: Row, width: float, body: Tag, x: float, most: int) -> Pieces:
        """At most `most` lines of each fact; running text keeps the side where it begins."""
        if not row.lines:
            height = self.m.body * self.m.leading
            return (Piece(height, (Stroke(x, self.m.body * 1.2, min(BLANK, width)),)),)
        facts = ((fact, self.fact(fact, width, body, x=x, most=most)) for fact in row.lines)
        sides = (self._turned(pieces, fact, x, width) if row.running else pieces for fact, pieces in facts)
        return tuple(piece for pieces in sides for piece in pieces)

    # Figures

    def number(self, text: str, tag: Tag) -> Piece:
        """A number in a box before a heading; a blank keeps it apart from the words that follow."""
        digits = self._lines(Phrase(f"{text}\u00a0"), self.m.section, self.m.column, tag, bold=True)
        blank = self._lines(Phrase("\u00a0"), self.m.section, self.m.column, None, bold=True)
        both, gap = stacked(digits), ink_width(stacked(blank))
        # The blank has no ink; on a sheet read from the right it lies on the other side.
        inked = ink_width(both) + (gap if self.language.right_to_left else -gap)
        x, y = (NUMBER - inked) / 2, (NUMBER - both.height) / 2
        return beside(Piece(NUMBER, (Box(0, 0, NUMBER, NUMBER, 0.9),)), both.moved(x, y))

    def hanging_code(self, code: Code, parent: Tag | None, *, captioned: bool = True) -> Piece:
        """A code on the far side of the column, and the words below it."""
        # The dark part ends with the column; the quiet zone reaches into the margin, white as well.
        side, quiet = self.m.code, self.quiet(code)
        x = self.m.column - side + quiet
        caption = self.text(code.caption, side - 2 * quiet, parent, x=x + quiet, size=self.m.small)
        symbol = Piece(side - quiet, (self._symbol(code, parent, x, -quiet),))
        return stacked((symbol, *caption)) if captioned else symbol

    def standing_code(self, code: Code, parent: Tag | None) -> Piece:
        """A code where reading begins, and the words beside it."""
        side, quiet = self.m.code, self.quiet(code)
        caption = self.text(code.caption, self.m.column - side, parent, x=side, size=self.m.small)
        symbol = Piece(side - quiet, (self._symbol(code, parent, -quiet, -quiet),))
        return beside(symbol, stacked((Piece(quiet), *caption)))

    def _symbol(self, code: Code, parent: Tag | None, x: float, y: float) -> Symbol:
        figure = Tag("Figure", parent, alternative=code.caption.text)
        return Symbol(x, y, self.m.code, self._matrix(code), figure)

    def quiet(self, code: Code) -> float:
        """The white that reaches beyond the dark part of a code on all sides."""
        return self.m.code * QUIET / self._matrix(code).size

    def _matrix(self, code: Code) -> Matrix:
        return matrix((code.short or code.payload) if self.m.is_roll else code.payload)

    def hanging_sketch(self, sketch: Sketch, parent: Tag | None) -> Piece:
        """A map on the far side of the column, as wide as a code."""
        return self._sketch(sketch, self.m.code, parent, self.m.column - sketch.width * self.m.code)

    def standing_sketch(self, sketch: Sketch, parent: Tag | None) -> Piece:
        """A map where reading begins."""
        return self._sketch(sketch, _MAP, parent, 0)

    def _sketch(self, sketch: Sketch, unit: float, parent: Tag | None, x: float) -> Piece:
        """What it shows is told in German on every sheet."""
        tag = Tag("Figure", parent, languages()[GERMAN].tag, alternative=sketch.alternative)
        inked = (
            (sketch.outlines, _LAND, _BORDER),
            (sketch.chosen, _CHOSEN, 2 * _BORDER),
            (tuple(map(_pin, sketch.pins)), 0.0, 0.0),
        )
        shapes = tuple(
            Shape(x, 0, sketch.width * unit, sketch.height * unit, outlines, unit, grey, thickness, tag)
            for outlines, grey, thickness in inked
            if outlines
        )
        return stacked((Piece(_MAP_GAP), Piece(sketch.height * unit, shapes), Piece(_MAP_GAP)))

    def logo(self, logo: Logo, height: float, parent: Tag | None) -> Piece:
        # The size of a PNG stands behind its signature and the head of its first part.
        across, down = struct.unpack(">2I", logo.png[16:24])
        tag = Tag("Figure", parent, languages()[GERMAN].tag, alternative=logo.alternative)
        return Piece(height, (Picture(0, 0, height * across / down, height, logo.png, tag),))

    # Lists and lines

    def steps(self, steps: Iterable[Phrase], parent: Tag | None) -> Iterator[Pieces]:
        """Numbered boxes to tick."""
        listed = Tag("L", parent)
        x = self.m.body * 3.3
        for n, step in enumerate(steps, start=1):
            item = Tag("LI", listed)
            number = self.text(Phrase(f"☐ {n}."), x, item, role="Lbl")
            said = self.text(step, self.m.column - x, Tag("LBody", item), x=x)
            yield (*columns(number, said), Piece(self.m.row_space))

    def rule(self, thickness: float = 0.6) -> Piece:
        return Piece(8, (Stroke(0, 7, self.m.column, thickness),))

    def note_lines(self) -> Pieces:
        line = Piece(self.m.note_gap, (Stroke(0, self.m.note_gap, self.m.column, 0.4),))
        return (line,) * self.m.note_lines

    def cut(self) -> Piece:
        """Where a slip is cut off."""
        scissors = beside(*self.text(Phrase("✂"), self.m.column, None, size=self.m.section, role=""))
        x = 6 * MM
        return beside(scissors, Piece(0, (Stroke(x, scissors.height / 2, self.m.column - x, dashed=True),)))


def _on_baseline(small: Piece, large: Piece) -> Piece:
    """A smaller text on the line of a larger one."""
    (above,), (below,) = large.marks, small.marks
    return Piece(large.height, moved(small.marks, 0, above.y - below.y))


def without_height(piece: Piece) -> Piece:
    """Ink that takes no place in the flow: what follows is drawn beside it."""
    return Piece(0, piece.marks)


def hung(piece: Piece, pieces: Pieces, y: float = 0) -> Piece:
    """Ink that hangs beside pieces placed before it, from `y` below their upper edge."""
    return without_height(piece.moved(0, y - height_of(pieces)))


def _tag_of(phrase: Phrase) -> str:
    return languages()[phrase.language].tag


def _setting(phrase: Phrase, *, bold: bool) -> Setting:
    language = languages()[phrase.language]
    return Setting(bold, language.tag, language.right_to_left)


def _fitted(phrase: Phrase, size: float, width: float, setting: Setting, most: int) -> tuple[Line, ...]:
    """As much of a text as `most` lines hold, with the mark that there is more."""
    mark = more(phrase.language)
    low, high = 1, len(phrase.text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = len(lines(shortened(phrase.text, middle, mark), size, width, setting)) <= most
        low, high = (middle, high) if fits else (low, middle - 1)
    return lines(shortened(phrase.text, low, mark), size, width, setting)


def _pin(place: Point) -> Outline:
    """A drop that points at its place."""
    x, y = place
    around = ((x + _HEAD * cos(turn), y - 2.2 * _HEAD - _HEAD * sin(turn)) for turn in _TURNS)
    return (place, *around)
