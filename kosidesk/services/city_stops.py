"""`stops.csv` of a city folder: where buses, trams and trains stop."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kosidesk import paths
from kosidesk.domain.city_map import Stop, Vertex
from kosidesk.domain.errors import Unreadable
from kosidesk.exchange import csv_table
from kosidesk.exchange.notices import Notices
from kosidesk.exchange.table import Table
from kosidesk.services.city_files import bounded, refusal, require_on_earth

FILE = "stops.csv"

STOPS = 20_000

# As people call the columns, and as timetables do (stops.txt of GTFS).
_NAMES = ("name", "stop_name")
_LONGITUDES = ("longitude", "lon", "lng", "stop_lon")
_LATITUDES = ("latitude", "lat", "stop_lat")


def read(folder: Path) -> tuple[Stop, ...]:
    """In the order of their latitude; nothing without such a file. Raises Invalid."""
    if not paths.is_file(folder / FILE):
        return ()
    return tuple(sorted(_stops(_table(folder / FILE)), key=lambda stop: stop.vertex[1]))


def _table(path: Path) -> Table:
    bounded(path)
    try:
        found = csv_table.read(path, Notices())
    except Unreadable as refused:
        _, code, line, detail = refused.facts
        raise refusal(_at(line), "unreadable", str(detail or code)) from refused
    if len(found.rows) > STOPS:
        raise refusal(FILE, "too_large", str(len(found.rows)))
    return found


def _stops(table: Table) -> Iterator[Stop]:
    name, longitude, latitude = (_column(table, names) for names in (_NAMES, _LONGITUDES, _LATITUDES))
    for line, cells in table.rows:
        if len(cells) != len(table.columns):
            raise refusal(_at(line), "malformed", ";".join(cells))
        # In timetables the ways and the edges of platforms have no name.
        if said := " ".join(cells[name].split()):
            yield Stop(said, _vertex(line, cells[longitude], cells[latitude]))


def _column(table: Table, names: Sequence[str]) -> int:
    for number, title in enumerate(table.columns):
        if title.casefold() in names:
            return number
    raise refusal(FILE, "malformed", f"{names[0]} ≠ {', '.join(table.columns)}")


def _vertex(line: int, longitude: str, latitude: str) -> Vertex:
    try:
        vertex = float(longitude.replace(",", ".")), float(latitude.replace(",", "."))
    except ValueError as error:
        raise refusal(_at(line), "malformed", f"{longitude}, {latitude}") from error
    require_on_earth(_at(line), [vertex])
    return vertex


def _at(line: object) -> str:
    return f"{FILE}: {line}" if line else FILE
