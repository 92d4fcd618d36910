"""When something is possible in a week: 21 bits, seven days from Monday × morning, afternoon, evening."""

import re
from collections.abc import Iterator

DAYS, PARTS = 7, 3
ALWAYS = (1 << DAYS * PARTS) - 1

_MORNING, _AFTERNOON, _EVENING = 1, 2, 4
_ANY_PART = _MORNING | _AFTERNOON | _EVENING
_NOON, _FIVE = 12, 17

# Short names only as they are written: "so" is a word, "So" a day, but not in "So oft Sie mögen".
_DAY = re.compile(
    r"\b((?i:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)|Mo|Di|Mi|Do|Fr|Sa"
    r"|So(?!\s+(?:oft|viel|lange|wie|gut|ist|wird|kann|können|sind)\b))"
    r"(?i:s?\b|(?=vormittag|nachmittag|abend|morgen))"
)
_SONNABEND = re.compile(r"sonnabend", re.IGNORECASE)
_RANGE = re.compile(rf"{_DAY.pattern}\.?\s*(?:-|–|bis)\s*{_DAY.pattern}")
_STARTS = ("mo", "di", "mi", "do", "fr", "sa", "so")
_GROUPS = {
    re.compile(r"\b(?:werktag|wochentag)"): range(5),
    re.compile(r"\bwochenende"): range(5, 7),
    re.compile(r"\b(?:täglich|jeden tag)\b"): range(7),
}
_PART = {
    re.compile(r"vormittag|morgen"): _MORNING,
    re.compile(r"nachmittag"): _AFTERNOON,
    re.compile(r"abend(?!teuer)"): _EVENING,
}
_HOUR = r"(\d{1,2})(?:[.:]\d\d)?"
# Of "9-12 und 14-16 Uhr", only the last says that these are hours.
_CLOCK = re.compile(
    rf"{_HOUR}\s*(?:uhr\s*)?(?:-|–|bis)\s*{_HOUR}\s*(?:uhr|(?=(?:und|sowie|,|/)\s*\d(?:bis|[^a-z]){{0,15}}uhr))"
)
_ONE_HOUR = re.compile(rf"\b(ab|bis|um|gegen)\s+{_HOUR}\s*uhr")
# A text that excepts something, or leaves the time open, says less than its words.
_OPEN = re.compile(r"\b(?:außer|nicht|kein\w*|flexibel|absprache|vereinbarung|abruf|einteilbar|oder so)\b")


def bit(day: int, part: int) -> int:
    """Monday is day 0, the morning part 0."""
    return 1 << day * PARTS + part


def recognised(text: str) -> int:
    """The boxes a text speaks of, 0 where that is not sure.

    A day without a part means the whole day, a part without a day every day.
    """
    text = _SONNABEND.sub("Samstag", text)
    said = text.lower()
    if _OPEN.search(said):
        return 0
    days, parts = set(_days(text)), _parts(said)
    if not days and not parts:
        return 0
    whole = parts or _ANY_PART
    return sum(whole << day * PARTS for day in days or range(DAYS))


def _days(text: str) -> Iterator[int]:
    for first, last in ((_number(one), _number(other)) for one, other in _RANGE.findall(text)):
        yield from ((first + n) % DAYS for n in range((last - first) % DAYS + 1))
    yield from map(_number, _DAY.findall(text))
    for words, days in _GROUPS.items():
        if words.search(text.lower()):
            yield from days


def _number(name: str) -> int:
    return _STARTS.index(name[:2].lower())


def _parts(said: str) -> int:
    named = sum(part for words, part in _PART.items() if words.search(said))
    if named:
        return named
    return _joined(_between(start, end) for start, end in _hours(said))


def _hours(said: str) -> Iterator[tuple[int, int]]:
    """From one hour to another; a single one counts where no two are named."""
    both = _CLOCK.findall(said)
    yield from ((int(start), int(end)) for start, end in both)
    for word, hour in () if both else _ONE_HOUR.findall(said):
        start, end = (0 if word == "bis" else int(hour)), (24 if word == "ab" else int(hour))
        yield start, max(end, start + 1)


def _joined(parts: Iterator[int]) -> int:
    all_of_them = 0
    for part in parts:
        all_of_them |= part
    return all_of_them


def _between(start: int, end: int) -> int:
    spans = {_MORNING: (0, _NOON), _AFTERNOON: (_NOON, _FIVE), _EVENING: (_FIVE, 24)}
    return sum(part for part, (begin, over) in spans.items() if start < over and end > begin)
