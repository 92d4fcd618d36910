"""Single values out of the texts of a feed; what cannot be read is noted and stays unknown."""

import calendar
import re
from datetime import UTC, date, datetime, timedelta
from math import isfinite
from urllib.parse import urlsplit

from kosidesk.exchange import text
from kosidesk.exchange.notices import DATE_UNKNOWN, MAIL_UNCLEAR, NUMBER_UNKNOWN, WEB_UNCLEAR, Spot

_LARGEST = 2**53
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_YES = frozenset({"1", "ja", "j", "yes", "y", "true", "wahr", "x"})
_NO = frozenset({"0", "nein", "n", "no", "false", "falsch"})
_GERMAN_MONTHS = (
    *("januar", "februar", "märz", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "dezember"),
)
_ENGLISH_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {
    name: number for names in (_GERMAN_MONTHS, _ENGLISH_MONTHS) for number, name in enumerate(names, start=1)
}
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ].*)?", re.ASCII)
_GERMAN = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2}|\w+)\.?\s?(?P<year>\d{4})")
_ENGLISH = re.compile(r"(?P<month>[A-Za-z]+) (?P<day>\d{1,2}),? (?P<year>\d{4})", re.ASCII)
_SECONDS = re.compile(r"-?\d{8,12}|0", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,20})?", re.ASCII)


def real(given: str, spot: Spot) -> float | None:
    """A number with decimal comma or point."""
    wanted = given.strip()
    if not wanted:
        return None
    if not _NUMBER.fullmatch(wanted):
        spot.note(NUMBER_UNKNOWN, wanted)
        return None
    value = float(wanted.replace(",", "."))
    return value if isfinite(value) else None


def integer(given: str, spot: Spot) -> int | None:
    """A whole number within what every format can carry (±2⁵³)."""
    value = real(given, spot)
    if value is None or (value.is_integer() and abs(value) <= _LARGEST):
        return None if value is None else int(value)
    spot.note(NUMBER_UNKNOWN, given.strip())
    return None


def count(given: str, spot: Spot) -> int | None:
    """How many there are: no number below zero."""
    value = integer(given, spot)
    if value is not None and value < 0:
        spot.note(NUMBER_UNKNOWN, given.strip())
        return None
    return value


def boolean(given: str, spot: Spot) -> bool | None:
    word = text.line(given, spot).casefold()
    if word in _YES:
        return True
    return False if word in _NO else None


def day(given: str, spot: Spot) -> str | None:
    """A date as ISO 8601: out of ISO, German or English dates, or Unix seconds."""
    wanted = text.line(given, spot)
    if not wanted:
        return None
    found = _berlin_day(int(wanted)) if _SECONDS.fullmatch(wanted) else _written_day(wanted)
    # 1970 is what an unset clock says.
    if found is None or not 1970 < found.year < 2200:
        spot.note(DATE_UNKNOWN, wanted)
        return None
    return found.isoformat()


def _written_day(wanted: str) -> date | None:
    for form in (_ISO, _GERMAN, _ENGLISH):
        if match := form.fullmatch(wanted):
            month = match["month"]
            number = int(month) if month.isdecimal() else _MONTHS.get(month.casefold(), 0)
            return _date(int(match["year"]), number, int(match["day"]))
    return None


def _date(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def _berlin_day(seconds: int) -> date | None:
    """The day in Germany at an instant.

    By directive 2000/84/EC, because Windows and small Debian systems have no table of time zones: summer time
    runs from the last Sunday of March to the last Sunday of October, 01:00 UTC each.
    """
    try:
        moment = _EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return None
    summer = _last_sunday(moment.year, 3) <= moment < _last_sunday(moment.year, 10)
    return (moment + timedelta(hours=2 if summer else 1)).date()


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() - calendar.SUNDAY) % 7)


def web(given: str, spot: Spot) -> str:
    """A web address with its scheme, or ""."""
    wanted = text.line(given, spot)
    if not wanted:
        return ""
    address = wanted if "://" in wanted else f"https://{wanted}"
    if not _is_web(address):
        spot.note(WEB_UNCLEAR, wanted)
        return ""
    return address


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme in {"http", "https"} and "." in host.strip(".") and not set(address) & set(' "<>\\')


def mail(given: str, spot: Spot) -> str:
    """A mail address, or ""."""
    wanted = text.line(given, spot).removeprefix("mailto:")
    name, _, host = wanted.partition("@")
    if wanted and not (
        name and "." in host.strip(".") and not set(wanted[len(name) + 1 :]) & set('@ ,;<>"?')
    ):
        spot.note(MAIL_UNCLEAR, wanted)
        return ""
    return wanted
