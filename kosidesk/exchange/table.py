"""A table of texts: named columns and rows that know their line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kosidesk.exchange import limits
from kosidesk.exchange.notices import CELL_PADDED, COLUMN_EMPTY, HEADER_PADDED, HEADER_UNCLEAR, Notices

Rows = list[tuple[int, tuple[str, ...]]]
"""Rows with the lines they begin in."""


@dataclass(frozen=True)
class Table:
    """Each row is as long as `columns`, unless it is to be refused."""

    columns: tuple[str, ...]
    rows: Rows


def table(rows: Iterable[tuple[int, Sequence[str]]], notices: Notices) -> Table:
    """The first row with a value names the columns; empty rows are skipped.

    Raises Unreadable (empty, rows, columns, field).
    """
    full = [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]
    if not full:
        raise limits.unreadable(limits.EMPTY)
    if len(full) > limits.ROWS + 1:
        raise limits.unreadable(limits.TOO_MANY_ROWS, full[limits.ROWS][0], str(limits.ROWS))
    columns = _names(full[0][1], notices)
    if len(columns) > limits.COLUMNS:
        raise limits.unreadable(limits.TOO_MANY_COLUMNS, full[0][0], str(len(columns)))
    found = Table(columns, [(line, _trimmed(cells, line, notices)) for line, cells in full[1:]])
    _note_empty(found, notices)
    return found


def _names(header: Sequence[str], notices: Notices) -> tuple[str, ...]:
    """Trimmed and distinct: a nameless column is called by its position, a second "Ort" becomes "Ort (2)"."""
    names: dict[str, None] = {}
    for position, given in enumerate(header, start=1):
        name = " ".join(given.split())
        if name != given:
            notices.add(HEADER_PADDED, example=given)
        if not name or name in names:
            notices.add(HEADER_UNCLEAR, example=name)
            name = f"{name} ({position})".strip()
        names[name] = None
    return tuple(names)


def _trimmed(cells: Sequence[str], line: int, notices: Notices) -> tuple[str, ...]:
    trimmed = tuple(cell.strip(" \t") for cell in cells)
    if any(len(cell) > limits.FIELD for cell in trimmed):
        raise limits.unreadable(limits.FIELD_TOO_LONG, line)
    padded = next((after for before, after in zip(cells, trimmed, strict=True) if after != before), None)
    if padded is not None:
        notices.add(CELL_PADDED, line, padded)
    return trimmed


def _note_empty(found: Table, notices: Notices) -> None:
    filled: set[int] = set()
    for _, cells in found.rows:
        filled.update(position for position, cell in enumerate(cells) if cell)
    for position, name in enumerate(found.columns):
        if found.rows and position not in filled:
            notices.add(COLUMN_EMPTY, example=name)
