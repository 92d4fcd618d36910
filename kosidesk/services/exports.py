"""Hands records of a kind out as a file that other programs read."""

from pathlib import Path

from kosidesk.domain.errors import CannotWrite
from kosidesk.exchange import export
from kosidesk.services.desk import Desk
from kosidesk.storage import read


def write(desk: Desk, kind: str, target: Path) -> int:
    """Writes every record of the kind, as the ending of `target` says; returns how many.

    Raises CannotWrite.
    """
    records = read.all_of(desk.database, kind)
    csv_wanted = target.suffix.lower() == ".csv"
    content = (
        export.csv_of(desk.database.registry[kind], records) if csv_wanted else export.json_text(records)
    )
    try:
        target.write_bytes(content)
    except OSError as error:
        raise CannotWrite(target.name, error.strerror or str(error)) from error
    return len(records)
