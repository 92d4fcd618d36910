"""What an offer's words about time say, as far as that is sure: a suggestion for a person to confirm."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from kosidesk.domain.time_words import effort
from kosidesk.domain.time_words.period import Period, period
from kosidesk.domain.time_words.tokens import Kind, Token, tokens
from kosidesk.domain.time_words.week import boxes

_LONGEST = 500
"""Characters beyond which a text is prose that happens to name days."""
_KEPT = 5_000
_OF_WEEK = frozenset({Kind.DAY, Kind.PART, Kind.CLOCK})
_RHYTHM = frozenset({Kind.PER, Kind.TIMES, Kind.EVERY, Kind.NTH, Kind.EXTENT})
_DENIALS = frozenset({Kind.NOT, Kind.WITHOUT})
_MARKS = frozenset({Kind.COMMA, Kind.STOP, Kind.BREAK, Kind.AND, Kind.TO})
_SAY_NOTHING = _MARKS | {
    *_DENIALS, Kind.FILLER, Kind.AT, Kind.FROM, Kind.EVERY, Kind.NTH, Kind.TOTAL,
}  # fmt: skip


class Source(NamedTuple):
    """From where to where in the text a field of the offer was read."""

    field: str
    start: int
    end: int


class Span(NamedTuple):
    start: int
    end: int


@dataclass(frozen=True)
class TimeReading:
    """What a text says for the fields of an offer that have these names; empty where nothing sure is said.

    `hours_a_week` is the least that is named. `unread` says that nothing was understood, `left` which words.
    """

    week: int = 0
    hours_a_week: float | None = None
    flexible: bool | None = None
    extent: str = ""
    from_on: date | None = None
    until_on: date | None = None
    dates: tuple[date, ...] = ()
    sources: tuple[Source, ...] = ()
    left: tuple[Span, ...] = ()
    unread: bool = False

    @property
    def one_off(self) -> bool:
        return self.extent == "one_off"


@lru_cache(_KEPT)
def read(text: str, today: date | None = None) -> TimeReading:
    """Of any text. A day without a year is read only with `today`, the day on which it was written."""
    if len(text) > _LONGEST:
        return TimeReading(unread=True)
    said = tokens(text)
    when = period(said, today)
    weekly = tuple(_weekly(said, when))
    reading = TimeReading(
        boxes(weekly),
        effort.hours_a_week(weekly),
        True if _flexible(said) else None,
        effort.extent(weekly),
        when.from_on,
        when.until_on,
        when.dates,
    )
    return _with_places(reading, said, _used(reading, said, weekly, when))


_Used = Mapping[str, Sequence[Token]]
"""The fields that were read, each with the words that say it."""


def _used(reading: TimeReading, said: Sequence[Token], weekly: Sequence[Token], when: Period) -> _Used:
    used = {
        "week": _of(weekly, _OF_WEEK),
        "hours_a_week": _of(weekly, {Kind.HOURS, Kind.PER, Kind.TIMES}),
        "flexible": _flexible(said),
        "extent": _of(weekly, _RHYTHM),
        "from_on": when.used,
        "until_on": when.used,
        "dates": when.used,
    }
    return {field: words for field, words in used.items() if getattr(reading, field)}


def _with_places(reading: TimeReading, said: Sequence[Token], used: _Used) -> TimeReading:
    understood = {token for words in used.values() for token in words}
    understood |= set(_denials(said, understood))
    return replace(
        reading,
        sources=tuple(Source(field, words[0].start, words[-1].end) for field, words in used.items()),
        left=tuple(_left(said, understood)),
        unread=bool(said) and not used,
    )


def _flexible(said: Sequence[Token]) -> Sequence[Token]:
    return [token for token in _of(said, {Kind.FLEXIBLE}) if not _is_denied(said, token)]


def _weekly(said: Sequence[Token], when: Period) -> Iterator[Token]:
    """Without what belongs to a date: a day that has one comes once, not every week."""
    dated = any(token.kind is Kind.DATE and token not in when.used for token in said) or bool(when.dates)
    for token in said:
        if token in when.used or (dated and token.kind in _OF_WEEK):
            continue
        yield token


def _denials(said: Sequence[Token], understood: Collection[Token]) -> Iterator[Token]:
    """Of what was understood."""
    heard = [token for token in said if token.kind not in (Kind.FILLER, Kind.AT)]
    for token, following in pairwise(heard):
        if token.kind in _DENIALS and following in understood:
            yield token


def _is_denied(said: Sequence[Token], token: Token) -> bool:
    n = said.index(token)
    return n > 0 and said[n - 1].kind is Kind.NOT


def _of(said: Sequence[Token], kinds: Collection[Kind]) -> Sequence[Token]:
    return [token for token in said if token.kind in kinds]


def _left(said: Sequence[Token], understood: Collection[Token]) -> Iterator[Span]:
    """Words that lie beside each other as one."""
    for is_understood, run in groupby(said, understood.__contains__):
        words = list(run)
        if is_understood or all(token.kind in _SAY_NOTHING for token in words):
            continue
        kept = [token for token in words if token.kind not in _MARKS]
        yield Span(kept[0].start, kept[-1].end)
