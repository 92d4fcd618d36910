"""In which order text of both directions is read: the Unicode Bidirectional Algorithm (UAX #9).

A paragraph becomes a string with one letter for each character's class; the rules, named as in the standard,
are substitutions in it. Capitals are the classes that the rules tell apart, small letters what is neutral or unseen.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

LRI, FSI, PDI = "\u2066", "\u2068", "\u2069"

_DEEPEST = 125
_MOST_OPEN_BRACKETS = 63

_LETTERS = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "AN": "N", "ES": "S", "ET": "T", "CS": "C", "NSM": "M",
    "B": "B", "S": "s", "WS": "w", "ON": "o", "LRI": "i", "RLI": "j", "FSI": "k", "PDI": "q",
    "BN": "b", "LRE": "e", "RLE": "f", "LRO": "g", "RLO": "h", "PDF": "p",
}  # fmt: skip
_INITIATORS = "ijk"
_EMBEDDINGS = "efgh"
_UNSEEN = "befghp"  # X9 takes them out
_BLANKS = "wijkq" + _UNSEEN

# Classes of what is not assigned yet (DerivedBidiClass.txt, @missing), each up to the next line's start.
_UNASSIGNED = (
    (0x0000, "L"), (0x0590, "R"), (0x0600, "A"), (0x07C0, "R"), (0x0860, "A"), (0x0900, "L"), (0x2065, "b"),
    (0x2066, "L"), (0x20A0, "T"), (0x20D0, "L"), (0xFB1D, "R"), (0xFB50, "A"), (0xFDD0, "b"), (0xFDF0, "A"),
    (0xFE00, "L"), (0xFE70, "A"), (0xFF00, "L"), (0xFFF0, "b"), (0xFFF9, "L"), (0x10800, "R"), (0x10D00, "A"),
    (0x10D40, "R"), (0x10EC0, "A"), (0x10F00, "R"), (0x10F30, "A"), (0x10F70, "R"), (0x11000, "L"),
    (0x1E800, "R"), (0x1EC70, "A"), (0x1ECC0, "R"), (0x1ED00, "A"), (0x1ED50, "R"), (0x1EE00, "A"),
    (0x1EF00, "R"), (0x1F000, "L"), (0xE0000, "b"), (0xE1000, "L"),
)  # fmt: skip

# BidiBrackets.txt: runs in which each opening bracket is followed by its closing one, and pairs that stand apart.
_BRACKET_RUNS = (
    (0x28, 0x29), (0xF3A, 0xF3D), (0x169B, 0x169C), (0x2045, 0x2046), (0x207D, 0x207E), (0x208D, 0x208E),
    (0x2308, 0x230B), (0x2329, 0x232A), (0x2768, 0x2775), (0x27C5, 0x27C6), (0x27E6, 0x27EF),
    (0x2983, 0x298C), (0x2991, 0x2998), (0x29D8, 0x29DB), (0x29FC, 0x29FD), (0x2E22, 0x2E29),
    (0x2E55, 0x2E5C), (0x3008, 0x3011), (0x3014, 0x301B), (0xFE59, 0xFE5E), (0xFF08, 0xFF09),
    (0xFF5F, 0xFF60), (0xFF62, 0xFF63),
)  # fmt: skip
_BRACKETS_APART = ("[]", "{}", "\u298d\u2990", "\u298f\u298e", "\uff3b\uff3d", "\uff5b\uff5d")


def _bracket_pairs() -> Iterable[tuple[str, str]]:
    for first, last in _BRACKET_RUNS:
        yield from ((chr(code), chr(code + 1)) for code in range(first, last, 2))
    yield from ((pair[0], pair[1]) for pair in _BRACKETS_APART)


def _canonical(bracket: str) -> str:
    """U+2329 and U+3008 are one bracket written in two ways."""
    return unicodedata.normalize("NFD", bracket)


_CLOSING = {opening: _canonical(closing) for opening, closing in _bracket_pairs()}
_CLOSED = {closing: _canonical(closing) for _, closing in _bracket_pairs()}
_BRACKET = re.compile("[" + re.escape("".join(_CLOSING) + "".join(_CLOSED)) + "]")


class _Classes(dict[int, str]):
    """The letter of a character's class, for `str.translate`; looked up once in the program's life."""

    def __missing__(self, code: int) -> str:
        name = unicodedata.bidirectional(chr(code))
        letter = self[code] = _LETTERS[name] if name else _unassigned(code)
        return letter


def _unassigned(code: int) -> str:
    if code & 0xFFFE == 0xFFFE:
        return "b"
    return _UNASSIGNED[bisect_right(_UNASSIGNED, (code, "~")) - 1][1]


_CLASSES = _Classes()

_PARAGRAPH = re.compile("[^B]*B+|[^B]+")
_EXPLICIT = re.compile(f"[{_UNSEEN}{_INITIATORS}q]")
_TURNING = re.compile("[RANefghijk]")
_STRONG_OR_ISOLATE = re.compile("[LRAijkq]")
_BEFORE_SEPARATOR = re.compile(f"[{_BLANKS}]*[sB]|[{_BLANKS}]+")


def base_level(text: str) -> int:
    """1 where the first strong character outside of isolates runs right to left, else 0 (P2, P3)."""
    return _first_strong(text.translate(_CLASSES))


@lru_cache(maxsize=1024)
def levels(text: str, base: int | None = None) -> bytes:
    """One embedding level for each character; odd ones run from right to left.

    `base` is the level of the paragraphs; without it each finds its own. Characters that nobody sees take the
    level of the one before.
    """
    classes = text.translate(_CLASSES)
    if not base and not _TURNING.search(classes):
        return bytes(len(text))
    return b"".join(
        _paragraph(text[match.start() : match.end()], match[0], base)
        for match in _PARAGRAPH.finditer(classes)
    )


def line_levels(paragraph: bytes, text: str, start: int, end: int, base: int) -> bytes:
    """The levels of one line; the blanks at its end stand where the paragraph ends (L1)."""
    ink = len(text[start:end].translate(_CLASSES).rstrip(_BLANKS))
    return paragraph[start : start + ink] + bytes([base]) * (end - start - ink)


def visual_order(levels: Sequence[int]) -> list[int]:
    """The places from left to right (L2); each entry may be a character or a whole run of one level."""
    order = list(range(len(levels)))
    lowest = min((level for level in levels if level & 1), default=_DEEPEST + 2)
    for level in range(max(levels, default=0), lowest - 1, -1):
        for start, end in _runs([each >= level for each in levels]):
            if levels[start] >= level:
                order[start:end] = order[start:end][::-1]
    return order


def isolated(text: str) -> str:
    """The text set apart from what stands around it, in the direction of its own first strong character."""
    return f"{FSI}{text}{PDI}"


def _first_strong(classes: str, start: int = 0, *, isolate: bool = False) -> int:
    depth = 0
    for match in _STRONG_OR_ISOLATE.finditer(classes, start):
        letter = match[0]
        if letter in _INITIATORS:
            depth += 1
        elif letter == "q":
            if isolate and not depth:
                return 0
            depth = max(0, depth - 1)
        elif not depth:
            return int(letter != "L")
    return 0


def _paragraph(text: str, classes: str, base: int | None) -> bytes:
    level = _first_strong(classes) if base is None else base
    if _EXPLICIT.search(classes):
        found = _with_explicit(text, classes, level)
    else:
        found = _sequence(text, classes, level, level, level)
    for match in _BEFORE_SEPARATOR.finditer(classes):
        if match[0][-1] in "sB":  # L1
            found[match.start() : match.end()] = bytes([level]) * len(match[0])
    return bytes(found)


def _with_explicit(text: str, classes: str, base: int) -> bytearray:
    nesting = _Nesting(base)
    explicit, overridden = nesting.walk(classes)
    seen = [place for place, letter in enumerate(classes) if letter not in _UNSEEN]
    found = bytearray(explicit)
    for sequence in _sequences([explicit[place] for place in seen], [classes[place] for place in seen]):
        places = [seen[index] for index in sequence]
        before = explicit[seen[sequence[0] - 1]] if sequence[0] else base
        last = sequence[-1] + 1
        open_end = last == len(seen) or classes[places[-1]] in _INITIATORS
        after = base if open_end else explicit[seen[last]]
        resolved = _sequence(
            "".join(text[place] for place in places),
            "".join(overridden[place] for place in places),
            explicit[places[0]],
            before,
            after,
        )
        for place, level in zip(places, resolved, strict=True):
            found[place] = level
    for place, letter in enumerate(classes):
        if letter in _UNSEEN:
            found[place] = found[place - 1] if place else base
    return found


class _Nesting:
    """Embeddings, overrides and isolates that are open (X1 to X8)."""

    def __init__(self, base: int) -> None:
        self._open: list[tuple[int, str, bool]] = [(base, "", False)]
        self._isolates = self._too_deep_isolates = self._too_deep_embeddings = 0

    def walk(self, classes: str) -> tuple[bytes, str]:
        """The explicit level of each character, and its class after overrides."""
        levels, overridden = bytearray(), []
        for place, letter in enumerate(classes):
            if letter == "q":
                self._close_isolate()
            elif letter == "p":
                self._close_embedding()
            elif letter == "B":
                self._open = self._open[:1]
            level, override, _ = self._open[-1]
            levels.append(level)
            overridden.append(override or letter)
            if letter in _EMBEDDINGS:
                self._enter(rtl=letter in "fh", override={"g": "L", "h": "R"}.get(letter, ""))
            elif letter in _INITIATORS:
                rtl = letter == "j" or (
                    letter == "k" and bool(_first_strong(classes, place + 1, isolate=True))
                )
                self._enter(rtl=rtl, isolate=True)
        return bytes(levels), "".join(overridden)

    def _enter(self, *, rtl: bool, override: str = "", isolate: bool = False) -> None:
        level = self._open[-1][0]
        level = (level + 1) | 1 if rtl else (level + 2) & ~1
        if level <= _DEEPEST and not self._too_deep_isolates and not self._too_deep_embeddings:
            self._open.append((level, override, isolate))
            self._isolates += isolate
        elif isolate:
            self._too_deep_isolates += 1
        elif not self._too_deep_isolates:
            self._too_deep_embeddings += 1

    def _close_embedding(self) -> None:
        if self._too_deep_isolates:
            return
        if self._too_deep_embeddings:
            self._too_deep_embeddings -= 1
        elif len(self._open) > 1 and not self._open[-1][2]:
            self._open.pop()

    def _close_isolate(self) -> None:
        if self._too_deep_isolates:
            self._too_deep_isolates -= 1
        elif self._isolates:
            self._too_deep_embeddings = 0
            while not self._open.pop()[2]:
                pass
            self._isolates -= 1


def _runs(values: Sequence[object]) -> Iterable[tuple[int, int]]:
    """Start and end of each stretch of equal values."""
    start = 0
    for place in range(1, len(values) + 1):
        if place == len(values) or values[place] != values[start]:
            yield start, place
            start = place


def _sequences(levels: Sequence[int], classes: Sequence[str]) -> list[list[int]]:
    """The isolating run sequences (BD13): runs of one level, joined over the isolates between them."""
    sequences: list[list[int]] = []
    interrupted: list[list[int]] = []
    for start, end in _runs(levels):
        if classes[start] == "q" and interrupted:
            sequence = interrupted.pop()
        else:
            sequence = []
            sequences.append(sequence)
        sequence.extend(range(start, end))
        if classes[end - 1] in _INITIATORS:
            interrupted.append(sequence)
    return sequences


_AFTER = re.compile("(.)M+")
_AFTER_ARABIC = re.compile("A[^LR]*")
_ONE_SEPARATOR = re.compile("(?<=E)[SC](?=E)")
_ONE_ARABIC_SEPARATOR = re.compile("(?<=N)C(?=N)")
_TERMINATED = re.compile("[TE]*E[TE]*")
_AFTER_LATIN = re.compile("L[^R]*")
_BETWEEN_LATIN = re.compile("(?<=L)o+(?=L)")
_BETWEEN_RTL = re.compile("(?<=[REN])o+(?=[REN])")
_STRONG = str.maketrans("A", "R")
_NEUTRAL = str.maketrans(dict.fromkeys("STCBswijkq", "o"))
_RISE = (
    bytes.maketrans(b"LREN", bytes([0, 1, 2, 2])),
    bytes.maketrans(b"LREN", bytes([1, 0, 1, 1])),
)


def _sequence(text: str, classes: str, level: int, before: int, after: int) -> bytearray:
    """The resolved levels of one isolating run sequence; `before` and `after` are those of its neighbours."""
    start, end = ("LR"[max(level, beside) & 1] for beside in (before, after))
    own = "LR"[level & 1]
    weak = _weak(f"{start}{classes}{end}")
    if _BRACKET.search(text):
        weak = _brackets(f" {text} ", weak, own, [letter == "M" for letter in f" {classes} "])
    weak = _BETWEEN_LATIN.sub(lambda match: "L" * len(match[0]), weak)  # N1
    weak = _BETWEEN_RTL.sub(lambda match: "R" * len(match[0]), weak)
    rise = weak[1:-1].replace("o", own).encode("ascii").translate(_RISE[level & 1])  # N2, I1, I2
    return bytearray(level + step for step in rise)


def _weak(classes: str) -> str:
    """W1 to W7; what is left are L, R, the two kinds of numbers and neutrals."""
    classes = _AFTER.sub(
        lambda match: match[1] + ("o" if match[1] in "ijkq" else match[1]) * (len(match[0]) - 1), classes
    )
    classes = _AFTER_ARABIC.sub(lambda match: match[0].replace("E", "N"), classes).translate(_STRONG)
    classes = _ONE_ARABIC_SEPARATOR.sub("N", _ONE_SEPARATOR.sub("E", classes))
    classes = _TERMINATED.sub(lambda match: "E" * len(match[0]), classes).translate(_NEUTRAL)
    return _AFTER_LATIN.sub(lambda match: match[0].replace("E", "L"), classes)


def _brackets(text: str, classes: str, own: str, marks: Sequence[bool]) -> str:
    """N0: a pair of brackets runs as what it encloses or, where that is against the embedding, as what is before."""
    view = bytearray(classes.replace("E", "R").replace("N", "R"), "ascii")
    found = bytearray(classes, "ascii")
    along, against = (ord(own), ord("R" if own == "L" else "L"))
    for opening, closing in _pairs(text, classes):
        if view.find(along, opening, closing) >= 0:
            direction = along
        elif view.find(against, opening, closing) >= 0:
            direction = against if view.rfind(against, 0, opening) > view.rfind(along, 0, opening) else along
        else:
            continue
        for bracket in (opening, closing):
            end = bracket + 1
            while marks[end]:
                end += 1
            view[bracket:end] = found[bracket:end] = bytes([direction]) * (end - bracket)
    return found.decode("ascii")


def _pairs(text: str, classes: str) -> list[tuple[int, int]]:
    """The places of the brackets that belong together, by their opening (BD16)."""
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text):
        bracket, place = match[0], match.start()
        if classes[place] != "o":
            continue
        if bracket in _CLOSING:
            if len(waiting) == _MOST_OPEN_BRACKETS:
                break
            waiting.append((_CLOSING[bracket], place))
            continue
        for depth in range(len(waiting) - 1, -1, -1):
            if waiting[depth][0] == _CLOSED[bracket]:
                pairs.append((waiting[depth][1], place))
                del waiting[depth:]
                break
    return sorted(pairs)
