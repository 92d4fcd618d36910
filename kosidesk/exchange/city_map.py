"""The JSON of a city's public map: a list of points, read one by one.

`[{id, text, geo_x, geo_y, zielgruppen[], globalbereiche[], kenntnisse[]}]`; entries may be null.
"""

import json
from collections.abc import Iterator
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn

from kosidesk.domain.errors import Unreadable
from kosidesk.exchange import limits
from kosidesk.exchange.feed import MAP_JSON, Feed
from kosidesk.exchange.files import decoded
from kosidesk.exchange.freinet import as_list, map_entry
from kosidesk.exchange.gathering import Gathering, Take
from kosidesk.exchange.notices import NOT_AN_OFFER, NULL_ENTRY, Spot
from kosidesk.exchange.town import Town

_TEXTS = ("text", "geo_x", "geo_y")
_VOCABULARIES = ("zielgruppen", "globalbereiche", "kenntnisse")
_BLANKS = " \t\r\n"
_DIGITS = 16


def parse(path: Path, town: Town, take: Take) -> Feed:
    """Raises Unreadable, with the line, for anything that is not such a list."""
    gathering = Gathering(MAP_JSON, take)
    for line, point in _points(decoded(path, ("utf-8",))):
        spot = gathering.spot(line)
        if point is None:
            spot.note(NULL_ENTRY)
        elif isinstance(point, dict):
            number = _text(point.get("id"))
            said = {name: _text(point[name]) for name in _TEXTS if name in point}
            gathering.add(map_entry(number, said, _sets(point, spot), town, spot))
        else:
            gathering.refuse(line, NOT_AN_OFFER, str(point))
    return gathering.feed()


def _points(text: str) -> Iterator[tuple[int, Any]]:
    """The members of the outermost list with the lines they begin in."""
    at = _skip(text, 0)
    if text[at : at + 1] != "[":
        raise limits.unreadable(limits.NOT_A_FEED, 1, "json")
    line, counted = 1, 0
    at = _skip(text, at + 1)
    while text[at : at + 1] != "]":
        line += text.count("\n", counted, at)
        counted = at
        point, end = _decode(text, at, line)
        yield line, point
        at = _skip(text, end)
        match text[at : at + 1]:
            case ",":
                at = _skip(text, at + 1)
            case "":
                raise limits.unreadable(limits.TRUNCATED, line)
            case sign if sign != "]":
                raise limits.unreadable(limits.MALFORMED, line, sign)
    if text[at + 1 :].strip(_BLANKS):
        raise limits.unreadable(
            limits.MALFORMED, line + text.count("\n", counted, at), text[at + 1 :].strip()[:20]
        )


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] and text[at] in _BLANKS:
        at += 1
    return at


def _decode(text: str, at: int, line: int) -> tuple[Any, int]:
    try:
        point, end = _DECODER.raw_decode(text, at)
    except Unreadable as refusal:
        _, code, _, detail = refusal.facts
        raise limits.unreadable(str(code), line, str(detail)) from refusal
    except RecursionError as error:
        raise limits.unreadable(limits.TOO_DEEP, line) from error
    except json.JSONDecodeError as error:
        at_end = error.msg.startswith("Unterminated") or not text[error.pos :].strip(_BLANKS)
        code = limits.TRUNCATED if at_end else limits.MALFORMED
        raise limits.unreadable(code, error.lineno, error.msg) from error
    _check_depth(point, line)
    return point, end


def _check_depth(point: Any, line: int) -> None:
    level = [point]
    for _ in range(limits.DEPTH):
        level = [
            inner
            for value in level
            if isinstance(value, dict | list)
            for inner in (value.values() if isinstance(value, dict) else value)
        ]
    if level:
        raise limits.unreadable(limits.TOO_DEEP, line)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise limits.unreadable(limits.DUPLICATE_KEY, detail=twice)
    return found


def _integer(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise limits.unreadable(limits.NO_NUMBER, detail=digits[:20])
    return int(digits)


def _real(digits: str) -> float:
    value = float(digits)
    if not isfinite(value):
        raise limits.unreadable(limits.NO_NUMBER, detail=digits[:20])
    return value


def _no_constant(name: str) -> NoReturn:
    raise limits.unreadable(limits.NO_NUMBER, detail=name)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_once, parse_int=_integer, parse_float=_real, parse_constant=_no_constant
)


def _text(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.9f}"
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _sets(point: dict[str, Any], spot: Spot) -> dict[str, list[str]]:
    return {name: _words(point[name], spot) for name in _VOCABULARIES if name in point}


def _words(value: Any, spot: Spot) -> list[str]:
    if isinstance(value, list):
        return [word for word in value if isinstance(word, str)]
    return as_list(_text(value), spot)
