"""Where a click on a sheet leads: only to what is beyond doubt a phone, a mailbox or a page.

Offers come from outside; a link that guesses could dial or write to somebody else.
"""

import re
from urllib.parse import quote

_PHONE = re.compile(r"\(?\+?[0-9][0-9 ()/.–-]*")
_DIGITS = range(3, 16)
"""How many a number has (E.164: at most 15)."""

# +49 (0)202: the zero is dialled inside the country only.
_TRUNK = re.compile(r"(?<=[0-9 ])\(0\)")
_MAIL = re.compile(r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_MAIL_LENGTH = 254
_PAGE = re.compile(r"https?://([A-Za-z0-9-]+\.)+[A-Za-z]{2,}(:[0-9]{1,5})?([/?#][!-~]*)?")


def tel(phone: str) -> str:
    """RFC 3966; empty if the text is not one number."""
    if not _PHONE.fullmatch(phone):
        return ""
    number = phone.lstrip("(")
    dialled = _TRUNK.sub("", number) if number.startswith(("+", "00")) else number
    digits = re.sub("[^0-9]", "", dialled)
    plus = "+" if number.startswith("+") else ""
    return f"tel:{plus}{digits}" if len(digits) in _DIGITS else ""


def mailto(mail: str, subject: str = "") -> str:
    """RFC 6068; empty if the text is not one address."""
    if len(mail) > _MAIL_LENGTH or not _MAIL.fullmatch(mail):
        return ""
    return f"mailto:{mail}" + (f"?subject={quote(subject, safe='')}" if subject else "")


def page(address: str) -> str:
    """The address if it is one of the web."""
    return address if _PAGE.fullmatch(address) else ""
