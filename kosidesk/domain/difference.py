"""Where two texts differ, word by word; long stretches they share are cut short."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s*\w+|\s*[^\w\s]|\s+\Z")
_CONTEXT = 12  # words and signs that stay on either side of a difference
_MOST_WORDS = 1500
_ALIKE = 0.3  # below, nearly every word would be marked
_SHOWN = 600  # characters of a text without marks


@dataclass(frozen=True)
class Piece:
    """Part of a text. `differs` where the other text says something else, or nothing."""

    text: str
    differs: bool = False


def pieces(text: str, other: str) -> tuple[Piece, ...]:
    """The text with what `other` lacks marked, short enough to be taken in at a glance.

    Texts that have little in common are not marked at all.
    """
    if not text:
        return ()
    words, others = _WORD.findall(text), _WORD.findall(other)
    # Comparing takes the square of the words.
    if max(len(words), len(others)) <= _MOST_WORDS:
        matcher = SequenceMatcher(None, words, others, autojunk=False)
        if matcher.ratio() >= _ALIKE:
            return tuple(piece for piece in _pieces(words, matcher) if piece.text)
    return (Piece(_beginning(text)),)


def _pieces(words: list[str], matcher: SequenceMatcher[str]) -> Iterator[Piece]:
    for tag, start, end, _from, _to in matcher.get_opcodes():
        stretch = words[start:end]
        if tag == "equal":
            yield Piece(_cut(stretch, is_first=start == 0, is_last=end == len(words)))
        else:
            # The space before the first word is not what differs.
            said = "".join(stretch)
            bare = said.lstrip()
            yield Piece(said[: len(said) - len(bare)])
            yield Piece(bare, differs=True)


def _cut(stretch: list[str], *, is_first: bool, is_last: bool) -> str:
    said = "".join(stretch)
    if is_first and is_last:
        return _beginning(said)
    if len(stretch) <= 2 * _CONTEXT:
        return said
    head = "" if is_first else "".join(stretch[:_CONTEXT]) + " "
    return head + "…" + ("" if is_last else "".join(stretch[-_CONTEXT:]))


def _beginning(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} …"
