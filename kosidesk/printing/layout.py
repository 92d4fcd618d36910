"""How a sheet looks on A4: where each text, line and code stands.

The measures follow UKAAF/RNIB clear print, DIN SPEC 33429 and DIN 5008: 12 points at least, 1.4 lines apart,
black, flush left, bold for labels and headings only, one offer one block.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kosidesk.printing.content import Answer, Block, Code, Head, Row, Sheet, Slip, Steps
from kosidesk.printing.flow import Group, flow, height_of, length_of
from kosidesk.printing.lines import Typeface
from kosidesk.printing.marks import Box, Mark, Piece, Stroke, Symbol, Text, beside, columns, stacked
from kosidesk.printing.qr import QUIET, matrix

MM = 72 / 25.4
PAGE = (210 * MM, 297 * MM)
MARGIN = 18 * MM
# The footer stands in the lower margin, but off the edge that printers cannot reach.
EDGE = 13 * MM

WIDTH = PAGE[0] - 2 * MARGIN
LABEL = 45 * MM
CODE = 34 * MM
BESIDE_CODE = WIDTH - CODE - 4 * MM
NUMBER = 8 * MM
TITLE_X = 11 * MM
HEAD_FACTS = 112 * MM
HEAD_LABEL = 22 * MM
STEP_X = 14 * MM
CHOICES = 78 * MM
BLANK = 32 * MM
BULLET, INDENT = "• ", 4 * MM
NOTE_LINES, NOTE_GAP = 4, 9 * MM

BODY, SMALL, TITLE, SECTION, HEADING = 12.0, 10.0, 15.0, 14.0, 21.0
LEADING = 1.4
ROW_SPACE = 2.5
BLOCK_SPACE = 18.0


@dataclass(frozen=True)
class Typefaces:
    regular: Typeface
    bold: Typeface


def pages(sheet: Sheet, faces: Typefaces) -> tuple[tuple[Mark, ...], ...]:
    """The marks of each page, in reading order."""
    return _Layout(faces).pages(sheet)


class _Layout:
    def __init__(self, faces: Typefaces) -> None:
        self._faces = faces

    def pages(self, sheet: Sheet) -> tuple[tuple[Mark, ...], ...]:
        footer = [piece for text in sheet.footer for piece in self._text(text, BESIDE_CODE, size=SMALL)]
        foot = stacked((Piece(4, (Stroke(0, 0, WIDTH),)), *footer))
        top = PAGE[1] - EDGE - foot.height
        bodies = flow(self._groups(sheet), top - MARGIN - 3 * MM)
        return tuple(
            (
                *Piece(0, body).moved(MARGIN, MARGIN).marks,
                *beside(foot, self._page_number(sheet.page(n, len(bodies)))).moved(MARGIN, top).marks,
            )
            for n, body in enumerate(bodies, start=1)
        )

    def _page_number(self, text: str) -> Piece:
        number = stacked((Piece(4), *self._text(text, WIDTH - BESIDE_CODE, size=SMALL)))
        return number.moved(WIDTH - _ink_width(number), 0)

    def _groups(self, sheet: Sheet) -> Iterator[Group]:
        yield Group(((self._head(sheet.head),),))
        greeting = self._text(sheet.greeting, WIDTH)
        yield Group(
            ((*self._text(sheet.heading, WIDTH, size=HEADING, bold=True), *greeting),), space=BLOCK_SPACE
        )
        yield from map(self._block, sheet.blocks)
        slip = self._slip(sheet.slip)
        yield self._steps(sheet.steps, company=BLOCK_SPACE + length_of(slip.rows))
        yield slip

    def _text(
        self, text: str, width: float, *, x: float = 0, size: float = BODY, bold: bool = False
    ) -> tuple[Piece, ...]:
        """A piece for each line."""
        face = self._faces.bold if bold else self._faces.regular
        height = size * LEADING
        # The baseline that centres capitals, 0.71 em high in Noto Sans, on the line.
        baseline = height / 2 + 0.355 * size
        return tuple(
            Piece(height, (Text(x, baseline, size, line),)) for line in face.lines(text, size, width)
        )

    def _item(self, text: str, width: float, *, x: float = 0) -> tuple[Piece, ...]:
        """A line of facts; behind a bullet it stays indented."""
        if not text.startswith(BULLET):
            return self._text(text, width, x=x)
        item = self._text(text.removeprefix(BULLET), width - INDENT, x=x + INDENT)
        return columns(self._text(BULLET, INDENT, x=x), item)

    def _row(self, row: Row, width: float, *, label: float = LABEL, x: float = 0) -> tuple[Piece, ...]:
        """The label on the left, its facts or a blank beside it, line by line."""
        labels = self._text(row.label, label - 2 * MM, x=x, bold=True)
        facts = [piece for fact in row.lines for piece in self._item(fact, width - label, x=x + label)]
        blank = Piece(BODY * LEADING, (Stroke(x + label, BODY * 1.2, BLANK),))
        return (*columns(labels, facts or (blank,)), Piece(ROW_SPACE))

    def _passage(self, row: Row) -> tuple[Piece, ...]:
        """Running text below its label, in lines of some 65 signs."""
        label = (Piece(ROW_SPACE), *self._text(row.label, BESIDE_CODE, bold=True))
        text = [piece for part in row.lines for piece in self._item(part, BESIDE_CODE)]
        return (*label, *text, Piece(2 * ROW_SPACE))

    # The parts of the sheet, from above

    def _head(self, head: Head) -> Piece:
        name = self._text(head.agency, HEAD_FACTS - 6 * MM, size=SECTION, bold=True)
        lines = [piece for text in head.lines for piece in self._text(text, HEAD_FACTS - 6 * MM)]
        facts = [
            piece
            for row in head.facts
            for piece in self._row(row, WIDTH - HEAD_FACTS, label=HEAD_LABEL, x=HEAD_FACTS)
        ]
        both = beside(stacked((*name, *lines)), stacked(facts))
        return stacked((both, Piece(8, (Stroke(0, 7, WIDTH, 1.2),))))

    def _block(self, block: Block) -> Group:
        heading = self._heading(block)
        again = self._text(block.continued, WIDTH, bold=True)[:2]
        brief = replace(block, rows=tuple(replace(row, lines=row.brief or row.lines) for row in block.rows))
        return Group(
            (heading, *self._rows(block, height_of(heading))),
            brief=(heading, *self._rows(brief, height_of(heading))),
            space=BLOCK_SPACE,
            again=(*again, Piece(2 * ROW_SPACE)),
        )

    def _heading(self, block: Block) -> tuple[Piece, ...]:
        width = (BESIDE_CODE if block.code else WIDTH) - TITLE_X
        title = self._text(block.title, width, x=TITLE_X, size=TITLE, bold=True)
        organisation = self._text(block.organisation, width, x=TITLE_X)
        above = (Piece(5), _without_height(self._number(str(block.number))), *title, *organisation)
        code = self._code(block.code).moved(0, 5 - height_of(above)) if block.code else Piece(0)
        return (*above, _without_height(code), Piece(2 * ROW_SPACE))

    def _number(self, text: str) -> Piece:
        digits = stacked(self._text(text, WIDTH, size=SECTION, bold=True))
        x, y = (NUMBER - _ink_width(digits)) / 2, (NUMBER - digits.height) / 2
        return beside(Piece(NUMBER, (Box(0, 0, NUMBER),)), digits.moved(x, y))

    def _code(self, code: Code) -> Piece:
        modules = matrix(code.payload)
        # The dark part ends with the column; the quiet zone reaches into the margin, white as well.
        quiet = CODE * QUIET / modules.size
        symbol = Piece(CODE - quiet, (Symbol(0, -quiet, CODE, modules),))
        caption = self._text(code.caption, CODE - 2 * quiet, x=quiet, size=SMALL)
        return stacked((symbol, *caption)).moved(WIDTH - CODE + quiet, 0)

    def _rows(self, block: Block, y: float) -> Iterator[tuple[Piece, ...]]:
        """The rows beside the code are narrower than those below it."""
        bottom = self._code(block.code).height + 5 if block.code else 0
        for row in block.rows:
            pieces = (
                self._passage(row) if row.running else self._row(row, BESIDE_CODE if y < bottom else WIDTH)
            )
            y += height_of(pieces)
            yield pieces
        if y < bottom:
            yield (Piece(bottom - y),)

    def _steps(self, steps: Steps, company: float) -> Group:
        heading = (*self._text(steps.heading, WIDTH, size=SECTION, bold=True), Piece(ROW_SPACE))
        rows = (self._step(n, text) for n, text in enumerate(steps.steps, start=1))
        until = self._text(steps.follow_up, WIDTH, bold=True)
        follow_up = (Piece(ROW_SPACE), *until, Piece(BLOCK_SPACE))
        return Group(
            (heading, *rows, follow_up, self._notes(steps.notes)), space=BLOCK_SPACE, company=company
        )

    def _step(self, n: int, text: str) -> tuple[Piece, ...]:
        number = self._text(f"☐ {n}.", STEP_X)
        return (*columns(number, self._text(text, WIDTH - STEP_X, x=STEP_X)), Piece(ROW_SPACE))

    def _notes(self, heading: str) -> tuple[Piece, ...]:
        line = Piece(NOTE_GAP, (Stroke(0, NOTE_GAP, WIDTH, 0.4),))
        return (*self._text(heading, WIDTH, bold=True), *[line] * NOTE_LINES)

    def _slip(self, slip: Slip) -> Group:
        scissors = beside(*self._text("✂", WIDTH, size=SECTION))
        cut = beside(scissors, Piece(0, (Stroke(6 * MM, scissors.height / 2, WIDTH - 6 * MM, dashed=True),)))
        rows = (
            (cut,),
            self._text(slip.heading, WIDTH, size=SECTION, bold=True),
            (*self._text(slip.request, WIDTH), Piece(ROW_SPACE)),
            self._row(slip.code, WIDTH, label=HEAD_LABEL),
            *map(self._answer, slip.answers),
            (Piece(ROW_SPACE), *self._text(slip.privacy, WIDTH)),
        )
        return Group(rows, space=BLOCK_SPACE, at_bottom=True)

    def _answer(self, answer: Answer) -> tuple[Piece, ...]:
        offer = self._text(answer.offer, CHOICES - 4 * MM)
        choices = self._text(" \u00a0 ".join(_ticked(answer.choices)), WIDTH - CHOICES, x=CHOICES)
        return (*columns(offer, choices), Piece(ROW_SPACE))


def _ticked(choices: Iterable[str]) -> Iterator[str]:
    return (f"☐\u00a0{choice}".replace(" ", "\u00a0") for choice in choices)


def _without_height(piece: Piece) -> Piece:
    """Ink that takes no place in the flow: what follows is drawn beside it."""
    return Piece(0, piece.marks)


def _ink_width(piece: Piece) -> float:
    return max((mark.line.width for mark in piece.marks if isinstance(mark, Text)), default=0)
