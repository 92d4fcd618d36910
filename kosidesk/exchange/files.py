"""Opening what strangers wrote: what kind it is, how large, and in which encoding."""

from enum import Enum
from pathlib import Path

from kosidesk.exchange import limits

_HEAD = 4096
_XLSX = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGES = (b"<!doctype html", b"<html")
_FOREIGN = {
    b"%PDF": "pdf",
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"\x1f\x8b": "gzip",
    b"SQLite": "sqlite",
}
_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class Shape(Enum):
    """What a file is by its content; its name says nothing."""

    XML = "xml"
    JSON = "json"
    XLSX = "xlsx"
    CSV = "csv"


def recognise(path: Path) -> Shape:
    """The shape of a file. Raises Unreadable (no_file, denied, empty, not_a_feed, old_excel, size)."""
    head = _head(path)
    shape = _shape(head)
    most = limits.XML_BYTES if shape is Shape.XML else limits.TABLE_BYTES
    size = path.stat().st_size
    if size > most:
        raise limits.unreadable(limits.TOO_LARGE, detail=str(size))
    return shape


def _head(path: Path) -> bytes:
    if not path.is_file():  # neither a folder nor a device that never ends
        raise limits.unreadable(limits.NO_FILE)
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError as error:
        raise limits.unreadable(limits.DENIED, detail=error.strerror or "") from error


def _shape(head: bytes) -> Shape:
    if head.startswith(_XLSX):
        return Shape.XLSX
    if head.startswith(_OLE):
        raise limits.unreadable(limits.OLD_EXCEL)
    for magic, name in _FOREIGN.items():
        if head.startswith(magic):
            raise limits.unreadable(limits.NOT_A_FEED, detail=name)
    bare = _bare(head)
    if not bare:
        raise limits.unreadable(limits.EMPTY)
    if bare.lower().startswith(_PAGES):
        raise limits.unreadable(limits.NOT_A_FEED, detail="html")
    if bare.startswith(b"<"):
        return Shape.XML
    return Shape.JSON if bare.startswith((b"[", b"{")) else Shape.CSV


def _bare(head: bytes) -> bytes:
    """The beginning without mark and blanks, a byte a sign."""
    for mark in _MARKS:
        if head.startswith(mark):
            head = head.removeprefix(mark)
            return (head if len(mark) == 3 else head.replace(b"\0", b"")).lstrip()
    return head.lstrip()


def decoded(path: Path, encodings: tuple[str, ...] = ("utf-8", "cp1252")) -> str:
    """The text of a file: by its mark, else the first of the encodings that fits it.

    Nothing is guessed from frequencies: detectors take German cp1252 for cp1250.
    """
    data = path.read_bytes()
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            data, encodings = data.removeprefix(mark), (encoding,)
            break
    text = _first_fitting(data, encodings)
    if "\0" in text:
        raise limits.unreadable(limits.NUL_INSIDE, _line_of(text, "\0"))
    if "\ufffd" in text:
        raise limits.unreadable(limits.ENCODING_UNKNOWN, _line_of(text, "\ufffd"))
    return text


def _first_fitting(data: bytes, encodings: tuple[str, ...]) -> str:
    line = 1
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
    raise limits.unreadable(limits.ENCODING_UNKNOWN, line)


def _line_of(text: str, sign: str) -> int:
    return text.count("\n", 0, text.index(sign)) + 1
