"""From when until when, and on which days."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kosidesk.domain.time_words.tokens import MONTHS, Kind, Token

_AHEAD = timedelta(days=183)
"""A day without a year is the coming one only where it is nearer than the one that went by."""
_CENTURY = 2000
_WHEN = frozenset({Kind.DATE, Kind.MONTH, Kind.YEAR})
_BEFORE_DATES = frozenset({Kind.AT, Kind.DAY, Kind.COMMA, Kind.STOP, Kind.EXTENT})


@dataclass(frozen=True)
class Period:
    """`used` are the tokens it was read from."""

    from_on: date | None = None
    until_on: date | None = None
    dates: tuple[date, ...] = ()
    used: tuple[Token, ...] = ()


@dataclass(frozen=True)
class _When:
    """A day as far as it was named; `edge` is "anfang", "mitte", "ende" of a month or year, or ""."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    edge: str = ""


def period(tokens: Sequence[Token], today: date | None) -> Period:
    """A year that was not named is that of the nearest day, as seen from `today`, if that is to come."""
    said = [t for t in tokens if t.kind is not Kind.FILLER]
    spans = tuple(_spans(said, today))
    edges = [span for span in spans if not span.dates]
    if len(edges) > 1:
        edges = []
    days = [span for span in spans if span.dates]
    return Period(
        edges[0].from_on if edges else None,
        edges[0].until_on if edges else None,
        tuple(sorted({day for span in days for day in span.dates})),
        tuple(token for span in (*edges, *days) for token in span.used),
    )


def _spans(said: Sequence[Token], today: date | None) -> Iterator[Period]:
    n = 0
    while n < len(said):
        found = _span(said, n, today) if said[n].kind in _WHEN else None
        if found:
            yield found
        n += 3 if _is_range(said, n) else 1


def _is_range(said: Sequence[Token], n: int) -> bool:
    """ "15.5. bis 30.6.", "zwischen 1.5. und 31.5."."""
    kinds = [token.kind for token in said[n : n + 3]]
    between = n > 0 and said[n - 1].text == "zwischen"
    links = (Kind.TO, Kind.AND) if between else (Kind.TO,)
    return len(kinds) == 3 and kinds[0] in _WHEN and kinds[1] in links and kinds[2] in _WHEN


def _span(said: Sequence[Token], n: int, today: date | None) -> Period | None:
    before = said[n - 1] if n else None
    if _is_range(said, n):
        both = _both(_when(said[n].text), _when(said[n + 2].text), today)
        return Period(*both, used=tuple(said[n : n + 3])) if both else None
    when, used = _when(said[n].text), (said[n],)
    if before and before.kind is Kind.FROM:
        start = _start(when, today)
        return Period(from_on=start, used=(before, *used)) if start else None
    if before and before.kind is Kind.TO and before.text.startswith("bis"):
        end = _end(when, today)
        return Period(until_on=end, used=(before, *used)) if end else None
    return _single(said, n, today) if said[n].kind is Kind.DATE else None


def _single(said: Sequence[Token], n: int, today: date | None) -> Period | None:
    """ "am Samstag, den 12. Juni": the day of the week belongs to the date."""
    before = said[:n]
    if before and before[-1].kind not in _BEFORE_DATES and not _goes_on(before):
        return None
    day = _start(_when(said[n].text), today)
    if not day:
        return None
    led = next((m for m in range(n, 0, -1) if said[m - 1].kind not in (Kind.AT, Kind.COMMA, Kind.DAY)), 0)
    return Period(dates=(day,), used=tuple(t for t in said[led : n + 1] if t.kind is not Kind.COMMA))


def _goes_on(before: Sequence[Token]) -> bool:
    """ "12.6. und 19.6."."""
    return len(before) > 1 and before[-1].kind is Kind.AND and before[-2].kind is Kind.DATE


def _both(first: _When, last: _When, today: date | None) -> tuple[date, date] | None:
    """One that names less takes month and year from the other."""
    if first.month is None and last.day is not None:
        first = _When(first.day, last.month, first.year)
    years: tuple[int, ...] = ()
    if last.year:
        years = (last.year,)
    elif first.year:
        years = (first.year, first.year + 1)
    elif today and first.day and last.day:
        years = (today.year, today.year + 1)
    for year in years:
        end = _end(_When(last.day, last.month, year, last.edge), None)
        starts = (first.year,) if first.year else (year, year - 1)
        for start in (_start(_When(first.day, first.month, one, first.edge), None) for one in starts):
            if (
                start
                and end
                and start <= end
                and _is_near(start, end, today if not (first.year or last.year) else None)
            ):
                return start, end
    return None


def _is_near(start: date, end: date, today: date | None) -> bool:
    return today is None or (end >= today and start <= today + _AHEAD and end - start <= 2 * _AHEAD)


def _start(when: _When, today: date | None) -> date | None:
    """ "ab Ende März" names no day."""
    if when.edge == "ende":
        return None
    if when.day is not None:
        return _nearest(when, today)
    if when.year is None:
        return None
    return _date(when.year, when.month or 1, 15 if when.edge == "mitte" else 1)


def _end(when: _When, today: date | None) -> date | None:
    if when.day is not None:
        return _nearest(when, today)
    if when.year is None or when.edge == "anfang":
        return None
    month = when.month or 12
    return _date(when.year, month, 15 if when.edge == "mitte" else monthrange(when.year, month)[1])


def _nearest(when: _When, today: date | None) -> date | None:
    if when.day is None or when.month is None:
        return None
    if when.year:
        return _date(when.year, when.month, when.day)
    if today is None:
        return None
    days = (_date(year, when.month, when.day) for year in (today.year, today.year + 1))
    return next((day for day in days if day and today <= day <= today + _AHEAD), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _when(text: str) -> _When:
    numbers = [int(number) for number in re.findall(r"[0-9]+", text)]
    if re.match(r"20[0-9]{2}-", text):
        return _When(numbers[2], numbers[1], numbers[0])
    edge = next((edge for edge in ("anfang", "mitte", "ende") if text.startswith(edge)), "")
    name = re.search(r"[a-zä]{3,}\b", text.removeprefix(edge).replace("maerz", "märz"))
    month = MONTHS.index(name.group()[:3]) + 1 if name else None
    years = [number for number in numbers if number >= _CENTURY]
    days = [number for number in numbers if number < _CENTURY]
    if month is None and len(days) > 1:
        month = days[1]
        years = years or [_CENTURY + number for number in days[2:]]
    return _When(days[0] if days else None, month, years[0] if years else None, edge)
