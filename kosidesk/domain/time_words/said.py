"""Which days and which parts of a day a word means."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from kosidesk.domain.availability import DAYS, PARTS
from kosidesk.domain.time_words.tokens import Kind, Token

_MORNING, _AFTERNOON, _EVENING = 1, 2, 4
ANY_PART, EVERY_DAY = (1 << PARTS) - 1, (1 << DAYS) - 1
_STARTS = ("mo", "di", "mi", "do", "fr", "sa", "so")
_WORKDAYS, _WEEKEND = 0b0011111, 0b1100000
_GROUPS: Mapping[str, int] = {
    "werktag": _WORKDAYS, "wochentag": _WORKDAYS, "unter": _WORKDAYS, "während": _WORKDAYS,
    "wochenend": _WEEKEND,
    "täglich": EVERY_DAY, "taeglich": EVERY_DAY, "tgl": EVERY_DAY, "jeden": EVERY_DAY,
    "jederzeit": EVERY_DAY, "an": EVERY_DAY,
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
NAMED = frozenset({Kind.DAY, Kind.PART, Kind.CLOCK})


class Said(NamedTuple):
    """A token with its days or its parts of a day."""

    kind: Kind
    bits: int


Clause = Sequence[Said]


def meant(token: Token) -> Said:
    match token.kind:
        case Kind.DAY:
            return Said(Kind.DAY, days_of(token.text))
        case Kind.PART:
            return Said(Kind.PART, _part(token.text))
        case Kind.CLOCK:
            return Said(Kind.CLOCK, _clock(token.text))
    return Said(token.kind, 0)


def days_of(name: str) -> int:
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


def is_one(bits: int) -> bool:
    return bits.bit_count() == 1


def either(said: Clause) -> int:
    return union(one.bits for one in said)


def union(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)
