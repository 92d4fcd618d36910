"""How the pocket directory looks: contents, entries in columns below a running head, an index of numbers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from kosidesk.i18n import GERMAN
from kosidesk.printing.choices import Format
from kosidesk.printing.content import Phrase
from kosidesk.printing.directory import Directory, Entry, Pointer
from kosidesk.printing.document import Document
from kosidesk.printing.flow import Group, flow, length_of
from kosidesk.printing.languages import languages
from kosidesk.printing.layout.columns import in_columns
from kosidesk.printing.layout.letterhead import letterhead
from kosidesk.printing.layout.measures import MM, measures
from kosidesk.printing.layout.paper import paged, room
from kosidesk.printing.layout.parts import Parts, Pieces
from kosidesk.printing.letterhead import page
from kosidesk.printing.marks import Anchor, Mark, Piece, Stroke, Tag, beside, ink_width, moved, stacked

Body = tuple[Mark, ...]
Pages = Mapping[str, int]
"""The number of the page on which each anchor stands."""

_GAP, _HEAD_GAP = 8 * MM, 3 * MM
_LEADING = 1.25
_PAGE_WIDTH = 14 * MM
_CELL_GAP = 4 * MM
_BETWEEN = 0.6
"""Of a line, between two entries."""
_INDEX, _NO_CODE = "index", "ohne Nr."
_TITLE_LINES, _FACT_LINES = 3, 2


def laid_out(directory: Directory, paper: Format, each: Callable[[], object] = lambda: None) -> Document:
    """`each` is called for every entry; what it raises ends the work."""
    return _Layout(directory, paper, each).document()


class _Layout:
    def __init__(self, directory: Directory, paper: Format, each: Callable[[], object]) -> None:
        german = languages()[GERMAN]
        self._m = replace(measures(paper, german), leading=_LEADING)
        self._directory, self._each = directory, each
        self._parts = Parts(self._m, german)
        self._columns = 1 if self._m.is_narrow else 2
        self._width = (self._m.column - _GAP * (self._columns - 1)) / self._columns
        self._room = room(self._parts, directory.footer)

    def document(self) -> Document:
        entries = self._entries()
        # How many pages the contents take does not depend on the numbers in it.
        before = len(self._front({}))
        pages = _pages(entries, before) | {_INDEX: before + len(entries) + 1}
        bodies = (*self._front(pages), *entries, *self._index(pages))
        directory = self._directory
        return paged(
            bodies,
            self._parts,
            directory.footer,
            page,
            title=directory.name,
            author=directory.head.agency.text,
        )

    # The front: who made it, and what is where

    def _front(self, pages: Pages) -> tuple[Body, ...]:
        directory, m = self._directory, self._m
        heading = self._parts.heading(directory.heading, m.column, None, level=1)
        about = (piece for phrase in directory.about for piece in self._parts.text(phrase, m.column, None))
        contents = self._parts.heading(directory.contents, m.column, None)
        table = Tag("TOC")
        targets = [(section.name, section.anchor) for section in directory.sections]
        if directory.districts:
            targets.append((directory.index, _INDEX))
        lines = [self._contents_line(name, anchor, pages, table) for name, anchor in targets]
        return flow(
            (
                Group(((letterhead(directory.head, self._parts),),)),
                Group(((*heading, *about),), space=m.block_space),
                Group((contents, *lines), space=m.block_space),
            ),
            self._room,
        )

    def _contents_line(self, name: Phrase, anchor: str, pages: Pages, table: Tag) -> Pieces:
        """The name, dots, and the page; all of it leads there."""
        m = self._m
        link = Tag("Link", Tag("Reference", Tag("TOCI", table)), target=f"#{anchor}")
        named = self._parts.said(name, m.column - _PAGE_WIDTH, link)
        # The blank keeps name and number apart where the line is read aloud.
        number = beside(*self._parts.said(Phrase(f"\u00a0{pages.get(anchor, '')}"), _PAGE_WIDTH, link))
        start, end = ink_width(named[-1]) + 2 * MM, m.column - ink_width(number)
        (baseline, *_) = (mark.y for mark in named[-1].marks)
        dots = Stroke(start, baseline, end - start - 2 * MM, 0.3, dashed=True)
        last = beside(named[-1], number.moved(end, 0), Piece(0, (dots,)))
        return (*named[:-1], last, Piece(m.row_space))

    # The entries

    def _entries(self) -> tuple[Body, ...]:
        """Each page below the name of the field it begins with."""
        if not self._directory.sections:
            return ()
        head = self._head(Phrase(""))
        step = self._width + _GAP
        set_pages = in_columns(self._groups(), self._room - head.height, self._columns, step)
        running = self._running_heads(set_pages)
        return tuple(
            (*self._head(name).marks, *moved(marks, 0, head.height))
            for name, marks in zip(running, set_pages, strict=True)
        )

    def _groups(self) -> Iterator[Group]:
        for section in self._directory.sections:
            tag = Tag("Sect")
            entries = (self._entry(entry, tag) for entry in section.entries)
            first = next(entries)
            heading = (
                Piece(0, (Anchor(0, 0, section.anchor),)),
                *self._parts.heading(section.name, self._width, tag),
            )
            rule = Piece(3, (Stroke(0, 1, self._width, 1.2),))
            company = first.space + length_of(first.rows)
            yield Group(((*heading, rule),), space=self._m.block_space, company=company)
            yield first
            yield from entries

    def _entry(self, entry: Entry | Pointer, section: Tag) -> Group:
        self._each()
        title = self._line(entry.title, section, role="H3", bold=True, most=_TITLE_LINES)
        if isinstance(entry, Pointer):
            pieces = (*title, *self._line(entry.where, section))
        else:
            anchor = Piece(0, (Anchor(0, 0, entry.anchor),))
            below = (self._line(fact, section) for fact in (entry.whose, *entry.facts))
            pieces = (anchor, *title, *chain.from_iterable(below))
        return Group((pieces,), space=self._m.body * _BETWEEN)

    def _line(
        self, phrase: Phrase, section: Tag, *, role: str = "P", bold: bool = False, most: int = _FACT_LINES
    ) -> Pieces:
        return self._parts.text(phrase, self._width, section, role=role, bold=bold, most=most)

    def _running_heads(self, pages: Sequence[Body]) -> Iterator[Phrase]:
        """For each page the field that its first entry belongs to."""
        names = {section.anchor: section.name for section in self._directory.sections}
        name = Phrase("")
        for marks in pages:
            begun = [mark.name for mark in marks if isinstance(mark, Anchor) and mark.name in names]
            begins_here = isinstance(marks[0], Anchor) and marks[0].name in names
            yield names[begun[0]] if begins_here else name
            name = names[begun[-1]] if begun else name

    def _head(self, name: Phrase) -> Piece:
        """Decoration: the heading of the field has been read."""
        m = self._m
        line = self._parts.said(name or Phrase("\u00a0"), m.column, None, size=m.small, most=1)
        return stacked((*line, Piece(_HEAD_GAP, (Stroke(0, 2, m.column),))))

    # The index: numbers by district

    def _index(self, pages: Pages) -> tuple[Body, ...]:
        if not self._directory.districts:
            return ()
        return in_columns(self._index_groups(pages), self._room, self._columns, self._width + _GAP)

    def _index_groups(self, pages: Pages) -> Iterator[Group]:
        directory, section = self._directory, Tag("Sect")
        anchor = Piece(0, (Anchor(0, 0, _INDEX),))
        heading = self._parts.heading(directory.index, self._width, section)
        hint = self._parts.text(directory.index_hint, self._width, section)
        yield Group(((anchor, *heading, *hint),), company=4 * self._m.section)
        for district in directory.districts:
            name = self._line(district.name, section, role="H3", bold=True)
            first, *others = self._cells(district.entries, pages, Tag("L", section))
            yield Group(((*name, first),), space=self._m.body * _BETWEEN)
            yield from (Group(((row,),)) for row in others)

    def _cells(self, entries: Iterable[Entry], pages: Pages, listed: Tag) -> Iterator[Piece]:
        """Numbers and pages, as many beside each other as there is room for."""
        cells = [self._cell(entry, pages, listed) for entry in entries]
        step = max(map(ink_width, cells)) + _CELL_GAP
        abreast = max(1, int((self._width + _CELL_GAP) / step))
        for at in range(0, len(cells), abreast):
            yield beside(*(cell.moved(n * step, 0) for n, cell in enumerate(cells[at : at + abreast])))

    def _cell(self, entry: Entry, pages: Pages, listed: Tag) -> Piece:
        said = Phrase(f"{entry.code or _NO_CODE}, S. {pages[entry.anchor]}".replace(" ", "\u00a0"))
        linked = replace(said, link=f"#{entry.anchor}")
        body = Tag("LBody", Tag("LI", listed))
        return stacked(self._parts.said(linked, self._width, body))


def _pages(bodies: Sequence[Body], before: int) -> dict[str, int]:
    return {
        mark.name: number
        for number, marks in enumerate(bodies, start=before + 1)
        for mark in marks
        if isinstance(mark, Anchor)
    }
