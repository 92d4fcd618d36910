"""Reads typed values out of a desk."""

from typing import TypeVar

from kosidesk.domain.agency import Agency
from kosidesk.domain.errors import NotFound
from kosidesk.domain.ids import NOBODY
from kosidesk.domain.record import Record, Typed
from kosidesk.services.desk import Desk
from kosidesk.storage import read

T = TypeVar("T", bound=Typed)


def record(desk: Desk, kind: str, id_: str) -> Record:
    """Raises NotFound."""
    found = read.get(desk.database, kind, id_)
    if found is None:
        raise NotFound(kind, id_)
    return found


def value(desk: Desk, kind: type[T], id_: str) -> T:
    """Raises NotFound."""
    return kind.of(record(desk, kind.KIND, id_))


def agency(desk: Desk) -> Agency:
    """What the agency has edited, or the city folder's defaults."""
    found = read.all_of(desk.database, Agency.KIND)
    return Agency.of(found[0]) if found else desk.city.agency


def name_of(desk: Desk, counsellor: str) -> str:
    """The name behind an author's id, "" where it is not known."""
    if counsellor == NOBODY:
        return ""
    found = read.get(desk.database, "counsellor", counsellor)
    return found.text("name") if found else ""
