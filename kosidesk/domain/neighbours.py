"""Which districts lie side by side, as far as their middles tell."""

from collections.abc import Iterator, Mapping, Sequence
from math import cos, radians

from kosidesk.domain.city import District

_Point = tuple[float, float]


def neighbours(districts: Sequence[District]) -> Mapping[str, frozenset[str]]:
    """Name → names of the districts beside it: no third middle lies in the circle between their two.

    The graph of Gabriel and Sokal, A New Statistical Approach to Geographic Variation Analysis, 1969.
    """
    points = {district.name: _point(district) for district in districts}
    return {name: frozenset(_beside(name, points)) for name in points}


def _beside(name: str, points: Mapping[str, _Point]) -> Iterator[str]:
    for other in points.keys() - {name}:
        thirds = points.keys() - {name, other}
        reach = _apart(points[name], points[other])
        if all(
            _apart(points[name], points[third]) + _apart(points[third], points[other]) >= reach
            for third in thirds
        ):
            yield other


def _point(district: District) -> _Point:
    """Degrees of latitude, east and north alike."""
    return district.longitude * cos(radians(district.latitude)), district.latitude


def _apart(one: _Point, other: _Point) -> float:
    """The square of the distance."""
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
