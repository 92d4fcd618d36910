"""`districts.geojson` of a city folder: the outlines of its districts."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from kosidesk import paths
from kosidesk.domain.city import District
from kosidesk.domain.city_map import Area, Ring, Vertex
from kosidesk.domain.ids import normalised
from kosidesk.domain.thinning import thinned
from kosidesk.services.city_files import bounded, refusal, require_on_earth

FILE = "districts.geojson"

READ_VERTICES = 100_000
"""A file with more of them is refused; from there down to `KEPT_VERTICES` it is thinned."""

KEPT_VERTICES = 10_000

AREAS = 200
"""More of them nobody could tell apart on a sketch."""

_Ring = Annotated[list[Annotated[list[float], Meta(min_length=2)]], Meta(min_length=4)]
# What has no land, a river or a point, is no district; it may stand in the file and is passed over.
_SHAPES: Mapping[object, Any] = {"Polygon": list[_Ring], "MultiPolygon": list[list[_Ring]]}


class _Feature(msgspec.Struct):
    properties: dict[str, Any] | None = None
    geometry: dict[str, Any] | None = None


class _Collection(msgspec.Struct, tag_field="type", tag="FeatureCollection"):
    features: list[_Feature]


def read(folder: Path, districts: Sequence[District], centre: Vertex) -> tuple[Area, ...]:
    """Each area is called as the city calls its district, or as the file does where the city knows none;
    nothing without such a file. Raises Invalid.
    """
    if not paths.is_file(folder / FILE):
        return ()
    names = _names(districts)
    found: dict[str, list[Ring]] = {}
    for feature in _features(folder / FILE):
        name = _name(feature.properties or {}, names)
        found.setdefault(name, []).extend(_rings(name, feature.geometry or {}))
    rings = [ring for group in found.values() for ring in group]
    _require_few(found, rings)
    _require_here(rings, centre)
    kept = iter(thinned(rings, KEPT_VERTICES))
    areas = (Area(name, tuple(filter(None, islice(kept, len(group))))) for name, group in found.items())
    return tuple(area for area in areas if area.rings)


def _features(path: Path) -> list[_Feature]:
    try:
        return msgspec.json.decode(bounded(path), type=_Collection).features
    except msgspec.ValidationError as error:
        raise refusal(FILE, "malformed", str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise refusal(FILE, "unreadable", str(error)) from error


def _names(districts: Iterable[District]) -> dict[str, str]:
    codes = {normalised(district.code): district.name for district in districts}
    return codes | {normalised(said): d.name for d in districts for said in d.spellings()}


def _name(properties: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """By `name` or else by `code`; also where the key only ends so, as STADTTEIL_NAME does."""
    for ending in ("name", "code"):
        for key, said in properties.items():
            if key.casefold().endswith(ending) and isinstance(said, str | int):
                return names.get(normalised(str(said)), str(said))
    return ""


def _rings(name: str, geometry: Mapping[str, Any]) -> Iterator[Ring]:
    where = f"{FILE}: {name}"
    kind = geometry.get("type")
    if not isinstance(kind, str) or kind not in _SHAPES:
        return
    try:
        said = msgspec.convert(geometry.get("coordinates"), _SHAPES[kind])
    except msgspec.ValidationError as error:
        raise refusal(where, "malformed", str(error)) from error
    for ring in said if kind == "Polygon" else [ring for polygon in said for ring in polygon]:
        vertices = tuple((x, y) for x, y, *_height in ring)
        require_on_earth(where, vertices)
        yield vertices[:-1] if vertices[0] == vertices[-1] else vertices


def _require_few(areas: Collection[str], rings: Sequence[Ring]) -> None:
    vertices = sum(map(len, rings))
    for count, most in ((len(areas), AREAS), (vertices, READ_VERTICES)):
        if count > most:
            raise refusal(FILE, "too_large", f"{count} > {most}")


def _require_here(rings: Sequence[Ring], centre: Vertex) -> None:
    """Latitude and longitude that are swapped are on earth, too, but not around the centre of the city."""
    for number, middle in enumerate(centre):
        values = [vertex[number] for ring in rings for vertex in ring]
        if values and not min(values) < middle < max(values):
            raise refusal(FILE, "out_of_range", f"{min(values)} – {max(values)}")
