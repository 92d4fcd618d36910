"""The tree that screen readers walk, made of the marks' tags by first appearance (ISO 32000-1, 14.7)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kosidesk.printing.marks import Tag, Text
from kosidesk.printing.pdf.objects import File, array, ascii_text, dictionary, name, number, ref, text

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class _Node:
    tag: Tag
    number: int
    kids: list[bytes] = field(default_factory=list)
    page: int = 0
    words: list[str] = field(default_factory=list)
    is_rtl: bool = False
    box: Box | None = None


class Tree:
    """Grows while pages are drawn; `write` returns the number of its root."""

    def __init__(self, file: File, language: str) -> None:
        self._file, self._language = file, language
        self._root = file.reserve()
        self._top = _Node(Tag("Document"), file.reserve())
        self._nodes: dict[Tag, _Node] = {}
        # What each number of /StructParents stands for: the marked contents of a page, or an annotation.
        self._parents: list[bytes | list[int]] = []

    def page(self, page: int) -> "PageTree":
        """For the page that is object `page`; pages come in their order."""
        contents: list[int] = []
        self._parents.append(contents)
        return PageTree(self, page, len(self._parents) - 1, contents)

    def node(self, tag: Tag, page: int) -> _Node:
        node = self._nodes.get(tag)
        if node is None:
            above = self.node(tag.parent, page) if tag.parent else self._top
            node = self._nodes[tag] = _Node(tag, self._file.reserve(), page=page)
            above.kids.append(ref(node.number))
        return node

    def annotation(self, tag: Tag, page: int, annotation: int) -> int:
        """Its number for /StructParent."""
        node = self.node(tag, page)
        entries = {"Type": b"/OBJR", "Obj": ref(annotation), "Pg": ref(page)}
        node.kids.append(dictionary(entries))
        self._parents.append(ref(node.number))
        return len(self._parents) - 1

    def write(self) -> int:
        for node in self._nodes.values():
            above = self._nodes[node.tag.parent] if node.tag.parent else self._top
            self._file.fill(node.number, self._element(node, above.number))
        self._file.fill(self._top.number, self._element(self._top, self._root))
        nums = [b"%d %s" % (n, self._parent(said)) for n, said in enumerate(self._parents)]
        parent_tree = self._file.add(dictionary({"Nums": array(nums)}))
        entries = {
            "Type": b"/StructTreeRoot",
            "K": ref(self._top.number),
            "ParentTree": ref(parent_tree),
            "ParentTreeNextKey": b"%d" % len(self._parents),
        }
        return self._file.fill(self._root, dictionary(entries))

    def _parent(self, said: bytes | list[int]) -> bytes:
        return said if isinstance(said, bytes) else array([ref(node) for node in said])

    def _element(self, node: _Node, above: int) -> bytes:
        return dictionary(dict(self._entries(node, above)))

    def _entries(self, node: _Node, above: int) -> Iterator[tuple[str, bytes]]:
        tag = node.tag
        yield "Type", b"/StructElem"
        yield "S", name(tag.role)
        yield "P", ref(above)
        if node.page:
            yield "Pg", ref(node.page)
        if tag.language and tag.language != self._language:
            yield "Lang", ascii_text(tag.language)
        if tag.alternative:
            yield "Alt", text(tag.alternative)
        if node.is_rtl:
            # Glyphs stand in the order of the eye; this is the order of the voice.
            yield "ActualText", text("".join(node.words).strip())
        if node.box:
            box = array([number(side) for side in node.box])
            yield "A", dictionary({"O": b"/Layout", "Placement": b"/Block", "BBox": box})
        if tag.role == "TH":
            # What a header is the header of (ISO 14289-1, 7.5).
            yield "A", dictionary({"O": b"/Table", "Scope": b"/Column"})
        yield "K", array(node.kids)


class PageTree:
    """The tree as one page adds to it."""

    def __init__(self, tree: Tree, page: int, key: int, contents: list[int]) -> None:
        self._tree, self._page, self.key, self._contents = tree, page, key, contents

    def content(self, tag: Tag) -> int:
        """The number (MCID) of a new run of marks that belong to this tag."""
        node = self._tree.node(tag, self._page)
        mcid = len(self._contents)
        same_page = node.page == self._page
        node.kids.append(b"%d" % mcid if same_page else _elsewhere(self._page, mcid))
        self._contents.append(node.number)
        return mcid

    def say(self, tag: Tag, mark: Text) -> None:
        node = self._tree.node(tag, self._page)
        node.words.append(mark.line.text + " " * mark.line.soft)
        node.is_rtl |= mark.line.rtl

    def frame(self, tag: Tag, box: Box) -> None:
        self._tree.node(tag, self._page).box = box

    def link(self, tag: Tag, annotation: int) -> int:
        return self._tree.annotation(tag, self._page, annotation)


def _elsewhere(page: int, mcid: int) -> bytes:
    return dictionary({"Type": b"/MCR", "Pg": ref(page), "MCID": b"%d" % mcid})
