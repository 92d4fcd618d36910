"""The shortest script that gets a list into a table: ElementTree and plain SQLite, no checks, no history."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.bench import places
from tests.bench.meter import Meter, Numbers, cold_and_warm, cost
from tests.bench.otherwise import plain

_ELEMENTS = (
    *("angebotsname", "beschreibung", "termine", "anzahl_gesuche", "bearbeitet", "einrichtungsname"),
    *("strasse", "plz", "ort", "ortsteil"),
)


def measure(folder: Path, size: int, meter: Meter) -> Numbers:
    def take_in() -> None:
        store(folder / "script.db", places.feed(folder, size))

    take_in()
    cold = meter.since_start()
    return cold_and_warm(cold, [cost(take_in)])


def store(target: Path, file: Path) -> None:
    target.unlink(missing_ok=True)
    with closing(plain.create(target)) as connection:
        plain.insert(connection, rows(file))


def rows(file: Path) -> Iterator[plain.Row]:
    for offer in ET.parse(file).iter("angebot"):  # noqa: S314 - our own file
        yield offer.get("angebotsId"), *(offer.findtext(name) for name in _ELEMENTS)
