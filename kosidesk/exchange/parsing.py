"""Reading a file of any known kind within this process; `reading` does it at a safe distance."""

from pathlib import Path

from kosidesk.exchange import city_map, freinet_xml, limits, table_reader
from kosidesk.exchange.feed import Feed, Meaning
from kosidesk.exchange.files import Shape, recognise
from kosidesk.exchange.gathering import Take
from kosidesk.exchange.notices import Notices
from kosidesk.exchange.table import Table
from kosidesk.exchange.town import Town

PREVIEWED = 10


def parse(path: Path, town: Town, mapping: Meaning | None, take: Take) -> Feed:
    """Hands each entry to `take`; the feed returned holds everything else.

    Raises Unreadable, and NeedsMapping for a table that `mapping` does not explain.
    """
    try:
        shape = recognise(path)
        match shape:
            case Shape.XML:
                return freinet_xml.parse(path, town, take)
            case Shape.JSON:
                return city_map.parse(path, town, take)
        return table_reader.parse(path, shape, mapping, town, take)
    except OSError as error:
        raise limits.unreadable(limits.DENIED, detail=error.strerror or "") from error


def preview(path: Path) -> Table:
    """The columns of a table and its first rows. Raises Unreadable; XML and JSON are no tables."""
    try:
        shape = recognise(path)
        if shape not in {Shape.CSV, Shape.XLSX}:
            raise limits.unreadable(limits.NOT_A_FEED, detail=shape.value)
        found = table_reader.load(path, shape, Notices())
    except OSError as error:
        raise limits.unreadable(limits.DENIED, detail=error.strerror or "") from error
    return Table(found.columns, found.rows[:PREVIEWED])
