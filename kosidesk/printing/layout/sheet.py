"""How a referral sheet looks in each of its formats; they differ in their measures only."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from kosidesk.printing.choices import Format
from kosidesk.printing.content import Answer, Block, Code, Head, Phrase, Row, Sheet, Slip
from kosidesk.printing.document import Document
from kosidesk.printing.flow import Group, height_of, length_of
from kosidesk.printing.languages import languages
from kosidesk.printing.layout.measures import BULLET, MM, measures
from kosidesk.printing.layout.paper import bound
from kosidesk.printing.layout.parts import Parts, Pieces, hung, without_height
from kosidesk.printing.marks import Piece, Tag, Text, beside, columns, ink_width, stacked
from kosidesk.printing.words import more

LOGO = 16 * MM
TITLE_X = 11 * MM
# What a description may take on little paper, from the most to the least.
_DESCRIPTION_LINES = (9, 6, 4, 2)
# More lines of a title would push the offer, and the code that hangs beside it, off a page.
_TITLE_LINES = 8
# Lines of each text in the letterhead, which stays on one page; the rest is told at the agency.
_LETTERHEAD_LINES = 4
_LEAST_HEAD_SHARE, _MOST_HEAD_SHARE, _CHOICE_SHARE = 0.36, 0.5, 0.45


def laid_out(sheet: Sheet, paper: Format) -> Document:
    return _Layout(sheet, paper).document()


class _Layout:
    def __init__(self, sheet: Sheet, paper: Format) -> None:
        language = languages()[sheet.language]
        usual = measures(paper, language)
        rows = [row for block in sheet.blocks for row in block.rows if not row.running]
        label = Parts(usual, language).label_width(rows, usual.label) if usual.label else 0
        self._sheet, self._m = sheet, replace(usual, label=label)
        self._parts = Parts(self._m, language)

    def document(self) -> Document:
        sheet = self._sheet
        return bound(
            tuple(self._groups()),
            self._parts,
            sheet.footer,
            sheet.page,
            title=sheet.name,
            author=sheet.head.agency.text,
        )

    def _groups(self) -> Iterator[Group]:
        sheet, m = self._sheet, self._m
        yield Group(((self._head(sheet.head),),))
        heading = self._parts.heading(sheet.heading, m.column, None, level=1)
        greeting = () if m.is_short else self._parts.text(sheet.greeting, m.column, None)
        yield Group(((*heading, *greeting),), space=m.block_space)
        yield from map(self._block, sheet.blocks)
        slip = self._slip(sheet.slip) if sheet.slip else None
        yield self._steps(
            sheet, company=m.block_space + length_of(slip.rows) if slip and not m.is_short else 0
        )
        if slip:
            yield slip

    # The parts of the sheet, from above

    def _head(self, head: Head) -> Piece:
        m = self._m
        logo = self._parts.logo(head.logo, LOGO, None) if head.logo else Piece(0)
        if m.is_roll:
            parts = (logo, *self._letterhead(head, 0, m.column), *self._head_facts(head, 0))
            return stacked((*parts, self._parts.rule(1.2)))
        x = ink_width(logo) + 4 * MM if head.logo else 0
        if m.is_narrow:
            # On the far side the sign takes no height, so that more of the first offer fits below.
            sign = logo.moved(m.column - ink_width(logo), 0)
            said = (*self._letterhead(head, 0, m.column - x), *self._head_facts(head, 0))
            return stacked((beside(sign, stacked(said)), self._parts.rule(1.2)))
        facts = stacked(self._head_facts(head, 0))
        share = max(ink_width(facts), m.column * _LEAST_HEAD_SHARE)
        split = m.column - min(share, m.column * _MOST_HEAD_SHARE)
        letterhead = self._letterhead(head, x, split - x - 4 * MM)
        sides = beside(logo, stacked(letterhead), stacked(self._head_facts(head, split)))
        return stacked((sides, self._parts.rule(1.2)))

    def _letterhead(self, head: Head, x: float, width: float) -> Pieces:
        size, most = self._m.section, _LETTERHEAD_LINES
        name = self._parts.text(head.agency, width, None, x=x, size=size, bold=True, most=most)
        lines = (self._parts.text(phrase, width, None, x=x, most=most) for phrase in head.lines)
        return (*name, *(piece for pieces in lines for piece in pieces))

    def _head_facts(self, head: Head, x: float) -> Pieces:
        listed = Tag("L")
        width, most = self._m.column - x, _LETTERHEAD_LINES
        label = self._parts.label_width(head.facts, width / 2)
        day = stacked(self._parts.text(head.facts[0].lines[0], self._m.column, None))
        if ink_width(day) > width - label:
            label = 0
        rows = (self._parts.row(row, width, listed, label=label, x=x, most=most) for row in head.facts)
        return tuple(piece for row in rows for piece in row)

    def _block(self, block: Block) -> Group:
        m = self._m
        section = Tag("Sect")
        heading = self._heading(block, section)
        again = self._parts.text(block.continued, m.column, None, bold=True, role="")[:2]
        editions = self._editions(block, height_of(heading), section)
        whole = ((heading, *edition) for edition in editions)
        return Group(
            next(whole),
            shorter=whole,
            space=m.block_space,
            again=(*again, Piece(2 * m.row_space)),
            turn=m.one_a_page,
        )

    def _editions(self, block: Block, y: float, section: Tag) -> Iterator[tuple[Pieces, ...]]:
        """The offer in ever fewer words; on little paper these keep it on one page."""
        m = self._m
        rows = [row for row in block.rows if row.is_essential or not m.is_short]
        brief = [replace(row, lines=row.brief or row.lines) for row in rows]
        if m.is_short:
            yield self._edition(block, [replace(_flat(row), running=False) for row in brief], y, section)
            return
        yield self._edition(block, rows, y, section)
        if m.is_narrow and block.sketch:
            # A map below the words gives way before they do.
            block = replace(block, sketch=None)
            yield self._edition(block, rows, y, section)
        yield self._edition(block, brief, y, section)
        flat = [_flat(row) if row.running else row for row in brief]
        if block.number == 1 and not m.is_narrow:
            # The first page is never left without an offer for a few lines' sake.
            for most in _DESCRIPTION_LINES:
                yield self._edition(block, flat, y, section, most=most)
        if m.is_narrow:
            *longer, little, least = _DESCRIPTION_LINES
            for most in (*longer, little):
                yield self._edition(block, flat, y, section, most=most)
            rest = self._parts.text(_more(block), m.column, section)
            for fewer in _ever_fewer(flat):
                yield (*self._edition(block, fewer, y, section, most=little), rest)
            needed = [row for row in flat if row.is_essential]
            yield (*self._edition(block, needed, y, section, most=least), rest)

    def _heading(self, block: Block, section: Tag) -> Pieces:
        m = self._m
        width = (m.beside_code if block.code else m.column) - TITLE_X
        most = m.most_lines or _TITLE_LINES
        title = Tag("H2", section, languages()[block.title.language].tag)
        number = self._parts.number(str(block.number), title)
        named = self._parts.said(block.title, width, title, x=TITLE_X, size=m.title, bold=True, most=most)
        organisation = self._parts.text(block.organisation, width, section, x=TITLE_X, most=most)
        said = (Piece(5), without_height(number), *named, *organisation, Piece(2 * m.row_space))
        if not block.code or m.is_roll:
            return said
        return (*said, hung(self._hanging_code(block.code, block, section), said, 5))

    def _hanging_code(self, code: Code, block: Block, section: Tag) -> Piece:
        """Where lines are counted, the first code alone says what it is for."""
        return self._parts.hanging_code(code, section, captioned=block.number == 1 or not self._m.is_short)

    def _edition(
        self, block: Block, rows: Iterable[Row], y: float, section: Tag, *, most: int = 0
    ) -> tuple[Pieces, ...]:
        return tuple(self._rows(block, rows, y, section, most))

    def _rows(self, block: Block, rows: Iterable[Row], y: float, section: Tag, most: int) -> Iterator[Pieces]:
        """The rows, with the map that hangs beside them; running text takes `most` lines."""
        m = self._m
        listed = Tag("L", section)
        bottom = (
            self._hanging_code(block.code, block, section).height + 5 if block.code and not m.is_roll else 0
        )
        sketch = None if m.is_short else block.sketch
        # The map hangs below the code, from the first row that has room beside it.
        hanging = self._parts.hanging_sketch(sketch, section) if sketch and not m.is_narrow else Piece(0)
        for row in rows:
            beside_row = without_height(hanging if y >= bottom else Piece(0))
            if beside_row.marks:
                bottom, hanging = y + hanging.height, Piece(0)
            pieces = self._row(row, max(0, bottom - y), listed, most)
            y += height_of(pieces)
            yield (beside_row, *pieces)
        yield (Piece(max(0, bottom - y)), hanging)
        if sketch and m.is_narrow:
            yield (self._parts.standing_sketch(sketch, section),)
        if block.code and block.code.short and m.is_roll:
            yield (Piece(m.row_space), self._parts.standing_code(block.code, section), Piece(m.row_space))

    def _row(self, row: Row, beside: float, listed: Tag, most: int) -> Pieces:
        """Beside what hangs down for `beside` points; or below, where that breaks no word or is shorter."""
        m = self._m
        if row.running:
            width = m.column if m.is_narrow and not beside else m.beside_code
            return self._parts.passage(row, width, listed, most=most)
        wide = self._parts.row(row, m.column, listed)
        if not beside:
            return wide
        ways = self._parts.row(row, m.beside_code, listed), (Piece(beside), *wide)
        return min(ways, key=lambda pieces: (_breaks_a_word(pieces), height_of(pieces)))

    def _steps(self, sheet: Sheet, company: float) -> Group:
        m, steps = self._m, sheet.steps
        section = Tag("Sect")
        rows: list[Pieces] = []
        if steps.notes:
            rows.append(self._parts.passage(steps.notes, m.beside_code, Tag("L", section)))
        if not m.is_short:
            heading = self._parts.heading(steps.heading, m.column, section)
            rows += ((*heading, Piece(m.row_space)), *self._parts.steps(steps.steps, section))
        if steps.follow_up:
            rows.append(
                (Piece(m.row_space), *self._parts.text(steps.follow_up, m.column, section, bold=True))
            )
        if m.note_lines:
            room = self._parts.text(steps.room, m.column, section, bold=True)
            rows.append((Piece(m.block_space), *room, *self._parts.note_lines()))
        if sheet.privacy:
            rows.append((Piece(m.block_space / 2), *self._parts.text(sheet.privacy, m.column, section)))
        return Group(tuple(rows), space=m.block_space, company=company, turn=m.one_a_page)

    def _slip(self, slip: Slip) -> Group:
        m = self._m
        section = Tag("Sect")
        width = m.beside_code if slip.scan else m.column
        heading = self._parts.heading(slip.heading, width, section)
        listed = Tag("L", section)
        label = self._parts.label_width((slip.code,), width / 2)
        upper = (
            *heading,
            *self._parts.text(slip.request, width, section),
            Piece(m.row_space),
            *self._parts.row(slip.code, width, listed, label=label),
        )
        code = self._parts.hanging_code(slip.scan, section) if slip.scan and not m.is_roll else Piece(0)
        rows = (
            (self._parts.cut(),),
            (*upper, hung(code, upper), Piece(max(0, code.height - height_of(upper)))),
            *(self._answer(answer, listed) for answer in slip.answers),
        )
        return Group(rows, space=m.block_space, at_bottom=not m.is_roll)

    def _answer(self, answer: Answer, listed: Tag) -> Pieces:
        """The offer and boxes to tick, beside each other where there is room."""
        m = self._m
        item = Tag("LI", listed)
        body = Tag("LBody", item)
        if m.is_narrow:
            offer = self._parts.text(answer.offer, m.column, item, role="Lbl")
            return (*offer, *self._choices(answer, m.column, body, 0), Piece(2 * m.row_space))
        x = m.column * _CHOICE_SHARE
        offer = self._parts.text(answer.offer, x - 4 * MM, item, role="Lbl")
        return (*columns(offer, self._choices(answer, m.column - x, body, x)), Piece(m.row_space))

    def _choices(self, answer: Answer, width: float, body: Tag, x: float) -> Pieces:
        """Boxes in a row; each keeps its words together."""
        own = " ".join(f"☐ {choice.text}\u2002".replace(" ", "\u00a0") for choice in answer.choices)
        german = " · ".join(choice.beside for choice in answer.choices if choice.beside)
        first = answer.choices[0]
        return self._parts.text(Phrase(own, first.language, german), width, body, x=x)


def _breaks_a_word(pieces: Pieces) -> bool:
    texts = [mark for piece in pieces for mark in piece.marks if isinstance(mark, Text) and mark.tag]
    last = {mark.tag: mark for mark in texts}
    return any(not mark.line.soft and mark is not last[mark.tag] for mark in texts)


def _ever_fewer(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Without the last of the optional rows, without the last two, and so on."""
    optional = [n for n, row in enumerate(rows) if not row.is_essential]
    for first in reversed(range(len(optional))):
        yield [row for n, row in enumerate(rows) if n not in optional[first:]]


def _flat(row: Row) -> Row:
    """Several facts as one, for papers that count lines."""
    if len(row.lines) < 2 or any(phrase.link for phrase in row.lines):
        return row
    by_language = [list(group) for _code, group in groupby(row.lines, key=lambda phrase: phrase.language)]
    lines = tuple(replace(group[0], text=_joined(group), beside="") for group in by_language)
    return replace(row, lines=lines)


def _joined(phrases: Iterable[Phrase]) -> str:
    return " · ".join(phrase.text.removeprefix(BULLET) for phrase in phrases)


def _more(block: Block) -> Phrase:
    """Stands where rows were left out."""
    return Phrase(more(block.continued.language), block.continued.language)
