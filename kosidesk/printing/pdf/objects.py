"""The few kinds of PDF objects we write, on reportlab's file writer (ISO 32000-1, 7.3)."""

import zlib
from collections.abc import Mapping

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFInfo, PDFObject


class Raw(PDFObject):  # type: ignore[misc]  # reportlab has no types
    """An object whose bytes are known."""

    __RefOnly__ = 1

    def __init__(self, data: bytes) -> None:
        self.data = data

    def format(self, _document: PDFDocument) -> bytes:
        return self.data


class File:
    """Objects by number; an object may be named before its content is known."""

    def __init__(self) -> None:
        self._document = PDFDocument(compression=1, invariant=1, pdfVersion=(1, 7))
        self._raw: dict[int, Raw] = {}

    def reserve(self) -> int:
        """The number of an object that is filled in later."""
        raw = Raw(b"null")
        name = self._document.Reference(raw).name
        number = int(self._document.idToObjectNumberAndVersion[name][0])
        self._raw[number] = raw
        return number

    def fill(self, number: int, data: bytes) -> int:
        self._raw[number].data = data
        return number

    def add(self, data: bytes) -> int:
        return self.fill(self.reserve(), data)

    def written(self, catalog: bytes, info: PDFInfo) -> bytes:
        document = self._document
        document.Catalog, document.info = Raw(catalog), info
        for raw in self._raw.values():
            # The file's identity comes from its contents.
            document.updateSignature(raw.data)
        return bytes(document.format())


def ref(number: int) -> bytes:
    return b"%d 0 R" % number


def name(text: str) -> bytes:
    return b"/" + text.encode("ascii")


def text(said: str) -> bytes:
    """A text string (7.9.2.2), in UTF-16 with its byte order mark."""
    return b"<FEFF" + said.encode("utf-16-be").hex().upper().encode() + b">"


def ascii_text(said: str) -> bytes:
    """A string of plain ASCII, as language tags and addresses are. Raises UnicodeEncodeError."""
    escaped = said.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return b"(" + escaped.encode("ascii") + b")"


def number(value: float) -> bytes:
    """Three decimals are a hundredth of what a printer can show."""
    return f"{value:.3f}".rstrip("0").rstrip(".").encode()


def array(values: list[bytes]) -> bytes:
    return b"[" + b" ".join(values) + b"]"


def dictionary(entries: Mapping[str, bytes]) -> bytes:
    """Entries in a given order, so that the same document has the same bytes."""
    return b"<<" + b" ".join(name(key) + b" " + value for key, value in entries.items()) + b">>"


def stream(content: bytes, entries: Mapping[str, bytes] | None = None, *, compress: bool = True) -> bytes:
    """With the line end before `endstream` that PDF/A asks for and reportlab leaves out."""
    packed = zlib.compress(content, 6) if compress else content
    head = {"Length": b"%d" % len(packed)}
    if compress:
        head["Filter"] = b"/FlateDecode"
    return dictionary({**head, **(entries or {})}) + b"\nstream\n" + packed + b"\nendstream"
