"""From where distances are counted: what a client names, else the middles of the districts she wishes for."""

from kosidesk.domain.city import City, District
from kosidesk.domain.city_map import Vertex
from kosidesk.domain.ids import normalised
from kosidesk.domain.wish import Wish
from kosidesk.services import city_maps


def origins(city: City, wish: Wish) -> tuple[Vertex, ...]:
    """None where the city knows no such place."""
    if wish.near_to:
        district = city.district(wish.near_to)
        return (_middle(district),) if district else _stops(city, wish.near_to)
    named = map(city.district, wish.districts)
    return tuple(_middle(district) for district in named if district)


def _middle(district: District) -> Vertex:
    return district.longitude, district.latitude


def _stops(city: City, name: str) -> tuple[Vertex, ...]:
    """One stop may have several platforms."""
    wanted = normalised(name)
    of_city = f", {city.name}"
    return tuple(
        stop.vertex for stop in city_maps.stops(city) if normalised(stop.name.removesuffix(of_city)) == wanted
    )
