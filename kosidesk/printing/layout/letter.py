"""How a letter to an organisation looks: DIN 5008 above, then each offer with boxes and lines."""

from collections.abc import Iterator

from kosidesk.i18n import GERMAN
from kosidesk.printing.choices import Format
from kosidesk.printing.content import Phrase
from kosidesk.printing.document import Document
from kosidesk.printing.flow import Group
from kosidesk.printing.languages import languages
from kosidesk.printing.layout.blanks import LINE, blank, line
from kosidesk.printing.layout.envelope import envelope, measured
from kosidesk.printing.layout.measures import MM, measures
from kosidesk.printing.layout.paper import bound
from kosidesk.printing.layout.parts import Parts
from kosidesk.printing.letter import Letter, Question
from kosidesk.printing.letterhead import page
from kosidesk.printing.marks import Piece, Tag, beside, ink_width, stacked

_LABEL = 43 * MM
_BOXES_GAP = 8 * MM
_PLACES = 25 * MM
_NEW_LINES = 3
_FACT_LINES = 3


def laid_out(letter: Letter) -> Document:
    return _Layout(letter).document()


class _Layout:
    def __init__(self, letter: Letter) -> None:
        german = languages()[GERMAN]
        self._m = measured(measures(Format.A4, german))
        self._letter, self._parts = letter, Parts(self._m, german)

    def document(self) -> Document:
        letter = self._letter
        return bound(
            tuple(self._groups()),
            self._parts,
            letter.footer,
            page,
            title=letter.name,
            author=letter.head.agency.text,
        )

    def _groups(self) -> Iterator[Group]:
        letter, m = self._letter, self._m
        upper = envelope(self._parts, letter.head, letter.back, letter.address, letter.day)
        yield Group(((upper,),))
        yield Group(((*self._text(),),))
        for number, question in enumerate(letter.questions, start=1):
            yield self._question(number, question)
        yield Group((tuple(self._ending()),), space=m.block_space)

    def _text(self) -> Iterator[Piece]:
        m = self._m
        yield from self._parts.text(
            self._letter.subject, m.column, None, size=m.section, bold=True, role="H1"
        )
        for phrase in self._letter.text:
            yield Piece(m.body * 0.5)
            yield from self._parts.text(phrase, m.column, None)

    def _question(self, number: int, question: Question) -> Group:
        m, section = self._m, Tag("Sect")
        numbered = Phrase(f"{number}. {question.title.text}")
        heading = self._parts.text(numbered, m.column, section, size=m.section, bold=True, role="H2")
        listed = Tag("L", section)
        rows = [
            self._parts.row(row, m.column, listed, label=_LABEL, most=_FACT_LINES) for row in question.rows
        ]
        answers = tuple(self._answers(question, section))
        first = (self._parts.rule(), *heading, Piece(m.row_space))
        return Group((first, *rows, answers), space=m.block_space / 2)

    def _answers(self, question: Question, section: Tag) -> Iterator[Piece]:
        """Short answers in a row, the long one with a line to write on, and how many places are free."""
        *short, changed = (
            stacked(self._parts.text(answer, self._m.column, section, bold=True))
            for answer in question.answers
        )
        x, row = 0.0, []
        for answer in short:
            row.append(answer.moved(x, 0))
            x += ink_width(answer) + _BOXES_GAP
        yield Piece(self._m.row_space * 2)
        yield beside(*row, blank(self._parts, question.places, section, x + _PLACES, self._m.column, x=x))
        yield Piece(self._m.row_space * 2)
        yield beside(changed, line(changed.height, ink_width(changed) + 2 * MM, self._m.column))
        yield line(LINE, 0, self._m.column)

    def _ending(self) -> Iterator[Piece]:
        letter, m = self._letter, self._m
        yield self._parts.rule(1.2)
        yield from self._parts.text(letter.new, m.column, None, bold=True)
        yield from (line(LINE, 0, m.column) for _ in range(_NEW_LINES))
        yield Piece(m.block_space)
        for label in letter.signature:
            yield blank(self._parts, label, None, _LABEL, m.column)
            yield Piece(LINE - m.body * m.leading)
        yield from self._parts.text(letter.back_to, m.column, None, bold=True)
