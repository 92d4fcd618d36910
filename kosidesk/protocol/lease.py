"""The code by which a coordinator extends, over the telephone, how long a desk may work without the server.

Twelve characters of Crockford's Base32: three are the day, counted from the beginning of 2026, nine are 45
bits of an HMAC that only the server and this one desk can compute. To type one again changes nothing.
"""

import hmac
from datetime import date, timedelta
from hashlib import sha256

from kosidesk.domain.ids import from_base32, in_base32, read_base32

_FIRST_DAY = date(2026, 1, 1)
_DAY_LETTERS, _MAC_LETTERS = 3, 9
_LETTERS = _DAY_LETTERS + _MAC_LETTERS
_GROUP = 4
_MOST_DAYS = 32**_DAY_LETTERS - 1


def extension(secret: bytes, device: str, until: date) -> str:
    """Good through `until`, e.g. "0B5K-7QXM-2D9T"."""
    days = min(max((until - _FIRST_DAY).days, 0), _MOST_DAYS)
    code = in_base32(days, _DAY_LETTERS) + _mac(secret, device, days)
    return "-".join(code[at : at + _GROUP] for at in range(0, _LETTERS, _GROUP))


def extended_until(secret: bytes, device: str, typed: str) -> date | None:
    """The last day the code is good for; None if the server did not give it to this desk."""
    code = read_base32(typed)
    if code is None or len(code) != _LETTERS:
        return None
    days = from_base32(code[:_DAY_LETTERS])
    if not hmac.compare_digest(code[_DAY_LETTERS:], _mac(secret, device, days)):
        return None
    return _FIRST_DAY + timedelta(days=days)


def _mac(secret: bytes, device: str, days: int) -> str:
    said = f"lease\n{device}\n{days}".encode()
    number = int.from_bytes(hmac.digest(secret, said, sha256)) >> (256 - 5 * _MAC_LETTERS)
    return in_base32(number, _MAC_LETTERS)
