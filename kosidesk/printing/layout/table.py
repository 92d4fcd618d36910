"""How a list looks on paper: A4 across, a header on each page, a line below each row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kosidesk.printing.choices import Format
from kosidesk.printing.content import Phrase
from kosidesk.printing.document import Document
from kosidesk.printing.flow import Group
from kosidesk.printing.languages import languages
from kosidesk.printing.layout.measures import MM, measures
from kosidesk.printing.layout.paper import bound
from kosidesk.printing.layout.parts import Parts, Pieces
from kosidesk.printing.letterhead import page
from kosidesk.printing.marks import Piece, Stroke, Tag, beside, ink_width, stacked
from kosidesk.printing.table import Table

_MARGIN, _GAP = 14 * MM, 4 * MM
_SIZE, _HEADING, _LEADING = 10, 17, 1.3
_ABOVE, _BELOW = 2, 4
# A column takes no more than that for its longest text, whose words then go on below.
_WIDEST, _LONGEST_WORD = 90 * MM, 50 * MM
# Lines are measured in em: a text must not break because its width was rounded.
_HAIR = 0.1
_NOTHING = Phrase("\u00a0")


def laid_out(table: Table) -> Document:
    return _Layout(table).document()


@dataclass(frozen=True)
class Need:
    """What a column wants of the paper: no less than its longest word, no more than its longest text."""

    least: float
    most: float
    weight: float


def shared_out(needs: Sequence[Need], room: float) -> tuple[float, ...]:
    """The widths of columns: first the least of each, then what is left by weight, as far as it is of use."""
    least = _filled([need.least for need in needs], [1] * len(needs), room)
    more = [need.most - need.least for need in needs]
    extra = _filled(more, [need.weight for need in needs], room - sum(least))
    return tuple(map(sum, zip(least, extra, strict=True)))


def _filled(wanted: Sequence[float], weights: Sequence[float], room: float) -> list[float]:
    """Vessels filled from one well: the small ones to the brim, the others share by weight what is left."""
    given: dict[int, float] = {}
    while len(given) < len(wanted):
        waiting = [n for n in range(len(wanted)) if n not in given]
        unit = max(0, room - sum(given.values())) / sum(weights[n] for n in waiting)
        full = {n: wanted[n] for n in waiting if wanted[n] <= unit * weights[n]}
        given |= full or {n: unit * weights[n] for n in waiting}
    return [given[n] for n in range(len(wanted))]


class _Layout:
    def __init__(self, table: Table) -> None:
        language = languages()[table.language]
        upright = measures(Format.A4, language)
        across = replace(upright, width=upright.height, height=upright.width, margin=_MARGIN)
        self._m = replace(across, body=_SIZE, heading=_HEADING, leading=_LEADING)
        self._table, self._parts = table, Parts(self._m, language)
        room = self._m.column - _GAP * (len(table.columns) - 1)
        self._widths = shared_out(tuple(self._needs()), room)

    def document(self) -> Document:
        table, tag = self._table, Tag("Table")
        beginning = (*self._heading(), *self._header(tag))
        rows = (beginning, *((self._row(row, tag),) for row in table.rows))
        # Read aloud, the columns are named once.
        group = Group(rows, again=self._header(None))
        return bound((group,), self._parts, table.footer, page, title=table.name, author=table.author)

    def _needs(self) -> Iterator[Need]:
        """By the texts in each column, most of all by how long they mostly are."""
        for label, *cells in zip(self._table.columns, *self._table.rows, strict=True):
            lengths = [self._width(cell) for cell in cells]
            words = {word for cell in cells for word in cell.text.split(" ")}
            head = max((self._width(Phrase(word), bold=True) for word in label.text.split(" ")), default=0)
            least = min(_LONGEST_WORD, max(head, *(self._width(Phrase(word)) for word in words), 0) + _HAIR)
            most = min(_WIDEST, max(self._width(label, bold=True), *lengths, 0) + _HAIR)
            yield Need(least, max(least, most), sum(lengths) / max(1, len(lengths)) + 1)

    def _width(self, phrase: Phrase, *, bold: bool = False) -> float:
        said = self._parts.said(phrase, _WIDEST, None, bold=bold)
        return max(map(ink_width, said), default=0)

    def _heading(self) -> Pieces:
        table, m = self._table, self._m
        heading = self._parts.heading(table.heading, m.column, None, level=1)
        return (*heading, *self._parts.text(table.about, m.column, None), Piece(_BELOW))

    def _header(self, table: Tag | None) -> Pieces:
        return (self._line(self._table.columns, "TH", table), Piece(0, (Stroke(0, 0, self._m.column, 1.2),)))

    def _row(self, row: Sequence[Phrase], table: Tag) -> Piece:
        return beside(self._line(row, "TD", table), Piece(0, (Stroke(0, 0, self._m.column, 0.3),)))

    def _line(self, cells: Sequence[Phrase], role: str, table: Tag | None) -> Piece:
        """Cell by cell, as it is read; without a table it is decoration."""
        row = Tag("TR", table) if table else None
        x, sides = 0.0, []
        for phrase, width in zip(cells, self._widths, strict=True):
            tag = Tag(role, row, languages()[phrase.language].tag) if row else None
            # An empty cell is a cell, too: a row without it would be shorter than the others.
            said = self._parts.said(phrase or _NOTHING, width, tag, x=x, bold=role == "TH")
            sides.append(stacked((Piece(_ABOVE), *said, Piece(_BELOW))))
            x += width + _GAP
        return beside(*sides)
