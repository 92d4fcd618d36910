"""From when until when, and on which days."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from kosidesk.domain.time_words.tokens import MONTHS, Kind, Token

_AHEAD = timedelta(days=183)
"""A day without a year is the coming one only where that is nearer than the one that went by."""
_CENTURY = 2000
_LAST = 0  # the last day of its month, as a day's number
_WHEN = frozenset({Kind.DATE, Kind.MONTH, Kind.YEAR})
_BEFORE_DATES = frozenset({Kind.AT, Kind.DAY, Kind.COMMA, Kind.STOP, Kind.BREAK, Kind.EXTENT})


@dataclass(frozen=True)
class Period:
    """`used` are the tokens it was read from."""

    from_on: date | None = None
    until_on: date | None = None
    dates: tuple[date, ...] = ()
    used: tuple[Token, ...] = ()


class _When(NamedTuple):
    """A day as far as it was named; `edge` is "anfang", "mitte" or "ende" of a month or year, or ""."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    edge: str = ""


def period(tokens: Sequence[Token], today: date | None) -> Period:
    """A year that nobody named is that of the nearest day, as seen from `today`, if that is to come.

    Nothing where a day was not understood, or stands beside one of every week: "dienstags, zuerst am 12.1.".
    """
    said = [token for token in tokens if token.kind is not Kind.FILLER]
    found = tuple(_found(said, today))
    used = tuple(token for one in found for token in one.used)
    dates = tuple(sorted({day for one in found for day in one.dates}))
    rest = {token.kind for token in said if token not in used}
    if Kind.DATE in rest or (dates and Kind.DAY in rest):
        return Period()
    begins = {one.from_on for one in found if one.from_on}
    ends = {one.until_on for one in found if one.until_on}
    if len(begins) > 1 or len(ends) > 1 or (begins and ends and min(begins) > min(ends)):
        return Period()
    return Period(_only(begins), _only(ends), dates, used)


def _only(days: Iterable[date]) -> date | None:
    return next(iter(days), None)


def _found(said: Sequence[Token], today: date | None) -> Iterator[Period]:
    over = 0
    for n, token in enumerate(said):
        if n < over or token.kind not in _WHEN:
            continue
        over = _end_of(said, n)
        yield _read(said, n, over, today)


def _end_of(said: Sequence[Token], n: int) -> int:
    """Where a range or a list of days that begins here is over."""
    links = {Kind.TO, Kind.AND} if _follows(said, n, Kind.FROM) else {Kind.TO}
    if _goes_on(said, n, links):
        return n + 3
    while said[n].kind is Kind.DATE and _goes_on(said, n, {Kind.COMMA, Kind.AND}):
        n += 2
    return n + 1


def _goes_on(said: Sequence[Token], n: int, links: set[Kind]) -> bool:
    following = said[n + 1 : n + 3]
    return len(following) == 2 and following[0].kind in links and following[1].kind in _WHEN


def _follows(said: Sequence[Token], n: int, kind: Kind) -> bool:
    return n > 0 and said[n - 1].kind is kind


def _read(said: Sequence[Token], n: int, over: int, today: date | None) -> Period:
    """A range, a begin, an end, or single days; nothing where that is not sure."""
    run = said[n:over]
    whens = [_when(token.text) for token in run if token.kind in _WHEN]
    if len(run) > 1 and (run[1].kind is Kind.TO or _follows(said, n, Kind.FROM)):
        days = _days((_begun(whens[0]), _ended(whens[1])), today, wraps=True)
        return Period(days[0], days[1], used=tuple(run)) if days else Period()
    if _follows(said, n, Kind.FROM):
        days = _days((_begun(whens[0]),), today)
        return Period(from_on=days[0], used=tuple(said[n - 1 : over])) if days else Period()
    if _follows(said, n, Kind.TO) and said[n - 1].text.startswith("bis"):
        days = _days((_ended(whens[0]),), today)
        return Period(until_on=days[0], used=tuple(said[n - 1 : over])) if days else Period()
    if n and said[n - 1].kind not in _BEFORE_DATES:
        return Period()
    days = _days(whens, today)
    return Period(dates=days, used=tuple(said[_with_its_day(said, n) : over])) if days else Period()


def _with_its_day(said: Sequence[Token], n: int) -> int:
    """ "am Samstag, den 12. Juni": the day of the week belongs to the date."""
    while n and said[n - 1].kind in (Kind.AT, Kind.COMMA, Kind.DAY):
        n -= 1
    return n


def _days(whens: Sequence[_When | None], today: date | None, *, wraps: bool = False) -> tuple[date, ...]:
    """() where a year is missing that cannot be told, or a day does not exist."""
    known = [when for when in whens if when is not None]
    if len(known) < len(whens):
        return ()
    named = [when.year for when in known if when.year]
    years: tuple[int, ...] = ()
    if named:
        years = (named[-1],) if known[-1].year else (named[-1], named[-1] + 1)
    elif today and all(when.edge == "" and when.day != _LAST for when in known):
        years = (today.year, today.year + 1)
    for year in years:
        days = _before_each_other(known, year, wraps=wraps)
        if days and (named or _is_near(days, today)):
            return days
    return ()


def _before_each_other(whens: Sequence[_When], year: int, *, wraps: bool) -> tuple[date, ...]:
    """Who names no month or year has those of the one that follows; a range may begin a year earlier."""
    found: list[date] = []
    month = None
    for when in reversed(whens):
        month = when.month or month
        day = _date(when.year or year, month, when.day)
        if wraps and found and day and day > found[0] and not when.year:
            day = _date(year - 1, month, when.day)
        if day is None or (found and day > found[0]):
            return ()
        found.insert(0, day)
        year = day.year
    return tuple(found)


def _is_near(days: Sequence[date], today: date | None) -> bool:
    return today is not None and days[-1] >= today and days[0] - today <= _AHEAD


def _begun(when: _When) -> _When | None:
    """ "ab Ende März" names no day."""
    if when.day is not None:
        return when
    if when.edge == "ende":
        return None
    return when._replace(day=15 if when.edge == "mitte" else 1, month=when.month or 1, edge="month")


def _ended(when: _When) -> _When | None:
    if when.day is not None:
        return when
    if when.edge == "anfang":
        return None
    return when._replace(day=15 if when.edge == "mitte" else _LAST, month=when.month or 12, edge="month")


def _date(year: int, month: int | None, day: int | None) -> date | None:
    if month is None or day is None:
        return None
    try:
        return date(year, month, day if day != _LAST else monthrange(year, month)[1])
    except ValueError:
        return None


def _when(text: str) -> _When:
    numbers = [int(number) for number in re.findall(r"[0-9]+", text)]
    if re.match(r"20[0-9]{2}-", text):
        return _When(numbers[2], numbers[1], numbers[0])
    edge = next((edge for edge in ("anfang", "mitte", "ende") if text.startswith(edge)), "")
    name = re.search(r"[a-zä]{3,}", text.removeprefix(edge).replace("maerz", "märz"))
    month = MONTHS.index(name.group()[:3]) + 1 if name else None
    years = [number for number in numbers if number >= _CENTURY]
    days = [number for number in numbers if number < _CENTURY]
    if month is None and len(days) > 1:
        month = days[1]
        years = years or [_CENTURY + number for number in days[2:]]
    return _When(days[0] if days else None, month, years[0] if years else None, edge)
