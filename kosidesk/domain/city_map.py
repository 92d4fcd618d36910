"""Where the districts of a city lie, and its stops."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, hypot, radians

Vertex = tuple[float, float]
"""Longitude and latitude, WGS 84 degrees, in the order of GeoJSON."""

Ring = tuple[Vertex, ...]
"""A closed line; its first vertex is not repeated."""

_METRES_A_DEGREE = 111_195.0


@dataclass(frozen=True, eq=False)
class Area:
    """The land of a district. A ring within another one is a hole, so nothing else tells them apart.

    Compared by identity: thousands of vertices make a slow key.
    """

    name: str
    rings: tuple[Ring, ...]

    def holds(self, vertex: Vertex) -> bool:
        """Whether a line from there to the east crosses the border an odd number of times."""
        longitude, latitude = vertex
        crossed = 0
        for (x, y), (to_x, to_y) in self._sides():
            if (y > latitude) != (to_y > latitude):
                crossed += longitude < x + (latitude - y) / (to_y - y) * (to_x - x)
        return crossed % 2 == 1

    def vertices(self) -> Iterator[Vertex]:
        for ring in self.rings:
            yield from ring

    def middle(self) -> Vertex:
        """Of the rectangle around it."""
        longitudes, latitudes = zip(*self.vertices(), strict=True)
        return (min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2

    def _sides(self) -> Iterator[tuple[Vertex, Vertex]]:
        for ring in self.rings:
            yield from zip(ring, (*ring[1:], *ring[:1]), strict=True)


@dataclass(frozen=True)
class Stop:
    """Where buses, trams or trains stop."""

    name: str
    vertex: Vertex


def metres(one: Vertex, other: Vertex) -> float:
    """In a straight line; true within a city, where the earth is flat."""
    (west, south), (east, north) = one, other
    shrinking = cos(radians((south + north) / 2))
    return _METRES_A_DEGREE * hypot((east - west) * shrinking, north - south)


def degrees_north(distance: float) -> float:
    """So many metres as degrees of latitude."""
    return distance / _METRES_A_DEGREE
