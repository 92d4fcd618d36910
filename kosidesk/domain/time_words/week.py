"""The boxes of a week that a text names."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from kosidesk.domain.availability import DAYS, PARTS
from kosidesk.domain.time_words.tokens import Kind, Token

_MORNING, _AFTERNOON, _EVENING = 1, 2, 4
_ANY_PART, _EVERY_DAY = (1 << PARTS) - 1, (1 << DAYS) - 1
_STARTS = ("mo", "di", "mi", "do", "fr", "sa", "so")
_WORKDAYS, _WEEKEND = 0b0011111, 0b1100000
_GROUPS: Mapping[str, int] = {
    "werktag": _WORKDAYS, "wochentag": _WORKDAYS, "unter": _WORKDAYS, "während": _WORKDAYS,
    "wochenend": _WEEKEND,
    "täglich": _EVERY_DAY, "taeglich": _EVERY_DAY, "tgl": _EVERY_DAY, "jeden": _EVERY_DAY,
    "jederzeit": _EVERY_DAY, "an": _EVERY_DAY,
    "sonnabend": 1 << 5,
}  # fmt: skip
# "nachmittag" before "mittag" and "vormittag", which it holds.
_PART_WORDS: Mapping[str, int] = {
    "nacht": 0,
    "tagsüber": _MORNING | _AFTERNOON,
    "ganzt": _MORNING | _AFTERNOON,
    "vorm": _MORNING,
    "nachm": _AFTERNOON,
    "schul": _AFTERNOON,
    "arbeit": _EVENING,
    "abend": _EVENING,
    "mittag": _AFTERNOON,
    "morgen": _MORNING,
    "früh": _MORNING,
}
# Where each part of a day begins and ends, in minutes from midnight.
_HOURS: Mapping[int, tuple[int, int]] = {
    _MORNING: (0, 12 * 60),
    _AFTERNOON: (12 * 60, 17 * 60),
    _EVENING: (17 * 60, 24 * 60),
}
_LEAST = 60
"""Minutes of a part that a time of day must cover to mean it, unless it is shorter than two of them."""
_TIME = re.compile(r"([0-9]{1,2})(?:[.:]([0-9]{2}))?")
_NAMED = frozenset({Kind.DAY, Kind.PART, Kind.CLOCK})
_HEEDED = _NAMED | {
    Kind.TO, Kind.AND, Kind.COMMA, Kind.STOP, Kind.BREAK,
    Kind.NOT, Kind.WITHOUT, Kind.NTH, Kind.HOLIDAY, Kind.WORD,
}  # fmt: skip


class _Said(NamedTuple):
    """A token with its days or its parts of a day."""

    kind: Kind
    bits: int


_Clause = Sequence[_Said]


def boxes(tokens: Sequence[Token]) -> int:
    """0 where none is named, and where it is not sure which are meant.

    A day without a part means the whole day, a part without a day every day.
    """
    if any(token.kind is Kind.OTHER for token in tokens):
        return 0
    said = _joined(tuple(_meant(token) for token in _heeded(tokens)))
    sides = _sides(said) if said is not None else None
    if sides is None:
        return 0
    wanted, barred = map(_grid, sides)
    return 0 if wanted is None or barred is None else wanted & ~barred


def is_regular(tokens: Sequence[Token]) -> bool:
    """Whether they name one day, and every one of its kind: "dienstags", "jeden Dienstag"."""
    days = [token for token in tokens if token.kind is Kind.DAY]
    every = any(one.kind is Kind.EVERY and following.kind is Kind.DAY for one, following in pairwise(tokens))
    return len(days) == 1 and _is_one(_days(days[0].text)) and (every or days[0].text.endswith("s"))


def _heeded(tokens: Sequence[Token]) -> Iterator[Token]:
    """ "ohne" denies a day, but says nothing of one beside "ohne Vorkenntnisse"."""
    heeded = [token for token in tokens if token.kind in _HEEDED]
    for token, following in pairwise((*heeded, None)):
        if token and token.kind is Kind.WITHOUT:
            denies = following is not None and following.kind in _NAMED
            yield token._replace(kind=Kind.NOT if denies else Kind.WORD)
        elif token:
            yield token


def _meant(token: Token) -> _Said:
    match token.kind:
        case Kind.DAY:
            return _Said(Kind.DAY, _days(token.text))
        case Kind.PART:
            return _Said(Kind.PART, _part(token.text))
        case Kind.CLOCK:
            return _Said(Kind.CLOCK, _clock(token.text))
    return _Said(token.kind, 0)


def _days(name: str) -> int:
    group = next((days for start, days in _GROUPS.items() if name.startswith(start)), None)
    return 1 << _STARTS.index(name[:2]) if group is None else group


def _part(name: str) -> int:
    return next(bits for word, bits in _PART_WORDS.items() if word in name)


def _clock(said: str) -> int:
    """The parts of the day from one time to another; of a single one what "ab" and "bis" make of it."""
    first, *others = (int(hour) * 60 + int(minute or 0) for hour, minute in _TIME.findall(said))
    if others:
        return _covered(first, others[0])
    if said.startswith(("ab", "nach")):
        return _covered(first, 24 * 60)
    return _covered(0, first) if said.startswith(("bis", "vor")) else _covered(first, first + 60)


def _covered(start: int, end: int) -> int:
    least = min(_LEAST, (end - start) / 2)
    return sum(
        part
        for part, (begin, over) in _HOURS.items()
        if end > start and min(end, over) - max(start, begin) >= least
    )


def _joined(said: _Clause) -> tuple[_Said, ...] | None:
    """With ranges such as "Mo-Fr" and "Fr bis Mo" as one; None for one that leads nowhere."""
    joined: list[_Said] = []
    for one in said:
        link = joined[-1].kind if joined else None
        if link is Kind.TO and len(joined) > 1 and joined[-2].kind is one.kind in (Kind.DAY, Kind.PART):
            bits = _range(joined[-2].bits, one.bits, DAYS if one.kind is Kind.DAY else PARTS)
            if bits is None:
                return None
            joined[-2:] = [_Said(one.kind, bits)]
        else:
            joined.append(one)
    return tuple(joined)


def _range(first: int, last: int, of: int) -> int | None:
    """A week goes round, past Sunday; a day does not."""
    if not (_is_one(first) and _is_one(last)) or first == last:
        return None
    start, end = first.bit_length() - 1, last.bit_length() - 1
    if end < start and of == PARTS:
        return None
    return sum(1 << (start + n) % of for n in range((end - start) % of + 1))


def _is_one(bits: int) -> bool:
    return bits.bit_count() == 1


def _sides(said: _Clause) -> tuple[_Clause, _Clause] | None:
    """What is possible and what is not; None where it is not sure which is which."""
    possible: list[_Said] = []
    barred: list[_Said] = []
    for clause in _clauses(said):
        sides = _sides_of(clause)
        if sides is None:
            return None
        possible += sides[0]
        barred += sides[1]
    return possible, barred


def _clauses(said: _Clause) -> Iterator[_Clause]:
    """Cut at stops, and at commas that do not stand in a list of days."""
    begin = 0
    for n, one in enumerate(said):
        in_list = 0 < n < len(said) - 1 and said[n - 1].kind is said[n + 1].kind is Kind.DAY
        if one.kind in (Kind.STOP, Kind.BREAK) or (one.kind is Kind.COMMA and not in_list):
            yield said[begin : n + 1]
            begin = n + 1
    yield said[begin:]


def _sides_of(clause: _Clause) -> tuple[_Clause, _Clause] | None:
    denials = [n for n, one in enumerate(clause) if one.kind is Kind.NOT]
    if not denials or not any(one.kind in _NAMED for one in clause):
        return clause, ()
    if len(denials) > 1:
        return None
    before, after = clause[: denials[0]], clause[denials[0] + 1 :]
    if any(one.kind in _NAMED for one in after):
        is_sure = after[0].kind in (Kind.DAY, Kind.PART, Kind.HOLIDAY) and all(
            one.kind not in (Kind.CLOCK, Kind.NTH) for one in after
        )
        return (before, after) if is_sure else None
    if Kind.HOLIDAY in {one.kind for one in (*before[-1:], *after)}:
        return before, ()
    return _denied_behind(before)


def _denied_behind(before: _Clause) -> tuple[_Clause, _Clause] | None:
    """ "mittwochs nicht"; of several days only one that the others hold: "täglich, mittwochs nicht"."""
    days = [one for one in before if one.kind is Kind.DAY]
    parts = [one for one in before if one.kind in (Kind.PART, Kind.CLOCK)]
    if len(days) <= 1 and len(parts) <= 1 and all(one.kind is Kind.PART for one in parts):
        return (), (*days, *parts)
    *others, last = days or [_Said(Kind.DAY, 0)]
    if not parts and others and last.bits & ~_either(others) == 0:
        return others, (last,)
    return None


def _grid(said: _Clause) -> int | None:
    """All boxes of groups of days with the parts that belong to them; None where a group is half said."""
    groups = [group for passage in _passages(said) for group in _groups(passage)]
    if len(groups) > 1 and not all(_of(group, Kind.DAY) for group in groups):
        return None
    grids = [_boxes_of(group) for group in groups]
    return None if None in grids else _union(grid or 0 for grid in grids)


def _passages(said: _Clause) -> Iterator[_Clause]:
    """What is named, cut where it is told anew."""
    named: list[_Said] = []
    between: set[Kind] = set()
    for one in said:
        if one.kind not in _NAMED:
            between.add(one.kind)
            continue
        if named and _is_apart(named[-1].kind, between, one.kind):
            yield named
            named = []
        named.append(one)
        between = set()
    yield named


def _is_apart(before: Kind, between: Collection[Kind], after: Kind) -> bool:
    """After a break, a clause of words, a word between two days, an "or" between a day and a time."""
    is_list = before is after is Kind.DAY
    other_kind = (before is Kind.DAY) != (after is Kind.DAY)
    return (
        Kind.BREAK in between
        or (Kind.WORD in between and (is_list or Kind.COMMA in between))
        or (Kind.AND in between and other_kind)
    )


def _groups(named: _Clause) -> Iterator[_Clause]:
    """ "Mo vormittags, Di und Do nachmittags", or the parts first: "abends, Freitag oder Mittwoch"."""
    days_first = bool(named) and named[0].kind is Kind.DAY
    begin = 0
    for n, (one, following) in enumerate(pairwise(named), start=1):
        was_day, is_day = one.kind is Kind.DAY, following.kind is Kind.DAY
        if was_day != is_day and is_day == days_first:
            yield named[begin:n]
            begin = n
    if named:
        yield named[begin:]


def _boxes_of(group: _Clause) -> int | None:
    """A word and a clock time for the same thing must not contradict each other."""
    words, clocks = _of(group, Kind.PART), _of(group, Kind.CLOCK)
    parts = _ANY_PART
    for said in (words, clocks):
        parts &= _either(said) if said else _ANY_PART
    days = _either(_of(group, Kind.DAY)) or _EVERY_DAY
    if not parts:
        return None
    return sum(parts << day * PARTS for day in range(DAYS) if days >> day & 1)


def _of(group: _Clause, kind: Kind) -> _Clause:
    return [one for one in group if one.kind is kind]


def _either(said: _Clause) -> int:
    return _union(one.bits for one in said)


def _union(grids: Iterator[int]) -> int:
    union = 0
    for grid in grids:
        union |= grid
    return union
