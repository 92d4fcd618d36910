"""Sets of row numbers as the bits of one integer: whole facets are laid over each other in microseconds."""

from array import array
from collections.abc import Iterable
from functools import reduce
from operator import or_

_ONE = ord("1")
_FEW = 20  # one in so many numbers: beyond, reading digits is quicker than setting bits
_TO_NUMBERS = bytes.maketrans(b"01", b"\0\1")


def bits_of(ns: Iterable[int]) -> int:
    ns = ns if isinstance(ns, (list, array)) else list(ns)
    size = max(ns, default=-1) + 1
    return _dense(ns, size) if len(ns) * _FEW > size else _sparse(ns, size)


def _dense(ns: Iterable[int], size: int) -> int:
    digits = bytearray(b"0") * size
    for n in ns:
        digits[n] = _ONE
    digits.reverse()
    return int(digits or b"0", 2)


def _sparse(ns: Iterable[int], size: int) -> int:
    octets = bytearray(size // 8 + 1)
    for n in ns:
        octets[n >> 3] |= 1 << (n & 7)
    return int.from_bytes(octets, "little")


def flags(bits: int, size: int) -> bytes:
    """One byte for each number below `size`: 1 for those in the set."""
    digits = f"{bits & (1 << size) - 1:0{size}b}".encode()
    return digits[::-1].translate(_TO_NUMBERS)


def joined(sets: Iterable[int]) -> int:
    """Everyone who is in one of them."""
    return reduce(or_, sets, 0)
