"""Writes CSV as German spreadsheets open it by a double click."""

import csv
import io
from collections.abc import Iterable, Sequence

from kosidesk.domain.listing import Cell, Listing
from kosidesk.exchange.formulas import guarded
from kosidesk.exchange.text import visible


def csv_of(rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a mark, semicolons, CRLF; no cell is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows(map(guarded, row) for row in rows)
    return text.getvalue().encode("utf-8-sig")


def csv_of_list(listing: Listing) -> bytes:
    return csv_of((listing.columns, *(tuple(map(_text, row)) for row in listing.rows)))


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return visible(cell)
        case float():
            return repr(cell).replace(".", ",")
    return str(cell)
