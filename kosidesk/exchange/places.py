"""Where an offer takes place: address, districts, and what its coordinates are worth."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kosidesk.domain.ids import normalised
from kosidesk.domain.offer import ANYWHERE, EXACT, OUTSIDE, TOWN, UNKNOWN
from kosidesk.domain.record import Value
from kosidesk.exchange import text, values
from kosidesk.exchange.notices import (
    ALL_DISTRICTS,
    ANYWHERE_DISTRICT,
    COORDINATES_OUTSIDE,
    COORDINATES_TOWN,
    COORDINATES_UNKNOWN,
    DISTRICT_IN_TOWN,
    POSTCODE_BAD,
    TOWN_AS_DISTRICT,
    TOWN_MISSING,
    TOWN_MISSPELT,
    Spot,
)
from kosidesk.exchange.town import Town

_GERMANY = (51.165691, 10.451526)  # what geocoders answer to an address they cannot find
_SAME_POINT = 0.0005  # degrees, some 50 metres: centres are given with four to six decimals
_NOWHERE = frozenset({"ortsunabhängig", "ortsunabhaengig"})
_POSTCODE = re.compile(r"\d{5}(?:-\d{4})?", re.ASCII)  # the longer form is American
_DECIMALS = 6  # of a degree, a tenth of a metre; the list has no more, the map has noise behind them


@dataclass(frozen=True)
class Whereabouts:
    """A place as registry fields, and the districts of its offer, None where nothing was said of them."""

    place: Mapping[str, Value]
    districts: tuple[str, ...] | None


def whereabouts(said: Mapping[str, str], districts: list[str] | None, town: Town, spot: Spot) -> Whereabouts:
    """Reads `street`, `postcode`, `town`, `latitude` and `longitude`; what is missing there stays missing."""
    place: dict[str, Value] = {}
    if "street" in said:
        place["street"] = text.line(said["street"], spot)
    if "postcode" in said:
        place["postcode"] = _postcode(said["postcode"], spot)
    if "town" in said:
        place["town"], behind = _town(said["town"], town, spot)
        if behind and not any(name.strip() for name in districts or ()):
            districts = [behind]
    known = None if districts is None else _districts(districts, town, spot)
    if known is not None:
        place["district"] = _own_district(known, town)
    if "latitude" in said and "longitude" in said:
        place |= _position(said["latitude"], said["longitude"], town, spot)
    if known and _is_anywhere(known):
        spot.note(ANYWHERE_DISTRICT)
        place["quality"] = ANYWHERE
    return Whereabouts(place, known)


def _postcode(given: str, spot: Spot) -> str:
    code = text.line(given, spot)
    if code and not _POSTCODE.fullmatch(code):
        spot.note(POSTCODE_BAD, code)
        return ""
    return code


def _town(given: str, town: Town, spot: Spot) -> tuple[str, str]:
    """The town, and the district that was written behind it."""
    name = text.line(given, spot)
    if not name:
        spot.note(TOWN_MISSING)
        return "", ""
    start, behind = name[: len(town.name)], town.district(name[len(town.name) :].strip(" /-–,()"))
    if behind and town.is_named(start):
        spot.note(DISTRICT_IN_TOWN, name)
        return town.name, behind
    if town.is_nearly_named(name):
        spot.note(TOWN_MISSPELT, name)
        return town.name, ""
    return (town.name if town.is_named(name) else name), ""


def _districts(given: list[str], town: Town, spot: Spot) -> tuple[str, ...]:
    named: dict[str, None] = {}
    for one in given:
        # "1 Ortsunabhängig", "0 Elberfeld": the number only serves sorting at the source.
        name = text.line(one, spot).lstrip("0123456789").strip()
        if town.is_named(name):
            spot.note(TOWN_AS_DISTRICT, name)
        elif name:
            named[town.district(name) or name] = None
    if len(town.districts) > 1 and set(town.districts) <= set(named):
        spot.note(ALL_DISTRICTS)
    return tuple(named)


def _is_anywhere(districts: tuple[str, ...]) -> bool:
    return any(normalised(district) in _NOWHERE for district in districts)


def _own_district(districts: tuple[str, ...], town: Town) -> str:
    everywhere = len(town.districts) > 1 and set(town.districts) <= set(districts)
    return "" if not districts or everywhere or _is_anywhere(districts) else districts[0]


def _position(latitude: str, longitude: str, town: Town, spot: Spot) -> dict[str, Value]:
    north, east = values.real(latitude, spot), values.real(longitude, spot)
    if north is None or east is None or not _is_real(north, east):
        spot.note(COORDINATES_UNKNOWN, f"{latitude.strip()} {longitude.strip()}".strip())
        return {"latitude": None, "longitude": None, "quality": UNKNOWN}
    if _same((north, east), (town.latitude, town.longitude)):
        spot.note(COORDINATES_TOWN, f"{north} {east}")
        return {"latitude": None, "longitude": None, "quality": TOWN}
    far = town.distance_km(north, east) > town.radius_km
    if far:
        spot.note(COORDINATES_OUTSIDE, f"{north} {east}")
    north, east = round(north, _DECIMALS), round(east, _DECIMALS)
    return {"latitude": north, "longitude": east, "quality": OUTSIDE if far else EXACT}


def _is_real(north: float, east: float) -> bool:
    if abs(north) > 90 or abs(east) > 180:
        return False
    return not _same((north, east), (0.0, 0.0)) and not _same((north, east), _GERMANY)


def _same(one: tuple[float, float], other: tuple[float | None, float | None]) -> bool:
    return all(b is not None and abs(a - b) < _SAME_POINT for a, b in zip(one, other, strict=True))
