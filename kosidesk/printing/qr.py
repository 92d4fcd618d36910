"""Codes a phone reads: what is in them and how they look."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby

import segno

QUIET = 4
"""Modules of white around a code (ISO/IEC 18004)."""

# A code of 34 mm stays readable up to about 300 bytes; shortened names are, shortened numbers are not.
_NAME = 40
_NUMBER = 64


@dataclass(frozen=True)
class Bar:
    """A run of dark modules in one row, counted from the code's upper left corner, quiet zone included."""

    column: int
    row: int
    length: int


@dataclass(frozen=True)
class Matrix:
    """A code as `size` by `size` modules, quiet zone included."""

    size: int
    bars: tuple[Bar, ...]


def vcard(name: str, organisation: str = "", function: str = "", phone: str = "", mail: str = "") -> str:
    """A contact as vCard 3.0 (RFC 2426); what is empty, or too long to be right when cut, is left out."""
    shown = _value(name, _NAME)
    lines = (
        ("N", f"{shown};;;;"),
        ("FN", shown),
        ("ORG", _value(organisation, _NAME)),
        ("TITLE", _value(function, _NAME)),
        ("TEL", _value(phone) if len(phone) <= _NUMBER else ""),
        ("EMAIL", _value(mail) if len(mail) <= _NUMBER else ""),
    )
    said = "".join(f"{key}:{value}\r\n" for key, value in lines if value)
    return f"BEGIN:VCARD\r\nVERSION:3.0\r\n{said}END:VCARD\r\n"


def _value(text: str, limit: int | None = None) -> str:
    # A line end would begin a new property, so an offer could name a second phone number.
    flat = " ".join(text.split())[:limit]
    return flat.replace("\\", r"\\").replace(";", r"\;").replace(",", r"\,")


@lru_cache(maxsize=512)
def matrix(payload: str) -> Matrix:
    """The code of a text; without ECI some readers take "Ayşe Öztürk" for another alphabet."""
    code = segno.make(payload, error="m", micro=False, boost_error=False, encoding="utf-8", eci=True)
    rows = tuple(map(bytes, code.matrix_iter(border=QUIET)))
    return Matrix(len(rows), tuple(bar for y, row in enumerate(rows) for bar in _bars(y, row)))


def _bars(y: int, row: bytes) -> tuple[Bar, ...]:
    lengths = [(dark, len(tuple(run))) for dark, run in groupby(row)]
    starts = accumulate((length for _, length in lengths), initial=0)
    return tuple(Bar(x, y, length) for x, (dark, length) in zip(starts, lengths, strict=False) if dark)
