"""The shortlist (Merkliste) of a city's public map as clients bring it: a link, a mail, or bare numbers."""

import re

_LONGEST = 100_000  # characters looked at; a mail is shorter by far
_MOST = 100
_NUMBER = r"(?<!\d)\d{1,12}(?!\d)"
_IN_LINK = re.compile(r"cart=((?:\d|,|%2C|\s(?=\d))+)", re.IGNORECASE | re.ASCII)
_IN_MAIL = re.compile(rf"Angebot\s{{1,3}}Nr\.?\s{{0,3}}({_NUMBER})", re.IGNORECASE | re.ASCII)
_ANYWHERE = re.compile(_NUMBER, re.ASCII)


def numbers(pasted: str) -> tuple[str, ...]:
    """The offers' numbers in the order of the text, each once, at most 100.

    A mail names each offer in a line " * Angebot Nr. N" and ends with the link `…cart=N,N,…`.
    """
    text = pasted[:_LONGEST]
    named = _IN_MAIL.findall(text)
    for cart in _IN_LINK.findall(text):
        named += _ANYWHERE.findall(cart.replace("%2C", ",").replace("%2c", ","))
    found = named or _ANYWHERE.findall(text)
    return tuple(dict.fromkeys(found))[:_MOST]
