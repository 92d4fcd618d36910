"""What the readers of a city folder's larger files share: bounds, and faults that name file and place.

Unlike the small files, each is refused at its first fault: programs write them, and repeat it in every line.
"""

from collections.abc import Iterable
from pathlib import Path

from kosidesk.domain.city_map import Vertex
from kosidesk.domain.errors import Invalid
from kosidesk.domain.fault import Fault

FILE_BYTES = 5 * 1024 * 1024


def refusal(where: str, code: str, given: str) -> Invalid:
    return Invalid((Fault(where, code, given),))


def bounded(path: Path, most: int = FILE_BYTES) -> bytes:
    """What a file holds. Raises Invalid ("unreadable", "too_large")."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise refusal(path.name, "unreadable", error.strerror or str(error)) from error
    if len(data) > most:
        raise refusal(path.name, "too_large", f"{len(data)} B")
    return data


def require_on_earth(where: str, vertices: Iterable[Vertex]) -> None:
    """Raises Invalid ("out_of_range"): in metres of a map sheet, most of the time."""
    for x, y in vertices:
        if not (-180 <= x <= 180 and -90 <= y <= 90):
            raise refusal(where, "out_of_range", f"{x}, {y}")
