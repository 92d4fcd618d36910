"""Identifiers: random for what is born on a desk, derived for what is imported or can be there but once.

Ten desks that import one feed thereby make one record, without asking each other.
"""

import secrets
import unicodedata
from typing import NewType
from uuid import UUID, uuid5

RecordId = NewType("RecordId", str)
"""A UUID as text, 36 characters: version 7 for records born on a desk, version 5 for imported ones."""

NOBODY = RecordId("")
"""No record: the default of fields that name another record."""

_IMPORTED = UUID("6f1c6a52-6f0e-5a53-9d3b-0d8a3d1f6c11")

# Crockford's Base32: no I, L, O, U, so nothing is misread or misheard (https://www.crockford.com/base32.html).
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OIL", "011")


def imported_id(source: str, kind: str, *own: str | int) -> RecordId:
    """The id of an imported record; `own` is what names it in its source, its number first of all."""
    return RecordId(str(uuid5(_IMPORTED, "\x1f".join((source, kind, *map(str, own))))))


def normalised(text: str) -> str:
    """A name as used for comparing: compatibility form, one blank between words, no case."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def new_base32(length: int) -> str:
    """Random letters of 5 bits each."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def in_base32(number: int, length: int) -> str:
    """The lowest `length` × 5 bits."""
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))


def from_base32(code: str) -> int:
    number = 0
    for sign in code:
        number = number * 32 + _ALPHABET.index(sign)
    return number


def read_base32(typed: str) -> str | None:
    """What was typed as it is written, without hyphens; None if there is a sign that no code has."""
    bare = "".join(typed.upper().replace("-", "").split()).translate(_MISREAD)
    return bare if all(sign in _ALPHABET for sign in bare) else None


def new_code(length: int) -> str:
    """A random code with a check character, e.g. "7K3QP-C"; each character before it is 5 bits."""
    return _with_check(new_base32(length))


def read_code(typed: str) -> str | None:
    """The code as it is written, or None if the check character does not fit what was typed."""
    bare = read_base32(typed)
    if bare is None or len(bare) < 2:
        return None
    code = _with_check(bare[:-1])
    return code if code.replace("-", "") == bare else None


def _with_check(body: str) -> str:
    # Only letters and digits as check characters: 31 is the largest prime they can express.
    return f"{body}-{_ALPHABET[from_base32(body) % 31]}"
