"""Any table, CSV or XLSX, whose columns someone has explained; Freinet's own CSV explains itself."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from kosidesk.domain.errors import NeedsMapping
from kosidesk.domain.record import Value
from kosidesk.exchange import csv_table, meaning, text, values, xlsx_table
from kosidesk.exchange.feed import FREINET_CSV, TABLE, Entry, Feed, Meaning
from kosidesk.exchange.files import Shape
from kosidesk.exchange.formulas import bare
from kosidesk.exchange.freinet import Convert, list_entry
from kosidesk.exchange.gathering import Gathering, Take
from kosidesk.exchange.html import to_text
from kosidesk.exchange.locality import locality
from kosidesk.exchange.notices import ROW_WIDTH, Notices, Spot
from kosidesk.exchange.places import whereabouts
from kosidesk.exchange.table import Table
from kosidesk.exchange.town import Town
from kosidesk.schema import REGISTRY, Field, Merge, Type

_FREINET = frozenset({"angebots_id", "angebotsname"})
_WHERE = frozenset({"street", "postcode", "town", "latitude", "longitude"})


def load(path: Path, shape: Shape, notices: Notices) -> Table:
    """Raises Unreadable."""
    return xlsx_table.read(path, notices) if shape is Shape.XLSX else csv_table.read(path, notices)


def parse(path: Path, shape: Shape, mapping: Meaning | None, town: Town, take: Take) -> Feed:
    """Raises Unreadable, or NeedsMapping for columns that `mapping` does not explain."""
    notices = Notices()
    found = load(path, shape, notices)
    if set(found.columns) >= _FREINET:
        return _freinet(found, town, Gathering(FREINET_CSV, take, notices))
    named = None if mapping is None else meaning.spelt(mapping, found.columns)
    if named is None:
        raise NeedsMapping("", found.columns)
    meaning.check(named)
    gathering = Gathering(TABLE, take, notices)
    for line, said in _rows(found, gathering):
        meant = {target: said[column] for column, target in named.items()}
        gathering.add(_entry(meant, town, gathering.spot(line)))
    return gathering.feed(columns=found.columns)


def _freinet(found: Table, town: Town, gathering: Gathering) -> Feed:
    for line, said in _rows(found, gathering):
        gathering.add(list_entry(said["angebots_id"], said, town, gathering.spot(line)))
    return gathering.feed(columns=found.columns)


def _rows(found: Table, gathering: Gathering) -> Iterator[tuple[int, dict[str, str]]]:
    for line, cells in found.rows:
        if len(cells) != len(found.columns):
            gathering.refuse(line, ROW_WIDTH, f"{len(cells)} ≠ {len(found.columns)}")
        else:
            yield line, dict(zip(found.columns, map(bare, cells), strict=True))


def _entry(said: Mapping[str, str], town: Town, spot: Spot) -> Entry:
    said = _with_locality(said, spot)
    address = {name: said[f"place.{name}"] for name in _WHERE if f"place.{name}" in said}
    where = whereabouts(address, _districts(said), town, spot)
    offer = _fields("offer", said, spot)
    if where.districts is not None:
        offer["districts"] = where.districts
    organisation = _fields("organisation", said, spot)
    if meaning.ORGANISATION_NUMBER in said:
        organisation["number"] = text.line(said[meaning.ORGANISATION_NUMBER], spot)
    place = {**_fields("place", said, spot), **where.place}
    contact = _fields("contact", said, spot)
    return Entry(
        text.line(said.get(meaning.NUMBER, ""), spot),
        spot.line,
        offer,
        organisation,
        (place,) if place else (),
        (contact,) if any(contact.values()) else (),
    )


def _with_locality(said: Mapping[str, str], spot: Spot) -> Mapping[str, str]:
    """What a column of its own says of the place counts before what the dict says."""
    cell = said.get(meaning.LOCALITY, "")
    place = {f"place.{name}": value for name, value in locality(cell, spot).items()}
    return place | {target: value for target, value in said.items() if value or target not in place}


def _districts(said: Mapping[str, str]) -> list[str] | None:
    cells = [said[target] for target in ("place.district", "offer.districts") if target in said]
    return [name for cell in cells for name in _parts(cell)] if cells else None


def _fields(kind: str, said: Mapping[str, str], spot: Spot) -> dict[str, Value]:
    """The plain fields of a kind; where it takes place is read as a whole by `whereabouts`."""
    read: dict[str, Value] = {}
    for field in REGISTRY[kind].fields:
        target = f"{kind}.{field.name}"
        if target not in said or target in {meaning.ORGANISATION_NUMBER, "offer.districts", "place.district"}:
            continue
        if kind != "place" or field.name not in _WHERE:
            read[field.name] = _value(field, said[target], spot)
    return read


def _value(field: Field, cell: str, spot: Spot) -> Value:
    if field.type in _TYPED:
        return _TYPED[field.type](cell, spot)
    if field.name in _NAMED:
        return _NAMED[field.name](cell, spot)
    return (to_text if field.merge is Merge.TEXT else text.line)(cell, spot)


def _words(cell: str, spot: Spot) -> Value:
    return tuple(dict.fromkeys(filter(None, (text.line(part, spot) for part in _parts(cell)))))


def _parts(cell: str) -> list[str]:
    """No comma parts words: "Natur, Tiere & Umwelt" is one."""
    return cell.replace("|", ";").replace("\n", ";").split(";")


_TYPED: Mapping[Type, Convert] = {
    Type.INTEGER: values.count,
    Type.REAL: values.real,
    Type.BOOLEAN: values.boolean,
    Type.DATE: values.day,
    Type.TEXTS: _words,
}
_NAMED: Mapping[str, Convert] = {"web": values.web, "mail": values.mail}
