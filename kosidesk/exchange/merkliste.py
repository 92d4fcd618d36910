"""The shortlist (Merkliste) of a city's public map as clients bring it: a link, a mail, or bare numbers."""

import re
from collections.abc import Iterator

from kosidesk.domain.ids import read_code

_LONGEST = 100_000  # characters looked at; a mail is shorter by far
_MOST = 100
# Our own codes, and digits; neither as a part of a word, a date, a time or something hyphenated.
_NUMBER = r"(?<![\w/-])(?<!\d[.:])(?:[0-9A-Za-z]{5,6}-[0-9A-Za-z]|[0-9]{1,12})(?![\w/-])(?![.:]\d)"
_IN_LINK = re.compile(r"cart=([0-9]+(?:(?:,|%2C)\s{0,2}[0-9]+)*)", re.IGNORECASE)
_IN_CART = re.compile(r"(?<![0-9])[0-9]{1,12}(?![0-9])")
_IN_MAIL = re.compile(rf"Angebot\s{{1,3}}Nr\.?\s{{0,3}}({_NUMBER})", re.IGNORECASE)
_ANYWHERE = re.compile(_NUMBER)
_PHONE = re.compile(r"(?<!\w)[+0][0-9]+[ /()-]+[0-9][0-9 /()-]*")


def numbers(pasted: str) -> tuple[str, ...]:
    """The offers' numbers in the order of the text, each once, at most 100.

    A mail names each offer in a line " * Angebot Nr. N" and ends with the link `…cart=N,N,…`; what else
    stands in it is no number of an offer.
    """
    text = pasted[:_LONGEST]
    found = [*_named(text)] or [*_loose(text)]
    return tuple(dict.fromkeys(found))[:_MOST]


def _named(text: str) -> Iterator[str]:
    yield from _IN_MAIL.findall(text)
    for cart in _IN_LINK.findall(text):
        yield from _IN_CART.findall(cart.replace("%2C", ",").replace("%2c", ","))


def _loose(text: str) -> Iterator[str]:
    words = " ".join(word for word in text.split(" ") if not _is_address(word))
    for found in _ANYWHERE.findall(_PHONE.sub(" ", words)):
        if "-" not in found or read_code(found):
            yield found


def _is_address(word: str) -> bool:
    return "@" in word or "://" in word or word.startswith("www.")
