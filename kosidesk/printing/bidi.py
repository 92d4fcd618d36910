"""In which order text of both directions is read: the Unicode Bidirectional Algorithm (UAX #9).

The rules, named as in the standard, are substitutions in a string with one letter for each character's class.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress

from kosidesk.printing.bidi_classes import (
    BLANKS,
    BRACKET,
    CLOSING,
    EMBEDDINGS,
    INITIATORS,
    ISOLATES,
    UNSEEN,
    classes,
    same_bracket,
)

_DEEPEST = 125
_MOST_OPEN_BRACKETS = 63

_PARAGRAPH = re.compile("[^B]*B+|[^B]+")
_TURNING = re.compile(f"[RAN{EMBEDDINGS}{INITIATORS}]")
_EXPLICIT = re.compile(f"[{UNSEEN}{ISOLATES}]")
_PLAIN_OR_EXPLICIT = re.compile(f"[^B{UNSEEN}{ISOLATES}]+|.")
_STRONG_OR_ISOLATE = re.compile(f"[LRA{ISOLATES}]")
# The second half keeps a long row of blanks from being tried again from each of them.
_TO_SEPARATOR = re.compile(f"[{BLANKS}]*[sB]|[{BLANKS}]+")

_WEAK_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile("(.)M+"), lambda found: found[1] * len(found[0])),  # W1; an isolate is neutral, too
    (re.compile("A[^LR]*"), lambda found: found[0].replace("E", "N").replace("A", "R")),  # W2, W3
    (re.compile("(?<=E)[SC](?=E)|(?<=N)C(?=N)"), lambda found: found.string[found.start() - 1]),  # W4
    (re.compile("(?<!T)T*E[TE]*"), lambda found: "E" * len(found[0])),  # W5
    (re.compile("[^LREN]"), lambda _: "o"),  # W6; from here on all neutrals are alike
    (re.compile("L[^R]*"), lambda found: found[0].replace("E", "L")),  # W7
)
_BETWEEN_EQUALS = re.compile("(?<=L)o+(?=L)|(?<=[REN])o+(?=[REN])")
_NUMBERS_ARE_RTL = str.maketrans("EN", "RR")
_RISES = (str.maketrans("LREN", "\0\1\2\2"), str.maketrans("LREN", "\1\0\1\1"))


def levels(text: str, base: int | None = None) -> bytes:
    """One embedding level for each character; odd ones run from right to left.

    `base` is the level of the paragraphs; without it each goes in the direction of its first letter (P2, P3).
    Characters that nobody sees take the level of the one before. Blanks at the ends of lines (L1) are left to
    who cuts the lines.
    """
    letters = classes(text)
    if not base and not _TURNING.search(letters):
        return bytes(len(text))
    return b"".join(
        _paragraph(text[match.start() : match.end()], match[0], base)
        for match in _PARAGRAPH.finditer(letters)
    )


def visual_order(levels: Sequence[int]) -> list[int]:
    """The places from left to right (L2); each level may be a character's or that of a whole run."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level & 1]
    if odd:
        for level in range(max(levels), min(odd) - 1, -1):
            for start, end in _runs([each >= level for each in levels]):
                if levels[start] >= level:
                    order[start:end] = order[start:end][::-1]
    return order


def _first_strong(letters: str, start: int = 0, *, isolate: bool = False) -> int:
    """The level the first strong character asks for; inside of an isolate only as far as its end."""
    depth = 0
    for match in _STRONG_OR_ISOLATE.finditer(letters, start):
        letter = match[0]
        if letter in INITIATORS:
            depth += 1
        elif letter in ISOLATES:
            if isolate and not depth:
                break
            depth = max(0, depth - 1)
        elif not depth:
            return int(letter != "L")
    return 0


def _paragraph(text: str, letters: str, base: int | None) -> bytes:
    level = _first_strong(letters) if base is None else base
    if _EXPLICIT.search(letters):
        found = _with_explicit(text, letters, level)
    else:
        found = _sequence(text, letters, level, before=level, after=level)
    for match in _TO_SEPARATOR.finditer(letters):
        if match[0][-1] in "sB":  # L1
            found[match.start() : match.end()] = bytes([level]) * len(match[0])
    return bytes(found)


def _with_explicit(text: str, letters: str, base: int) -> bytearray:
    seen = [letter not in UNSEEN for letter in letters]
    explicit, overridden = _Nesting(base).walk(letters)
    found = bytearray(compress(explicit, seen))
    around = [base, *found, base]
    text, letters, overridden = ("".join(compress(each, seen)) for each in (text, letters, overridden))
    for runs in _sequences(found, letters):
        first, end = runs[0].start, runs[-1].stop
        resolved = _sequence(
            "".join(text[run] for run in runs),
            "".join(overridden[run] for run in runs),
            found[first],
            before=around[first],
            after=base if letters[end - 1] in INITIATORS else around[end + 1],
        )
        for run in runs:
            found[run], resolved = resolved[: run.stop - run.start], resolved[run.stop - run.start :]
    return _filled(found, seen, base)


def _filled(found: Iterable[int], seen: Iterable[bool], level: int) -> bytearray:
    filled, rest = bytearray(), iter(found)
    for shown in seen:
        level = next(rest) if shown else level
        filled.append(level)
    return filled


class _Nesting:
    """Embeddings, overrides and isolates that are open (X1 to X8)."""

    def __init__(self, base: int) -> None:
        self._open: list[tuple[int, str, bool]] = [(base, "", False)]
        self._isolates = self._too_deep_isolates = self._too_deep_embeddings = 0

    def walk(self, letters: str) -> tuple[bytes, str]:
        """The explicit level of each character, and its class after overrides."""
        levels, overridden = bytearray(), []
        for match in _PLAIN_OR_EXPLICIT.finditer(letters):
            self._close(match[0])
            level, override, _ = self._open[-1]
            levels += bytes([level]) * len(match[0])
            overridden.append(override * len(match[0]) or match[0])
            self._enter(match[0], letters, match.end())
        return bytes(levels), "".join(overridden)

    def _close(self, letter: str) -> None:
        if letter == "q":
            self._close_isolate()
        elif letter == "p":
            self._close_embedding()
        elif letter == "B":
            del self._open[1:]

    def _enter(self, letter: str, letters: str, start: int) -> None:
        if letter in EMBEDDINGS:
            self._push(rtl=letter in "fh", override={"g": "L", "h": "R"}.get(letter, ""))
        elif letter in INITIATORS and self._too_deep_isolates:
            self._too_deep_isolates += 1
        elif letter in INITIATORS:
            rtl = letter == "j" or (letter == "k" and _first_strong(letters, start, isolate=True) == 1)
            self._push(rtl=rtl, isolate=True)

    def _push(self, *, rtl: bool, override: str = "", isolate: bool = False) -> None:
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
            self._isolates -= 1
            self._too_deep_embeddings = 0
            isolate = False
            while not isolate:
                _, _, isolate = self._open.pop()


def _runs(values: Sequence[object]) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch of equal values."""
    start = 0
    for place in range(1, len(values) + 1):
        if place == len(values) or values[place] != values[start]:
            yield start, place
            start = place


def _sequences(levels: Sequence[int], letters: str) -> list[list[slice]]:
    """The isolating run sequences (BD13): runs of one level, joined over the isolates between them."""
    sequences: list[list[slice]] = []
    interrupted: list[list[slice]] = []
    for start, end in _runs(levels):
        if letters[start] == "q" and interrupted:
            sequence = interrupted.pop()
        else:
            sequence = []
            sequences.append(sequence)
        sequence.append(slice(start, end))
        if letters[end - 1] in INITIATORS:
            interrupted.append(sequence)
    return sequences


def _sequence(text: str, letters: str, level: int, *, before: int, after: int) -> bytearray:
    """The levels of one isolating run sequence; `before` and `after` are those of its neighbours (X10)."""
    own = "LR"[level & 1]
    start, end = ("LR"[max(level, neighbour) & 1] for neighbour in (before, after))
    kinds = letters = f"{start}{letters}{end}"
    for rule, put in _WEAK_RULES:
        kinds = rule.sub(put, kinds)
    if BRACKET.search(text):
        kinds = _brackets(f" {text} ", letters, kinds, own)
    kinds = _BETWEEN_EQUALS.sub(_like_neighbours, kinds)  # N1
    rises = kinds[1:-1].replace("o", own).translate(_RISES[level & 1])  # N2, I1, I2
    return bytearray(level + rise for rise in rises.encode("ascii"))


def _like_neighbours(found: re.Match[str]) -> str:
    return ("L" if found.string[found.start() - 1] == "L" else "R") * len(found[0])


def _brackets(text: str, letters: str, kinds: str, own: str) -> str:
    """N0: a pair runs as what it encloses or, where that is against the embedding, as what is before it."""
    found = bytearray(kinds, "ascii")
    strong = bytearray(kinds.translate(_NUMBERS_ARE_RTL), "ascii")
    other = "LR"[own == "L"]
    for opening, closing in _pairs(text, kinds):
        direction = own
        if strong.find(own.encode(), opening, closing) < 0:
            if strong.find(other.encode(), opening, closing) < 0:
                continue
            if strong.rfind(other.encode(), 0, opening) > strong.rfind(own.encode(), 0, opening):
                direction = other
        for bracket in (opening, closing):
            end = bracket + 1
            while letters[end] == "M":
                end += 1
            found[bracket:end] = strong[bracket:end] = direction.encode() * (end - bracket)
    return found.decode("ascii")


def _pairs(text: str, kinds: str) -> list[tuple[int, int]]:
    """The places of the brackets that belong together, by their opening (BD16)."""
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for match in BRACKET.finditer(text):
        bracket, place = same_bracket(match[0]), match.start()
        if kinds[place] != "o":
            continue
        if bracket in CLOSING:
            if len(waiting) == _MOST_OPEN_BRACKETS:
                break
            waiting.append((CLOSING[bracket], place))
        else:
            depth = max(
                (depth for depth, (closing, _) in enumerate(waiting) if closing == bracket), default=None
            )
            if depth is not None:
                pairs.append((waiting[depth][1], place))
                del waiting[depth:]
    return sorted(pairs)
