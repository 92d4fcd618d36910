"""How the confirmation for a certificate of conduct without a fee looks: one page to fill in and sign."""

from collections.abc import Iterator
from dataclasses import replace

from kosidesk.i18n import GERMAN
from kosidesk.printing.choices import Format
from kosidesk.printing.content import Phrase, Row
from kosidesk.printing.document import Document
from kosidesk.printing.flow import Group
from kosidesk.printing.languages import languages
from kosidesk.printing.layout.blanks import LINE, blank
from kosidesk.printing.layout.measures import MM, measures
from kosidesk.printing.layout.paper import bound
from kosidesk.printing.layout.parts import INDENT, Parts
from kosidesk.printing.letterhead import page
from kosidesk.printing.marks import Box, Piece, Tag, beside, stacked
from kosidesk.printing.waiver import Blank, Waiver

_LABEL = 36 * MM
_STAMP_WIDTH, _STAMP_HEIGHT = 62 * MM, 34 * MM
_HEADING, _BETWEEN = 17, 13
_MOST = 3
_GAP = 6 * MM


def laid_out(waiver: Waiver) -> Document:
    return _Layout(waiver).document()


class _Layout:
    def __init__(self, waiver: Waiver) -> None:
        german = languages()[GERMAN]
        self._m = replace(measures(Format.A4, german), heading=_HEADING, block_space=_BETWEEN)
        self._waiver, self._parts = waiver, Parts(self._m, german)

    def document(self) -> Document:
        waiver = self._waiver
        return bound(
            tuple(self._groups()), self._parts, waiver.footer, page, title=waiver.name, author=waiver.author
        )

    def _groups(self) -> Iterator[Group]:
        waiver, m, parts = self._waiver, self._m, self._parts
        heading = parts.heading(waiver.heading, m.column, None, level=1)
        yield Group(((*heading, *parts.text(waiver.purpose, m.column, None)),))
        yield self._filled(waiver.person_heading, waiver.person)
        yield self._filled(waiver.work_heading, waiver.work)
        yield Group((tuple(self._confirmed()),), space=m.block_space)
        yield Group(((self._signed(),),), space=m.block_space)
        notes = (parts.text(note, m.column, None, size=m.small) for note in waiver.notes)
        rows = tuple((*note, Piece(m.row_space)) for note in notes)
        yield Group(((parts.rule(),), *rows), space=m.block_space / 2)

    def _filled(self, heading: Phrase, blanks: tuple[Blank, ...]) -> Group:
        section = Tag("Sect")
        head = self._parts.heading(heading, self._m.column, section)
        listed = Tag("L", section)
        rows = tuple(tuple(self._row(each, listed)) for each in blanks)
        return Group(((*head, Piece(self._m.row_space)), *rows), space=self._m.block_space)

    def _row(self, each: Blank, listed: Tag) -> Iterator[Piece]:
        m = self._m
        if each.said:
            row = Row(each.label, (each.said,))
            yield from self._parts.row(row, m.column, listed, label=_LABEL, most=_MOST)
        else:
            item = Tag("LBody", Tag("LI", listed))
            yield blank(self._parts, each.label, item, _LABEL, m.column)
            yield Piece(LINE - m.body * m.leading)

    def _confirmed(self) -> Iterator[Piece]:
        waiver, m, section = self._waiver, self._m, Tag("Sect")
        yield from self._parts.heading(waiver.confirmed_heading, m.column, section)
        for phrase in (waiver.asked, waiver.unpaid):
            yield Piece(m.row_space)
            yield from self._parts.text(phrase, m.column, section)
        for box in waiver.boxes:
            yield from self._parts.text(box, m.column - INDENT, section, x=INDENT)
        yield Piece(m.row_space)
        yield from self._parts.text(waiver.request, m.column, section)

    def _signed(self) -> Piece:
        """Lines on the left, and beside them room for a stamp."""
        m, waiver, section = self._m, self._waiver, Tag("Sect")
        x = m.column - _STAMP_WIDTH
        lines = [
            piece
            for each in waiver.signature
            for piece in (Piece(LINE / 3), blank(self._parts, each.label, section, _LABEL, x - _GAP))
        ]
        caption = stacked(self._parts.text(waiver.stamp, _STAMP_WIDTH, section, x=x, size=m.small))
        frame = Box(x, caption.height + 2, _STAMP_WIDTH, _STAMP_HEIGHT)
        stamp = Piece(caption.height + _STAMP_HEIGHT + 2, (*caption.marks, frame))
        return beside(stacked(lines), stamp)
