"""City folders of a user's own, for tests that change or break one."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from kosidesk import paths


def own_city(folder: Path) -> Path:
    return Path(shutil.copytree(paths.RESOURCES / "cities" / "musterstadt", folder / "unsere-stadt"))


def square(west: float, south: float, side: float = 0.02) -> list[list[float]]:
    """A ring as GeoJSON has it, its first position repeated."""
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(name: object, *rings: Sequence[Sequence[float]], key: str = "name") -> dict[str, object]:
    polygon = {"type": "Polygon", "coordinates": rings}
    return {"type": "Feature", "properties": {key: name}, "geometry": polygon}


def write_districts(folder: Path, *features: object) -> None:
    collection = {"type": "FeatureCollection", "features": features}
    (folder / "districts.geojson").write_text(json.dumps(collection), "utf-8")


def write_stops(folder: Path, text: str) -> None:
    (folder / "stops.csv").write_text(text, "utf-8")
