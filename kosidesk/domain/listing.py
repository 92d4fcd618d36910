"""A list as it leaves the desk: plain values in columns, the same for a spreadsheet and for paper."""

from dataclasses import dataclass
from datetime import date

Cell = str | int | float | date | None
"""None is an empty cell."""


@dataclass(frozen=True)
class Listing:
    """Every row is as long as `columns`; `made_on` is the day whose state it shows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    made_on: date
