"""The boxes of a week that a text names."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from kosidesk.domain.availability import DAYS, PARTS
from kosidesk.domain.time_words.denials import parted
from kosidesk.domain.time_words.said import (
    ANY_PART,
    EVERY_DAY,
    NAMED,
    Clause,
    Said,
    days_of,
    either,
    is_one,
    meant,
    union,
)
from kosidesk.domain.time_words.tokens import Kind, Token

_HEEDED = NAMED | {
    Kind.TO, Kind.AND, Kind.COMMA, Kind.STOP, Kind.BREAK,
    Kind.NOT, Kind.WITHOUT, Kind.NTH, Kind.HOLIDAY, Kind.WORD,
}  # fmt: skip


def boxes(tokens: Sequence[Token]) -> int:
    """0 where none is named, and where it is not sure which are meant.

    A day without a part means the whole day, a part without a day every day.
    """
    if any(token.kind is Kind.OTHER for token in tokens):
        return 0
    said = _joined(tuple(meant(token) for token in _heeded(tokens)))
    sides = parted(said) if said is not None else None
    if sides is None:
        return 0
    wanted, barred = map(_grid, sides)
    return 0 if wanted is None or barred is None else wanted & ~barred


def is_regular(tokens: Sequence[Token]) -> bool:
    """Whether they name one day, and every one of its kind: "dienstags", "jeden Dienstag"."""
    days = [token for token in tokens if token.kind is Kind.DAY]
    every = any(one.kind is Kind.EVERY and following.kind is Kind.DAY for one, following in pairwise(tokens))
    return len(days) == 1 and is_one(days_of(days[0].text)) and (every or days[0].text.endswith("s"))


def _heeded(tokens: Sequence[Token]) -> Iterator[Token]:
    """ "ohne" denies a day, but says nothing of one beside "ohne Vorkenntnisse"."""
    heeded = [token for token in tokens if token.kind in _HEEDED]
    for token, following in pairwise((*heeded, None)):
        if token and token.kind is Kind.WITHOUT:
            denies = following is not None and following.kind in NAMED
            yield token._replace(kind=Kind.NOT if denies else Kind.WORD)
        elif token:
            yield token


def _joined(said: Clause) -> tuple[Said, ...] | None:
    """With ranges such as "Mo-Fr" and "Fr bis Mo" as one; None for one that leads nowhere."""
    joined: list[Said] = []
    for one in said:
        link = joined[-1].kind if joined else None
        if link is Kind.TO and len(joined) > 1 and joined[-2].kind is one.kind in (Kind.DAY, Kind.PART):
            bits = _range(joined[-2].bits, one.bits, DAYS if one.kind is Kind.DAY else PARTS)
            if bits is None:
                return None
            joined[-2:] = [Said(one.kind, bits)]
        else:
            joined.append(one)
    return tuple(joined)


def _range(first: int, last: int, of: int) -> int | None:
    """A week goes round, past Sunday; a day does not."""
    if not (is_one(first) and is_one(last)) or first == last:
        return None
    start, end = first.bit_length() - 1, last.bit_length() - 1
    if end < start and of == PARTS:
        return None
    return sum(1 << (start + n) % of for n in range((end - start) % of + 1))


def _grid(said: Clause) -> int | None:
    """All boxes of groups of days with the parts that belong to them; None where a group is half said."""
    groups = [group for passage in _passages(said) for group in _groups(passage)]
    if len(groups) > 1 and not all(_of(group, Kind.DAY) for group in groups):
        return None
    grids = [_boxes_of(group) for group in groups]
    return None if None in grids else union(grid or 0 for grid in grids)


def _passages(said: Clause) -> Iterator[Clause]:
    """What is named, cut where it is told anew."""
    named: list[Said] = []
    between: set[Kind] = set()
    for one in said:
        if one.kind not in NAMED:
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


def _groups(named: Clause) -> Iterator[Clause]:
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


def _boxes_of(group: Clause) -> int | None:
    """A word and a clock time for the same thing must not contradict each other."""
    words, clocks = _of(group, Kind.PART), _of(group, Kind.CLOCK)
    parts = ANY_PART
    for said in (words, clocks):
        parts &= either(said) if said else ANY_PART
    days = either(_of(group, Kind.DAY)) or EVERY_DAY
    if not parts:
        return None
    return sum(parts << day * PARTS for day in range(DAYS) if days >> day & 1)


def _of(group: Clause, kind: Kind) -> Clause:
    return [one for one in group if one.kind is kind]
