"""Texts from outside, made fit for paper."""

import re
import unicodedata

REPLACEMENT = "\ufffd"
"""Stands on paper for a sign that none of our typefaces can draw."""

_NBSP = "\u00a0"
_ISOLATE, _END = "\u2068", "\u2069"
_NEW_LINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Controls, halves of surrogate pairs, and whatever steers direction (UAX #9, 2): that can make a text read as
# another one, and would end the isolates of a sheet. The joiners U+200C and U+200D stay: Persian needs them.
_STRIPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BLANKS = re.compile("[ \t\u00a0\u2007\u202f]+")
_SENTENCE_ENDS = re.compile(r"[.!?…](?=\s)")


def clean(text: str) -> str:
    """The text in NFC with plain line ends and blanks, without empty lines and signs nobody can see."""
    plain = _STRIPPED.sub("", _NEW_LINES.sub("\n", text))
    lines = (_BLANKS.sub(" ", line).strip() for line in unicodedata.normalize("NFC", plain).split("\n"))
    return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    return clean(text).replace("\n", " ")


def unbroken(text: str) -> str:
    """The text as one word to the line breaking, for phone numbers and addresses of mails."""
    return text.replace(" ", _NBSP)


def isolated(text: str) -> str:
    """The text as an island whose direction its own letters decide (UAX #9, 2.4)."""
    return f"{_ISOLATE}{text}{_END}"


def shortened(text: str, limit: int, mark: str, lines: int = 1000) -> str:
    """At most `limit` characters and `lines` lines of the text, then `mark`; all of it if it fits.

    Cut after a sentence if one ends in the last third, else after a word, else anywhere.
    """
    kept = "\n".join(text.split("\n")[:lines])
    if len(kept) > limit:
        kept = _cut(kept, limit)
    return text if kept == text else f"{kept.rstrip()} {mark}"


def _cut(text: str, limit: int) -> str:
    start = limit * 2 // 3
    # One more character tells whether a sentence or a word ends right at the limit.
    ends = [match.end() for match in _SENTENCE_ENDS.finditer(text, start, limit + 1)]
    blank = max(text.rfind(" ", start, limit + 1), text.rfind("\n", start, limit + 1))
    return text[: ends[-1] if ends else blank if blank > 0 else limit]
