"""Where two texts differ, word by word; long stretches they share are cut short."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s*\S+|\s+\Z")
_CONTEXT = 8  # words that stay on either side of a difference
_MOST_WORDS = 1500
_SHOWN = 1200  # characters of a text that is shown without marks


@dataclass(frozen=True)
class Piece:
    """Part of a text. `differs` where the other text says something else, or nothing."""

    text: str
    differs: bool = False


def pieces(text: str, other: str) -> tuple[Piece, ...]:
    """The text with what `other` lacks marked, short enough to be taken in at a glance."""
    words, others = _WORD.findall(text), _WORD.findall(other)
    if max(len(words), len(others)) > _MOST_WORDS or not others:
        # Comparing takes the square of the words.
        return (Piece(_beginning(text)),) if text else ()
    return tuple(_pieces(words, others))


def _pieces(words: list[str], others: list[str]) -> Iterator[Piece]:
    matched = SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
    for tag, start, end, _from, _to in matched:
        stretch = words[start:end]
        if tag == "equal":
            yield Piece(_cut(stretch, is_first=start == 0, is_last=end == len(words)))
        elif stretch:
            yield Piece("".join(stretch), differs=True)


def _cut(stretch: list[str], *, is_first: bool, is_last: bool) -> str:
    head = [] if is_first else stretch[:_CONTEXT]
    tail = [] if is_last else stretch[-_CONTEXT:]
    if len(stretch) <= 2 * _CONTEXT:
        return "".join(stretch)
    if is_first and is_last:
        return _beginning("".join(stretch))
    return "".join((*head, " …", *tail))


def _beginning(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} …"
