"""A wish written down in TOML or JSON, with the fields of `domain.wish.Wish` by their names."""

import json
import tomllib
from collections.abc import Mapping
from typing import Any

from kosidesk.domain.availability import ALWAYS
from kosidesk.domain.city import DISTRICTS, FIELDS, TARGET_GROUPS, City, unknown
from kosidesk.domain.errors import UnclearWish
from kosidesk.domain.fault import Fault
from kosidesk.domain.ids import RecordId, normalised
from kosidesk.domain.record import Value
from kosidesk.domain.time_reading import read
from kosidesk.domain.wish import EXTENTS, MOBILITIES, MOTIVES, Wish
from kosidesk.schema import WISH, Type
from kosidesk.services.points import by_name
from kosidesk.services.words.names import choice

_TYPES = {field.name: field.type for field in WISH.fields if field.name != "consultation"}
_CITY_WORDS = {
    "fields": FIELDS,
    "without_fields": FIELDS,
    "target_groups": TARGET_GROUPS,
    "without_target_groups": TARGET_GROUPS,
    "districts": DISTRICTS,
}
_LISTS = {"motives": MOTIVES, "extents": EXTENTS, "mobility": MOBILITIES}
_LARGEST = {"age": 150, "hours_a_week": 7 * 24}
_MOST_WORDS = 100


def parse(text: str, file: str, city: City) -> Wish:
    """Raises UnclearWish with everything that is wrong with it."""
    given = {name: _value(name, said, city) for name, said in _said(text, file).items()}
    faults = tuple(value for value in given.values() if isinstance(value, Fault))
    if faults:
        raise UnclearWish(file, faults)
    values: dict[str, Any] = given
    return Wish(RecordId("wish"), **values)


def _said(text: str, file: str) -> Mapping[str, object]:
    try:
        said: dict[str, object] = (json.loads if text.lstrip().startswith("{") else tomllib.loads)(text)
    except (ValueError, RecursionError) as error:
        raise UnclearWish(file, (Fault("", "wish_syntax", str(error)),)) from error
    return said


def _value(name: str, said: object, city: City) -> Value | Fault:
    if name not in _TYPES:
        return Fault(name, "wish_field")
    if name == "week":
        return _week(said)
    value = _suitable(name, said)
    if value is None:
        return Fault(name, "wish_value", _told(said))
    if name in _LISTS:
        return _listed(name, value)
    strange = _strange(name, value, city)
    return Fault(name, "wish_word", strange[0]) if strange else value


def _suitable(name: str, said: Any) -> Value:
    """None for what the field cannot hold; one word stands for a list of it."""
    match _TYPES[name], said:
        case Type.TEXT, str() if _is_whole(said):
            return said.strip()
        case Type.TEXTS, str() if _is_whole(said):
            return (said.strip(),)
        case Type.TEXTS, list() if len(said) <= _MOST_WORDS and all(map(_is_whole, said)):
            return tuple(word.strip() for word in said)
        case Type.BOOLEAN, bool():
            return said
        case (Type.INTEGER, int()) | (Type.REAL, int() | float()) if not isinstance(said, bool):
            return _bounded(name, said)
    return None


def _told(said: object) -> str:
    try:
        return str(said)
    except ValueError:  # a number of more digits than Python writes out
        return "…"


def _bounded(name: str, number: float) -> Value:
    return number if 0 <= number <= _LARGEST[name] else None


def _is_whole(said: object) -> bool:
    """Halves of signs, as JSON can name them, stand in no text."""
    return isinstance(said, str) and not any("\ud800" <= sign <= "\udfff" for sign in said)


def _week(said: object) -> Value | Fault:
    """In words, or as the number that the 21 bits make."""
    if isinstance(said, str) and (week := read(said).week):
        return week
    if isinstance(said, int) and not isinstance(said, bool) and 0 <= said <= ALWAYS:
        return said
    return Fault("week", "wish_time", _told(said))


def _listed(name: str, value: Value) -> Value | Fault:
    """The codes of words that are typed as such or as people read them."""
    codes = {normalised(said): code for code in _LISTS[name] for said in (code, choice(code))}
    words = value if isinstance(value, tuple) else (str(value),)
    strange = [word for word in words if normalised(word) not in codes]
    if strange:
        return Fault(name, "wish_word", strange[0])
    meant = tuple(codes[normalised(word)] for word in words)
    return meant if isinstance(value, tuple) else meant[0]


def _strange(name: str, value: Value, city: City) -> tuple[str, ...]:
    """Words the city does not know; one without a vocabulary of the kind knows them all."""
    if name == "near_to":
        place = str(value)
        return () if city.district(place) or normalised(place) in by_name(city) else (place,)
    facet = _CITY_WORDS.get(name)
    has_words = bool(city.districts if facet == DISTRICTS else city.words.get(facet or ""))
    return unknown(city, facet, value) if facet and has_words and isinstance(value, tuple) else ()
