"""Plain text as the desk keeps it: one Unicode form, plain blanks, nothing invisible."""

import re
import unicodedata

from kosidesk.exchange.notices import CONTROL_SIGNS, NBSP, Spot

_HARD_BLANKS = re.compile("[\u00a0\u2007\u202f]")
# Controls except tab and newline, surrogates, soft hyphen, zero-width blanks, overrides of the writing
# direction (they make a text look like another one), and what is no character at all.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Without what nobody can see."""
    return _UNWANTED.sub("", text)


def tidy(text: str, spot: Spot) -> str:
    """The text in NFC with plain blanks and newlines, and without what nobody can see."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = _HARD_BLANKS.sub(" ", text)
    if plain != text:
        spot.note(NBSP)
    seen = visible(plain)
    if seen != plain:
        spot.note(CONTROL_SIGNS)
    return unicodedata.normalize("NFC", seen)


def line(text: str, spot: Spot) -> str:
    """The text as a single line, one blank between words."""
    return " ".join(tidy(text, spot).split())


def lines(text: str, spot: Spot) -> str:
    """The text with its lines and paragraphs kept and everything superfluous between them gone."""
    return joined(tidy(text, spot).split("\n"))


def joined(rows: list[str]) -> str:
    """Lines as a text; an empty one parts paragraphs, further ones add nothing."""
    kept: list[str] = []
    for row in rows:
        trimmed = " ".join(row.split())
        if trimmed or (kept and kept[-1]):
            kept.append(trimmed)
    return "\n".join(kept).rstrip("\n")
