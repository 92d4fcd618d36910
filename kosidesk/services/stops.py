"""The stop nearest to a place, in a straight line: nobody here knows the way."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from kosidesk.domain.city import City
from kosidesk.domain.city_map import Stop, Vertex, degrees_north, metres
from kosidesk.domain.offer import EXACT, Place
from kosidesk.services import city_maps

FARTHEST = 1_500.0
"""Metres; what lies beyond is no help."""


@dataclass(frozen=True)
class NearStop:
    """`metres` are those to the stop, in steps of 50."""

    name: str
    metres: int


def nearest_stop(city: City, place: Place) -> NearStop | None:
    """Only for a place whose coordinates are its own: a street may be longer than the way to the stop."""
    if place.quality != EXACT or place.latitude is None or place.longitude is None:
        return None
    here = (place.longitude, place.latitude)
    near = [(metres(here, stop.vertex), stop.name) for stop in _around(city, here)]
    distance, name = min(near, default=(FARTHEST + 1, ""))
    if distance > FARTHEST:
        return None
    return NearStop(name.removesuffix(f", {city.name}"), max(50, round(distance / 50) * 50))


def _around(city: City, here: Vertex) -> tuple[Stop, ...]:
    """The stops as far north or south as one may lie away."""
    stops, reach = city_maps.stops(city), degrees_north(FARTHEST)
    first = bisect_left(stops, here[1] - reach, key=_latitude)
    return stops[first : bisect_right(stops, here[1] + reach, key=_latitude)]


def _latitude(stop: Stop) -> float:
    return stop.vertex[1]
