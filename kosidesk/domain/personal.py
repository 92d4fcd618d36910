"""Whether a note looks as if it told who somebody is: a hint for a consultation that is to stay anonymous."""

import re
from collections.abc import Iterator
from datetime import date

PHONE, MAIL, IBAN, BIRTH_DATE = "phone", "mail", "iban", "birth_date"

_AGE_OF_A_CLIENT = 10
"""Years; a day longer ago than that is hardly told for any other reason."""
_YEARS_AHEAD = 4
"""So far reaches what people plan in years of two digits: "31" is 1931 before it is 2031."""
_CENTURY = 100

# Countries by the length of their IBAN (ISO 13616).
_IBAN_LENGTHS = {
    15: "NO", 16: "BE", 18: "DK FI FO GL NL", 19: "MK SI", 20: "AT BA EE KZ LT LU XK",
    21: "CH CR HR LI LV", 22: "BG BH DE GB GE IE ME RS", 23: "AE GI IL", 24: "AD CZ ES MD PK RO SA SE SK TN",
    25: "PT", 26: "IS TR", 27: "FR GR IT MC SM", 28: "AL AZ CY DO GT HU LB PL", 29: "BR EG PS QA UA",
    30: "JO KW", 31: "MT",
}  # fmt: skip
_IBAN_OF_LENGTH = "|".join(
    rf"(?:{countries.replace(' ', '|')})\d\d(?:[ \u00a0-]?[0-9A-Z]){{{length - 4}}}"
    for length, countries in _IBAN_LENGTHS.items()
)
_IBAN = re.compile(rf"(?<!\w)(?:{_IBAN_OF_LENGTH})", re.IGNORECASE | re.ASCII)
_URL = re.compile(r"\b(?:https?://|www\.)\S+")
_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64} ?(?:@|[(\[] ?(?:at|ät) ?[)\]]) ?[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,}",
    re.IGNORECASE,
)

_MONTHS = {
    "jan": 1, "feb": 2, "mär": 3, "mae": 3, "mrz": 3, "apr": 4, "mai": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "okt": 10, "nov": 11, "dez": 12,
}  # fmt: skip
_DAY = re.compile(
    r"(?<![\w./-])(?:"
    r"(?P<day>\d{1,2})(?P<sign>[./ -]) ?(?P<month>\d{1,2})(?P=sign) ?(?P<year>\d{4}|\d\d)"
    r"|(?P<iso_year>\d{4})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)"
    rf"|(?P<word_day>\d{{1,2}})\.? ?(?P<word>{'|'.join(_MONTHS)})[a-zä]*\.? ?(?P<word_year>\d{{4}}|\d\d)"
    r")(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"(?:\b(?:geb|geboren|geburtstag|geburtsdatum|geb\.-?datum)\b|\*)[^\d\n]{0,12}"
    r"\d{1,2}(?:\. ?\d{1,2}\.|\. ?[a-zä]{3,}|/\d{1,2}|-\d{1,2}-)",
    re.IGNORECASE,
)
# What looks like a number to call and is none: months, days without a year, hours with a full stop.
_NO_PHONE = re.compile(
    r"(?<![\d./])(?:(?:0?[1-9]|1[0-2])/\d{4}|\d{1,2}\.\d{1,2}\.|\d{1,2}\.\d\d(?: ?(?:-|–|bis|Uhr|h\b)))"
)
_PHONE = re.compile(r"(?<!\w)\(?(?:\+\d|0)(?:[ ()/.\u00a0–-]{0,3}\d){6,14}(?!\w)")
_LOCAL_PHONE = re.compile(
    r"\b(?:tel|telefon|telefonnummer|handy|handynummer|mobil|festnetz|whatsapp)\b[^\d\n]{0,12}"
    r"\d(?:[ /.\u00a0–-]{0,3}\d){5,10}(?!\w)",
    re.IGNORECASE,
)


def personal(text: str, today: date) -> frozenset[str]:
    """Which of these kinds the text seems to hold; a guess, and no text is refused for it."""
    return frozenset(_found(text, today))


def _found(text: str, today: date) -> Iterator[str]:
    """Each kind is cut out before the next is looked for, so that no sign counts twice."""
    if any(_adds_up(found.group()) for found in _IBAN.finditer(text)):
        yield IBAN
    text = _IBAN.sub("|", text)
    if _MAIL.search(text):
        yield MAIL
    text = _MAIL.sub("|", _URL.sub("|", text))
    if _BORN.search(text) or any(_is_long_ago(found, today) for found in _DAY.finditer(text)):
        yield BIRTH_DATE
    text = _NO_PHONE.sub("|", _DAY.sub(_unless_no_day, text))
    if _PHONE.search(text) or _LOCAL_PHONE.search(text):
        yield PHONE


def _adds_up(iban: str) -> bool:
    """The check digits of ISO 13616: moved to the end, letters as two digits, the rest of 97 is 1."""
    bare = "".join(sign for sign in iban if sign.isalnum())
    return int("".join(str(int(sign, 36)) for sign in bare[4:] + bare[:4])) % 97 == 1


def _is_long_ago(found: re.Match[str], today: date) -> bool:
    day = _day(found, today)
    return day is not None and today.year - day.year >= _AGE_OF_A_CLIENT


def _unless_no_day(found: re.Match[str]) -> str:
    """A telephone number can look like a day of a month there is not."""
    return found.group() if _day(found, date.max) is None else "|"


def _day(found: re.Match[str], today: date) -> date | None:
    said = found.groupdict()
    year = said["year"] or said["iso_year"] or said["word_year"]
    # Upper and lower case aside, "ſ" and "ı" are letters of their own: such a word is no month.
    month = said["month"] or said["iso_month"] or _MONTHS.get(said["word"].lower(), 0)
    day = said["day"] or said["iso_day"] or said["word_day"]
    try:
        return date(_whole_year(int(year), today), int(month), int(day))
    except ValueError:
        return None


def _whole_year(year: int, today: date) -> int:
    if year >= _CENTURY:
        return year
    return year + 2000 if year + 2000 <= today.year + _YEARS_AHEAD else year + 1900
