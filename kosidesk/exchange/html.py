"""HTML of strangers as clean text: paragraphs stay paragraphs, list items begin with a dot, rows are lines.

What only looks like a tag is text. Of the rest a sanitiser makes well-formed HTML first; only its output is
taken apart.
"""

import re
from html import unescape
from html.parser import HTMLParser

import nh3

from kosidesk.exchange import limits, text
from kosidesk.exchange.notices import HTML, Spot

_LINES = frozenset({"br", "hr", "li", "tr", "dt", "dd", "caption"})
_PARAGRAPHS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre"}
    | {"section", "article", "header", "footer"}
)
_LISTS = frozenset({"ul", "ol"})
_CELLS = frozenset({"td", "th"})
_INLINE = frozenset(
    {"a", "b", "strong", "i", "em", "u", "s", "span", "font", "small", "big", "sub", "sup", "img", "center"}
)
_TABLE_PARTS = frozenset({"thead", "tbody", "tfoot"})
_SWALLOWED = frozenset({"script", "style", "iframe", "object", "template", "noscript", "title"})

# Known and of no use here; what they hold is text.
_IGNORED = frozenset(
    {"html", "head", "body", "meta", "link", "main", "nav", "aside", "figure", "figcaption", "picture"}
    | {"video", "audio", "source", "svg", "form", "fieldset", "legend", "input", "button", "label", "select"}
    | {"option", "textarea", "abbr", "acronym", "address", "cite", "q", "code", "kbd", "tt", "del", "ins"}
    | {"strike", "mark", "wbr", "nobr", "col", "colgroup"}
)
_TAGS = _LINES | _PARAGRAPHS | _CELLS | _INLINE | _TABLE_PARTS | _SWALLOWED | _IGNORED
_MARKUP = re.compile(
    rf"""< (?:
        (?P<swallows> {"|".join(sorted(_SWALLOWED))} ) (?=[\s/>]) [^<>]* >
        | (?P<comment> !-- )
        | /? (?: {"|".join(sorted(_TAGS))} ) (?=[\s/>]) [^<>]* >
        | /? [a-z]\w*:\w [^<>]* >  # as word processors write them
        | (?: !doctype | !\[ | \?xml ) [^<>]* >
    )""",
    re.IGNORECASE | re.VERBOSE,
)

_CLEANER = nh3.Cleaner(
    tags=set(_LINES | _PARAGRAPHS | _CELLS | _INLINE | _TABLE_PARTS),
    clean_content_tags=set(_SWALLOWED),
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel=None,
)


def to_text(raw: str, spot: Spot) -> str:
    """The text of a value that may hold HTML, entities, or neither.

    Raises Unreadable (field) for a value beyond all measure.
    """
    if len(raw) > limits.FIELD:
        raise limits.unreadable(limits.FIELD_TOO_LONG, spot.line)
    marked = _marked(raw) if "<" in raw else raw
    if "<" in marked:
        page = _Page()
        page.feed(_CLEANER.clean(marked))
        page.close()
        spot.note(HTML)
        return text.lines(page.text(), spot)
    # "Frau <Müller> & Co" is no HTML: nothing in it is a tag, and nothing in it may get lost.
    return text.lines(unescape(raw) if "&" in raw else raw, spot)


def _marked(raw: str) -> str:
    """The value with every "<" escaped that begins no markup: a sanitiser takes whatever follows one away.

    What swallows its content counts only where it ends, or it would swallow all the rest.
    """
    folded = raw.lower()
    ends = {tag: folded.rfind(f"</{tag}") for tag in _SWALLOWED} | {"!--": folded.rfind("-->")}
    pieces: list[str] = []
    done = 0
    for found in _MARKUP.finditer(raw):
        swallows = (found["swallows"] or found["comment"] or "").lower()
        if not swallows or found.end() <= ends[swallows]:
            pieces += raw[done : found.start()].replace("<", "&lt;"), found[0]
            done = found.end()
    return "".join((*pieces, raw[done:].replace("<", "&lt;")))


class _Page(HTMLParser):
    """Writes lines while the sanitised HTML passes by."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line = ""
        self._lists = 0
        self._cells = 0
        self._dot = ""  # of a list item that has said nothing yet
        self._link = ""

    def text(self) -> str:
        self._end_line()
        return "\n".join(self._lines)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        if tag in _LISTS:
            self._lists += 1
        elif tag == "li":
            self._dot = "• "
        elif tag in _CELLS:
            self._line += " | " if self._line.strip() and not self._cells else " "
            self._cells += 1
        elif tag == "a":
            self._link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _LISTS:
            self._lists -= 1
        elif tag == "li":
            self._dot = ""
        elif tag in _CELLS:
            self._cells -= 1
        elif tag == "a":
            self._name_link()
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if self._dot and data.strip():
            self._line, self._dot = self._line + self._dot, ""
        # A line break in the source of HTML is a blank; non-breaking ones are left for `text` to count.
        self._line += data.replace("\n", " ").replace("\r", " ")

    def _part(self, tag: str) -> None:
        if self._cells:
            self._line += " "  # a row stays one line, whatever its cells hold
        elif tag in _LINES:
            self._end_line()
        elif tag in _PARAGRAPHS:
            self._end_line()
            if not self._lists:
                self._lines.append("")

    def _end_line(self) -> None:
        if self._line.strip():
            self._lines.append(self._line)
        self._line = ""

    def _name_link(self) -> None:
        address = self._link.removeprefix("mailto:")
        if address and address.rstrip("/") not in self._line:
            self._line += f" ({address})"
        self._link = ""
