"""Draws the marks of a page as a content stream, each tagged or an artifact (ISO 32000-1, 8.2, 14.6)."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from kosidesk.printing.document import Page
from kosidesk.printing.marks import Anchor, Box, Mark, Picture, Shape, Stroke, Symbol, Tag, Text
from kosidesk.printing.pdf.fonts import Fonts
from kosidesk.printing.pdf.objects import number
from kosidesk.printing.pdf.structure import PageTree
from kosidesk.printing.qr import Matrix
from kosidesk.printing.sketch import Outline

# Points: closer than this, one stretch of text goes on.
_NEAR = 0.001
# Steps of a map's unit: a tenth of a point on the largest map.
_GRID = 1_000


class Ink:
    """`pictures` maps a PNG to the name of its image."""

    def __init__(self, page: Page, fonts: Fonts, tree: PageTree, pictures: dict[bytes, str]) -> None:
        self._page, self._fonts, self._tree, self._pictures = page, fonts, tree, pictures
        self._out: list[bytes] = []

    def drawn(self) -> bytes:
        with_ink = (mark for mark in self._page.marks if not isinstance(mark, Anchor))
        for tag, marks in groupby(with_ink, key=_tag):
            self._begin(tag)
            for mark in marks:
                self._draw(mark)
            self._out.append(b"EMC")
        return b"\n".join(self._out)

    def _begin(self, tag: Tag | None) -> None:
        if tag is None:
            self._out.append(b"/Artifact BMC")
        else:
            self._out.append(b"/%s <</MCID %d>> BDC" % (tag.role.encode(), self._tree.content(tag)))

    def _draw(self, mark: Mark) -> None:
        match mark:
            case Text():
                self._text(mark)
            case Stroke():
                self._stroke(mark)
            case Box():
                self._box(mark)
            case Symbol():
                self._symbol(mark)
            case Shape():
                self._shape(mark)
            case Picture():
                self._picture(mark)

    def _y(self, y: float) -> float:
        """PDF counts from below."""
        return self._page.height - y

    # Text

    def _text(self, mark: Text) -> None:
        if mark.tag:
            self._tree.say(mark.tag, mark)
        self._out += (b"BT", *self._runs(mark), b"ET")

    def _runs(self, mark: Text) -> Iterator[bytes]:
        """Fonts are one point high; the matrix of each stretch says how large and where."""
        face, pen = "", -1.0
        size = number(mark.size)
        for run in mark.line.runs:
            if run.shaped.face != face:
                face = run.shaped.face
                yield b"/%s 1 Tf" % self._fonts.font(face).key.encode()
            if abs(run.x - pen) > _NEAR:
                yield b"%s 0 0 %s %s %s Tm" % (size, size, number(mark.x + run.x), number(self._y(mark.y)))
            yield self._fonts.shown(run.shaped)
            pen = run.x + run.shaped.width * mark.size

    # Lines and areas

    def _stroke(self, mark: Stroke) -> None:
        dash = b"[4 3] 0 d" if mark.dashed else b"[] 0 d"
        x, y = number(mark.x), number(self._y(mark.y))
        end = number(mark.x + mark.width)
        self._out.append(b"%s w %s %s %s m %s %s l S" % (number(mark.thickness), dash, x, y, end, y))

    def _box(self, mark: Box) -> None:
        edge = b"%s g %s re B 0 g" % (
            number(mark.grey),
            self._rectangle(mark.x, mark.y, mark.width, mark.height),
        )
        self._out.append(b"0.8 w [] 0 d " + edge)

    def _rectangle(self, x: float, y: float, width: float, height: float) -> bytes:
        return b" ".join(map(number, (x, self._y(y + height), width, height)))

    def _symbol(self, mark: Symbol) -> None:
        """Bars as one path: programs that smooth edges would leave hairlines between single squares."""
        self._frame(mark.tag, mark.x, mark.y, mark.width, mark.width)
        module = mark.width / mark.matrix.size
        corner = number(mark.x), number(self._y(mark.y))
        grid = b"q %.6f 0 0 %.6f %s %s cm" % (module, -module, *corner)
        self._out.append(grid + _bars(mark.matrix) + b" f Q")

    def _shape(self, mark: Shape) -> None:
        """On a grid of its own, where an outline has the same path in each map."""
        self._frame(mark.tag, mark.x, mark.y, mark.width, mark.height)
        step = mark.unit / _GRID
        corner = number(mark.x), number(self._y(mark.y))
        self._out.append(b"q %.6f 0 0 %.6f %s %s cm" % (step, -step, *corner))
        self._out.append(b"%s w [] 0 d" % number(mark.thickness / step))
        paths = b" ".join(map(_path, mark.outlines))
        self._out.append(
            paths + b" S Q" if mark.grey is None else b"%s g %s B Q" % (number(mark.grey), paths)
        )

    def _picture(self, mark: Picture) -> None:
        self._frame(mark.tag, mark.x, mark.y, mark.width, mark.height)
        place = b" ".join(map(number, (mark.width, 0, 0, mark.height, mark.x, self._y(mark.y + mark.height))))
        self._out.append(b"q %s cm /%s Do Q" % (place, self._pictures[mark.png].encode()))

    def _frame(self, tag: Tag | None, x: float, y: float, width: float, height: float) -> None:
        """The page's box of a figure."""
        if tag:
            self._tree.frame(tag, (x, self._y(y + height), x + width, self._y(y)))


@lru_cache(maxsize=256)
def _bars(code: Matrix) -> bytes:
    return b"".join(b" %d %d %d 1 re" % (bar.column, bar.row, bar.length) for bar in code.bars)


@lru_cache(maxsize=1024)
def _path(outline: Outline) -> bytes:
    first, *others = (b"%d %d" % (round(x * _GRID), round(y * _GRID)) for x, y in outline)
    return b"%s m %s h" % (first, b" ".join(b"%s l" % point for point in others))


def _tag(mark: Mark) -> Tag | None:
    match mark:
        case Text() | Symbol() | Shape() | Picture():
            return mark.tag
    return None
