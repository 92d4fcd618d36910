"""Where distances can be measured from: the middles of the city and its districts, and its stops."""

from collections.abc import Iterator
from dataclasses import dataclass

from kosidesk.domain.city import City
from kosidesk.domain.ids import normalised
from kosidesk.search.words import sorting_key
from kosidesk.services import city_maps
from kosidesk.services.desk import Desk


@dataclass(frozen=True)
class Point:
    """A place everybody knows by its name; degrees of WGS 84."""

    name: str
    latitude: float
    longitude: float


def points(desk: Desk) -> tuple[Point, ...]:
    """Each name once: the city, its districts in their order, then stops by name.

    A stop with several platforms is where the first of them is.
    """
    return tuple(by_name(desk.city).values())


def point(desk: Desk, name: str) -> Point | None:
    """The one of this name, or of a district's other name."""
    district = desk.city.district(name)
    return by_name(desk.city).get(normalised(district.name if district else name))


def by_name(city: City) -> dict[str, Point]:
    """The points under their names as `normalised` writes them."""
    named: dict[str, Point] = {}
    for point in (*_parts(city), *sorted(_stops(city), key=_by_name)):
        named.setdefault(normalised(point.name), point)
    return named


def _parts(city: City) -> Iterator[Point]:
    yield Point(city.name, city.centre_latitude, city.centre_longitude)
    for district in city.districts:
        yield Point(district.name, district.latitude, district.longitude)


def _stops(city: City) -> Iterator[Point]:
    for stop in city_maps.stops(city):
        longitude, latitude = stop.vertex
        yield Point(stop.name.removesuffix(f", {city.name}"), latitude, longitude)


def _by_name(point: Point) -> str:
    return sorting_key(point.name)
