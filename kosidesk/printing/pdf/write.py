"""A document becomes a file: pages, links, fonts, pictures, tree and metadata."""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from PIL import Image

from kosidesk.printing.document import Document, Page
from kosidesk.printing.marks import Anchor, Picture, Tag, Text
from kosidesk.printing.pdf.fonts import Fonts
from kosidesk.printing.pdf.ink import Ink
from kosidesk.printing.pdf.metadata import Info, output_intents, xmp
from kosidesk.printing.pdf.objects import File, array, ascii_text, dictionary, number, ref, stream, text
from kosidesk.printing.pdf.structure import PageTree, Tree


def pdf(document: Document) -> bytes:
    """The same document gives the same bytes, on any day and machine."""
    return _Writer(document).written()


class _Writer:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._file = File()
        self._fonts = Fonts()
        self._tree = Tree(self._file, document.language)
        self._pages = [self._file.reserve() for _ in document.pages]
        self._above, self._resources = self._file.reserve(), self._file.reserve()
        self._anchors = {
            mark.name: array([ref(at), b"/XYZ", number(mark.x), number(page.height - mark.y), b"null"])
            for page, at in zip(document.pages, self._pages, strict=True)
            for mark in page.marks
            if isinstance(mark, Anchor)
        }
        pictures = dict.fromkeys(
            mark.png for page in document.pages for mark in page.marks if isinstance(mark, Picture)
        )
        self._pictures = {png: f"I{n}" for n, png in enumerate(pictures, start=1)}

    def written(self) -> bytes:
        for page, at in zip(self._document.pages, self._pages, strict=True):
            self._page(page, at)
        images = {key: ref(self._file.add(_image(png))) for png, key in self._pictures.items()}
        resources = {"Font": self._fonts.write(self._file), "XObject": dictionary(images)}
        self._file.fill(self._resources, dictionary(resources))
        kids = array([ref(page) for page in self._pages])
        pages = {"Type": b"/Pages", "Kids": kids, "Count": b"%d" % len(self._pages)}
        self._file.fill(self._above, dictionary(pages))
        return self._file.written(self._catalog(), Info(self._document))

    def _page(self, page: Page, at: int) -> None:
        tree = self._tree.page(at)
        content = Ink(page, self._fonts, tree, self._pictures).drawn()
        links = [ref(self._link(mark, tag, page, tree)) for mark, tag in _links(page)]
        entries = {
            "Type": b"/Page",
            "Parent": ref(self._above),
            "MediaBox": array([b"0", b"0", number(page.width), number(page.height)]),
            "Resources": ref(self._resources),
            "Contents": ref(self._file.add(stream(content))),
            "StructParents": b"%d" % tree.key,
            "Tabs": b"/S",
        }
        if links:
            entries["Annots"] = array(links)
        self._file.fill(at, dictionary(entries))

    def _link(self, mark: Text, tag: Tag, page: Page, tree: PageTree) -> int:
        below = page.height - mark.y - mark.size * 0.3
        corners = (mark.x, below, mark.x + mark.width, below + mark.size * 1.2)
        where = tag.target
        annotation = self._file.reserve()
        entries = {
            "Type": b"/Annot",
            "Subtype": b"/Link",
            "Rect": array([number(corner) for corner in corners]),
            "Border": b"[0 0 0]",
            "F": b"4",
            "Contents": text(tag.alternative or mark.line.text),
            "StructParent": b"%d" % tree.link(tag, annotation),
        }
        if where.startswith("#"):
            entries["Dest"] = self._anchors[where[1:]]
        else:
            entries["A"] = dictionary({"S": b"/URI", "URI": ascii_text(where)})
        return self._file.fill(annotation, dictionary(entries))

    def _catalog(self) -> bytes:
        preferences = {"DisplayDocTitle": b"true", "PrintScaling": b"/None"}
        if self._document.rtl:
            preferences["Direction"] = b"/R2L"
        return dictionary(
            {
                "Type": b"/Catalog",
                "Pages": ref(self._above),
                "Lang": ascii_text(self._document.language),
                "MarkInfo": b"<</Marked true>>",
                "ViewerPreferences": dictionary(preferences),
                "StructTreeRoot": ref(self._tree.write()),
                "Metadata": ref(xmp(self._file, self._document)),
                "OutputIntents": output_intents(self._file),
            }
        )


def _links(page: Page) -> Iterator[tuple[Text, Tag]]:
    """Each line that leads somewhere."""
    for mark in page.marks:
        if isinstance(mark, Text) and mark.tag and mark.tag.target:
            yield mark, mark.tag


@lru_cache(maxsize=2)
def _image(png: bytes) -> bytes:
    """A picture in colour, on white already; an agency has one logo for all its papers."""
    with Image.open(BytesIO(png)) as opened:
        picture = opened.convert("RGB")
    entries = {
        "Type": b"/XObject",
        "Subtype": b"/Image",
        "Width": b"%d" % picture.width,
        "Height": b"%d" % picture.height,
        "ColorSpace": b"/DeviceRGB",
        "BitsPerComponent": b"8",
    }
    return stream(picture.tobytes(), entries)
