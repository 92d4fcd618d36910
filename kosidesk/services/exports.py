"""Hands records and lists out as files that other programs read."""

from pathlib import Path

from kosidesk.domain.listing import Listing
from kosidesk.exchange import export
from kosidesk.exchange.csv_out import csv_of_list
from kosidesk.exchange.xlsx_out import xlsx_of
from kosidesk.services.desk import Desk
from kosidesk.services.merged import Merged
from kosidesk.storage import read
from kosidesk.storage.files import write_atomically


def write(desk: Desk, kind: str, target: Path) -> int:
    """Writes every record of the kind, as the ending of `target` says; returns how many.

    Organisations that were merged into others are none. Raises CannotWrite.
    """
    merged = Merged.of(desk)
    records = tuple(one for one in read.all_of(desk.database, kind) if not merged.is_hidden(one.id))
    csv_wanted = target.suffix.lower() == ".csv"
    content = (
        export.csv_of(desk.database.registry[kind], records) if csv_wanted else export.json_text(records)
    )
    write_atomically(target, content)
    return len(records)


def write_list(listing: Listing, target: Path) -> None:
    """As a workbook or as CSV, as the ending of `target` says. Raises CannotWrite."""
    csv_wanted = target.suffix.lower() == ".csv"
    write_atomically(target, csv_of_list(listing) if csv_wanted else xlsx_of(listing))
