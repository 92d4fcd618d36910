"""The map of a city, read from its folder when a sheet needs it, and only then.

Both files may be missing. What is broken is left out, so that a sheet can be made; `faults` tells why.
"""

import logging
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from kosidesk.domain.city import City, District
from kosidesk.domain.city_map import Area, Stop, Vertex
from kosidesk.domain.errors import Invalid
from kosidesk.domain.fault import Fault
from kosidesk.services import city_districts, city_stops

_LOGGER = logging.getLogger(__name__)


def areas(city: City) -> tuple[Area, ...]:
    """Where the districts lie."""
    return _areas(city.folder, city.districts, centre(city)) if city.folder else ()


def stops(city: City) -> tuple[Stop, ...]:
    """In the order of their latitude."""
    return _stops(city.folder) if city.folder else ()


def centre(city: City) -> Vertex:
    return city.centre_longitude, city.centre_latitude


def faults(city: City) -> Iterator[Fault]:
    """What is wrong with the files, told as the faults of `cities.load`; one more code is "too_large"."""
    if city.folder is None:
        return
    try:
        city_districts.read(city.folder, city.districts, centre(city))
    except Invalid as refused:
        yield from refused.faults
    try:
        city_stops.read(city.folder)
    except Invalid as refused:
        yield from refused.faults


@lru_cache(maxsize=2)
def _areas(folder: Path, districts: tuple[District, ...], centre: Vertex) -> tuple[Area, ...]:
    try:
        return city_districts.read(folder, districts, centre)
    except Invalid:
        _LOGGER.warning("the outlines in the city folder are broken; sheets are made without a sketch")
        return ()


@lru_cache(maxsize=2)
def _stops(folder: Path) -> tuple[Stop, ...]:
    try:
        return city_stops.read(folder)
    except Invalid:
        _LOGGER.warning("the stops in the city folder are broken; sheets are made without the nearest one")
        return ()
