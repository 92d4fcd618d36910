"""Says in words what a sketch shows.

In German on every sheet, as everything that is said of the offer itself; so no catalogue holds these words.
"""

from collections.abc import Sequence
from math import atan2, cos, degrees, radians

from kosidesk.domain.city_map import Vertex, metres
from kosidesk.services.stops import NearStop

NAMED = 5
"""Districts that are named; the others are counted."""

_NEAR = 1_000.0  # metres from the middle of a city, within which its parts have no direction
_DIRECTIONS = (
    *("nördlich", "nordöstlich", "östlich", "südöstlich"),
    *("südlich", "südwestlich", "westlich", "nordwestlich"),
)


def near_stop(stop: NearStop) -> str:
    """Adlerbrücke, etwa 350 m Luftlinie."""
    return f"{stop.name}, etwa {_distance(stop.metres)} Luftlinie"


def alternative(districts: Sequence[str], direction: str, stop: str) -> str:
    """What somebody hears who cannot see the sketch. Several places have no one direction."""
    where = _where(districts, direction)
    return f"Kartenskizze: {where}. Nächste Haltestelle: {stop}." if stop else f"Kartenskizze: {where}."


def direction(centre: Vertex, there: Vertex) -> str:
    """Where something lies, seen from the middle of the city."""
    if metres(centre, there) < _NEAR:
        return "nahe der Stadtmitte"
    (west, south), (east, north) = centre, there
    clockwise = degrees(atan2((east - west) * cos(radians(south)), north - south))
    return f"{_DIRECTIONS[round(clockwise / 45) % 8]} der Stadtmitte"


def _where(districts: Sequence[str], direction: str) -> str:
    if len(districts) > 1:
        return f"Das Angebot gilt für die Stadtteile {_listed(districts)}"
    district = f"im Stadtteil {districts[0]}" if districts else ""
    said = ", ".join(filter(None, (district, direction)))
    return f"Der Ort liegt {said}" if said else "Das Angebot hat mehrere Orte"


def _listed(names: Sequence[str]) -> str:
    *first, last = names if len(names) <= NAMED else (*names[:NAMED], f"{len(names) - NAMED} weitere")
    return f"{', '.join(first)} und {last}"


def _distance(metres: int) -> str:
    return f"{metres} m" if metres < 1_000 else f"{metres / 1_000:.1f} km".replace(".", ",")
