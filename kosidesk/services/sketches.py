"""The sketch of where an offer is: the districts of the city, its own one among them, and its places."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from math import cos, radians

from kosidesk.domain.city import DISTRICTS, City, spelt
from kosidesk.domain.city_map import Area, Ring, Vertex
from kosidesk.domain.ids import normalised
from kosidesk.domain.offer import ANYWHERE, EXACT, STREET, FullOffer, Place
from kosidesk.domain.thinning import thinned
from kosidesk.printing.sketch import Outline, Point, Sketch
from kosidesk.printing.text import one_line
from kosidesk.services import city_maps
from kosidesk.services.stops import nearest_stop
from kosidesk.services.whereabouts import alternative, direction, near_stop

VERTICES = 1_500
"""Of all districts together: more cannot be told apart on paper."""

_PRECISE = frozenset({EXACT, STREET})


def sketch(city: City, full: FullOffer) -> Sketch | None:
    """Nothing for a city without outlines, or an offer that is bound to no place."""
    areas = city_maps.areas(city)
    if not areas or full.offer.remote or any(place.quality == ANYWHERE for place in full.places):
        return None
    ground = _ground(areas)
    pins = [vertex for vertex in _vertices(full.places) if ground.shows(vertex)]
    districts = _districts(city, full)
    chosen = _chosen(areas, districts, pins)
    if not chosen and not pins:
        return None
    middles = pins or [area.middle() for area in chosen]
    return Sketch(
        width=ground.width,
        height=ground.height,
        outlines=ground.outlines_of(area for area in areas if area not in chosen),
        chosen=ground.outlines_of(chosen),
        pins=tuple(map(ground.point, pins)),
        alternative=one_line(
            alternative(
                districts or [area.name for area in chosen if area.name],
                direction(city_maps.centre(city), middles[0]) if len(middles) == 1 else "",
                next(filter(None, (_stop(city, place) for place in full.places)), ""),
            )
        ),
    )


def with_stops(city: City, full: FullOffer) -> FullOffer:
    """The offer with the nearest stop at each place that names none."""
    return replace(full, places=tuple(replace(place, stop=_stop(city, place)) for place in full.places))


def _stop(city: City, place: Place) -> str:
    if place.stop:
        return place.stop
    found = nearest_stop(city, place)
    return near_stop(found) if found else ""


def _vertices(places: Iterable[Place]) -> Iterator[Vertex]:
    for place in places:
        if place.quality in _PRECISE and place.longitude is not None and place.latitude is not None:
            yield place.longitude, place.latitude


def _districts(city: City, full: FullOffer) -> tuple[str, ...]:
    """Those the offer names, as the city spells them; none where they are all there are."""
    said = (*full.offer.districts, *(place.district for place in full.places))
    names = tuple(dict.fromkeys(spelt(city, DISTRICTS, name) for name in said if name))
    return names if len(names) < max(2, len(city.districts)) else ()


def _chosen(areas: tuple[Area, ...], districts: Iterable[str], pins: Iterable[Vertex]) -> tuple[Area, ...]:
    """The areas of these districts, else those with a pin; none where that would be all of them."""
    named = set(map(normalised, districts))
    found = [area for area in areas if normalised(area.name) in named]
    found = found or [area for area in areas if any(map(area.holds, pins))]
    return tuple(found) if len(found) < len(areas) else ()


class _Ground:
    """All outlines of a city as they stand in each of its sketches."""

    def __init__(self, areas: tuple[Area, ...]) -> None:
        longitudes, latitudes = zip(*(vertex for area in areas for vertex in area.vertices()), strict=True)
        self._west, self._east = min(longitudes), max(longitudes)
        self._south, self._north = min(latitudes), max(latitudes)
        self._narrowing = cos(radians((self._south + self._north) / 2))
        across, down = (self._east - self._west) * self._narrowing, self._north - self._south
        self._unit = max(across, down)
        self.width, self.height = across / self._unit, down / self._unit
        rings = iter(thinned([ring for area in areas for ring in area.rings], VERTICES))
        self._outlines = {area: self._drawn(islice(rings, len(area.rings))) for area in areas}

    def shows(self, vertex: Vertex) -> bool:
        longitude, latitude = vertex
        return bool(self._west <= longitude <= self._east and self._south <= latitude <= self._north)

    def point(self, vertex: Vertex) -> Point:
        longitude, latitude = vertex
        return (longitude - self._west) * self._narrowing / self._unit, (self._north - latitude) / self._unit

    def outlines_of(self, areas: Iterable[Area]) -> tuple[Outline, ...]:
        return tuple(outline for area in areas for outline in self._outlines[area])

    def _drawn(self, rings: Iterable[Ring]) -> tuple[Outline, ...]:
        return tuple(tuple(map(self.point, ring)) for ring in rings if ring)


_ground = lru_cache(maxsize=2)(_Ground)
