"""What each character is to the bidirectional algorithm: the letter of its class, the pairs of brackets."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

_LETTERS = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "AN": "N", "ES": "S", "ET": "T", "CS": "C", "NSM": "M",
    "B": "B", "S": "s", "WS": "w", "ON": "o", "LRI": "i", "RLI": "j", "FSI": "k", "PDI": "q",
    "BN": "b", "LRE": "e", "RLE": "f", "LRO": "g", "RLO": "h", "PDF": "p",
}  # fmt: skip
EMBEDDINGS = "efgh"
INITIATORS = "ijk"
ISOLATES = INITIATORS + "q"
UNSEEN = EMBEDDINGS + "pb"
"""What the rules after X9 no longer see."""
BLANKS = UNSEEN + ISOLATES + "w"
"""What belongs to the end of a line or to the separator it stands before."""

# Classes of what is not assigned yet (DerivedBidiClass.txt, @missing), each as far as the next one's start.
_UNASSIGNED = (
    (0x0000, "L"), (0x0590, "R"), (0x0600, "A"), (0x07C0, "R"), (0x0860, "A"), (0x0900, "L"), (0x2065, "b"),
    (0x2066, "L"), (0x20A0, "T"), (0x20D0, "L"), (0xFB1D, "R"), (0xFB50, "A"), (0xFDD0, "b"), (0xFDF0, "A"),
    (0xFE00, "L"), (0xFE70, "A"), (0xFF00, "L"), (0xFFF0, "b"), (0xFFF9, "L"), (0x10800, "R"), (0x10D00, "A"),
    (0x10D40, "R"), (0x10EC0, "A"), (0x10F00, "R"), (0x10F30, "A"), (0x10F70, "R"), (0x11000, "L"),
    (0x1E800, "R"), (0x1EC70, "A"), (0x1ECC0, "R"), (0x1ED00, "A"), (0x1ED50, "R"), (0x1EE00, "A"),
    (0x1EF00, "R"), (0x1F000, "L"), (0xE0000, "b"), (0xE1000, "L"),
)  # fmt: skip

# BidiBrackets.txt: runs in which each bracket is followed by what closes it, and pairs that stand apart.
_BRACKET_RUNS = (
    (0x28, 0x29), (0xF3A, 0xF3D), (0x169B, 0x169C), (0x2045, 0x2046), (0x207D, 0x207E), (0x208D, 0x208E),
    (0x2308, 0x230B), (0x2329, 0x232A), (0x2768, 0x2775), (0x27C5, 0x27C6), (0x27E6, 0x27EF),
    (0x2983, 0x298C), (0x2991, 0x2998), (0x29D8, 0x29DB), (0x29FC, 0x29FD), (0x2E22, 0x2E29),
    (0x2E55, 0x2E5C), (0x3008, 0x3011), (0x3014, 0x301B), (0xFE59, 0xFE5E), (0xFF08, 0xFF09),
    (0xFF5F, 0xFF60), (0xFF62, 0xFF63),
)  # fmt: skip
_BRACKETS_APART = (
    ("[", "]"), ("{", "}"), ("\u298d", "\u2990"), ("\u298f", "\u298e"),
    ("\uff3b", "\uff3d"), ("\uff5b", "\uff5d"),
)  # fmt: skip


class _Classes(dict[int, str]):
    """The letter of a character, looked up once in the program's life; a table for `str.translate`."""

    def __missing__(self, code: int) -> str:
        name = unicodedata.bidirectional(chr(code))
        letter = self[code] = _LETTERS[name] if name else _unassigned(code)
        return letter


def _unassigned(code: int) -> str:
    noncharacter = code & 0xFFFE == 0xFFFE
    return "b" if noncharacter else _UNASSIGNED[bisect_right(_UNASSIGNED, (code, "~")) - 1][1]


_CLASSES = _Classes()


def classes(text: str) -> str:
    """One letter for each character: the rules tell capitals apart; the others are neutral or unseen."""
    return text.translate(_CLASSES)


def _pairs() -> Iterator[tuple[str, str]]:
    for first, last in _BRACKET_RUNS:
        yield from ((chr(code), chr(code + 1)) for code in range(first, last, 2))
    yield from _BRACKETS_APART


def same_bracket(bracket: str) -> str:
    """U+2329 and U+3008, and what closes them, are the same bracket written in two ways."""
    return unicodedata.normalize("NFD", bracket)


CLOSING = {opening: same_bracket(closing) for opening, closing in _pairs()}
"""What closes each opening bracket."""

BRACKET = re.compile("[" + re.escape("".join(opening + closing for opening, closing in _pairs())) + "]")
