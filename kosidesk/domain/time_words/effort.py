"""How much time it takes, and how often: hours a week, extent."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kosidesk.domain.time_words.tokens import NUMBERS, Kind, Token
from kosidesk.domain.time_words.week import is_regular

_NUMBER = re.compile(rf"[0-9]+(?:[.,][0-9]+)?|\b(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})")
_MONTH = 4.0
_SELDOM = 0.0
_MOST = 60
"""Hours a week beyond which a text means something else."""
_EVERY_WEEKS = {"14": 2.0, "vierzehn": 2.0, "zweite": 2.0, "andere": 2.0, "2.": 2.0}
_CODES = {
    "einmalig": "one_off", "gelegentlich": "occasional", "ab und": "occasional", "hin und": "occasional",
    "sporadisch": "occasional", "projekt": "project", "auf": "on_call", "abruf": "on_call", "ruf": "on_call",
}  # fmt: skip


def hours_a_week(tokens: Sequence[Token]) -> float | None:
    """The least that is named; None where it is not sure of what."""
    said = [t for t in tokens if t.kind in (Kind.HOURS, Kind.TIMES, Kind.PER, Kind.TOTAL)]
    amounts = [n for n, token in enumerate(said) if token.kind is Kind.HOURS]
    if len(amounts) != 1:
        return None
    here = amounts[0]
    hours, (often, weeks) = _hours(said[here].text), _rhythm(said, here, is_regular=is_regular(tokens))
    if not weeks or not hours:
        return None
    found = round(hours * often / weeks, 2)
    return found if 0 < found <= _MOST else None


def extent(tokens: Sequence[Token]) -> str:
    """The code of the one extent that is named, or ""."""
    found = set(_extents([token for token in tokens if token.kind not in (Kind.FILLER, Kind.PART)]))
    return found.pop() if len(found) == 1 else ""


def _rhythm(said: Sequence[Token], here: int, *, is_regular: bool) -> tuple[float, float]:
    """How often in how many weeks the hours are given; no weeks where nobody says.

    What follows them counts before what stands in front: "1x wöchentlich, 10 Stunden im Monat".
    """
    text = said[here].text
    if "wochenst" in text or "monatsst" in text:
        return 1, 1 if "woche" in text else _MONTH
    after, before = _kinds(said[here + 1 :]), _kinds(said[:here][::-1])
    if after[:1] == [Kind.PER]:
        often = _often(said[here - 1]) if before[:1] == [Kind.TIMES] else 1
        return often, _weeks(said[here + 1].text)
    if after[:2] == [Kind.TIMES, Kind.PER]:
        return _often(said[here + 1]), _weeks(said[here + 2].text)
    if before[:2] == [Kind.TOTAL, Kind.PER]:
        return 1, _weeks(said[here - 2].text)
    if before[:1] == [Kind.PER]:
        often = _often(said[here - 2]) if before[1:2] == [Kind.TIMES] else 1
        return often, _weeks(said[here - 1].text)
    return 1, 1 if is_regular and len(said) == 1 else _SELDOM


def _kinds(said: Sequence[Token]) -> list[Kind]:
    return [token.kind for token in said]


def _hours(text: str) -> float:
    return _least(text) / (60 if "min" in text else 1)


def _often(token: Token) -> float:
    return _least(token.text)


def _least(text: str) -> float:
    return min((NUMBERS.get(one) or float(one.replace(",", ".")) for one in _numbers(text)), default=0)


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(text.replace("eine halbe", "halbe").replace("½", ",5"))


def _weeks(text: str) -> float:
    """How many weeks one turn takes."""
    if "monat" in text or "mtl" in text:
        return _MONTH
    if "quartal" in text or "jahr" in text or "jähr" in text:
        return _SELDOM
    for word, weeks in _EVERY_WEEKS.items():
        if word in text:
            return weeks
    return _least(text) or 1


def _extents(said: Sequence[Token]) -> Iterator[str]:
    kinds = set(_kinds(said))
    for before, token in pairwise((None, *said)):
        if token is None or (before and before.kind is Kind.NOT):
            continue
        if token.kind is Kind.EXTENT:
            yield next(code for start, code in _CODES.items() if token.text.startswith(start))
        elif token.kind is Kind.PER:
            once = before is not None and before.kind is Kind.TIMES and _often(before) == 1
            yield from _regular(token.text, kinds, once=once)
        elif token.kind is Kind.DAY and before and before.kind is Kind.EVERY:
            yield "weekly"


def _regular(per: str, kinds: set[Kind], *, once: bool) -> Iterator[str]:
    """ "10 Stunden im Monat" may be given each week; every other week is no extent, but no other either."""
    weeks = _weeks(per)
    if weeks == _SELDOM:
        yield "occasional"
    elif weeks == _MONTH and per.startswith("alle"):
        yield ""
    elif weeks == _MONTH:
        is_rhythm = per.startswith("m") and Kind.HOURS not in kinds
        yield from ("monthly",) * (once or is_rhythm or Kind.NTH in kinds)
    elif weeks != 1:
        yield ""
    elif per.startswith(("w", "jede")) or kinds & {Kind.HOURS, Kind.TIMES}:
        yield "weekly"
