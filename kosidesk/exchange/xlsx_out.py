"""Writes a workbook whose cells are what they look like: texts, numbers and days, never formulas or links."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from io import BytesIO
from itertools import chain

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kosidesk.domain.listing import Cell, Listing
from kosidesk.exchange.formulas import is_guarded
from kosidesk.exchange.text import visible

MOST_SIGNS = 32_767
"""What a cell holds; Excel calls a file with more in one damaged."""

# Names as Excel takes them: so long, without these signs, and this word is its own.
_LONGEST_NAME, _FORBIDDEN, _RESERVED = 31, re.compile(r"[\[\]:*?/\\]"), "history"
_NARROWEST, _WIDEST = 8, 60
_OPTIONS = {
    "in_memory": True,  # otherwise parts lie in the temporary folder for a while, in plain text
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_DAY = 14  # the day as the reader's own system writes it
_A4 = 9


def xlsx_of(listing: Listing) -> bytes:
    file = BytesIO()
    workbook = Workbook(file, _OPTIONS)
    # Nothing tells of the machine or the hour.
    made = datetime.combine(listing.made_on, time(), UTC).replace(tzinfo=None)
    workbook.set_properties({"title": visible(listing.title), "author": "", "created": made})
    _Sheet(workbook, listing).write()
    workbook.close()
    return file.getvalue()


class _Sheet:
    def __init__(self, workbook: Workbook, listing: Listing) -> None:
        self._listing = listing
        self._sheet: Worksheet = workbook.add_worksheet(sheet_name(listing.title))
        made = workbook.add_format
        self._head: Format = made({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._formats: Mapping[type, Format] = {
            str: made({"text_wrap": True, "valign": "top"}),
            date: made({"num_format": _DAY, "valign": "top", "align": "left"}),
            int: made({"valign": "top"}),
            float: made({"valign": "top"}),
        }
        # Whoever edits such a cell in Excel would otherwise make a formula of it.
        self._quoted: Format = made({"text_wrap": True, "valign": "top", "quote_prefix": True})

    def write(self) -> None:
        listing, sheet = self._listing, self._sheet
        for at, name in enumerate(listing.columns):
            sheet.write_string(0, at, _fitting(name), self._head)
            sheet.set_column(at, at, _width(name, [row[at] for row in listing.rows]))
        for line, row in enumerate(listing.rows, start=1):
            for at, cell in enumerate(row):
                self._put(line, at, cell)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)

    def _put(self, line: int, at: int, cell: Cell) -> None:
        match cell:
            case None:
                return
            case str():
                text = _fitting(cell)
                self._sheet.write_string(
                    line, at, text, self._quoted if is_guarded(text) else self._formats[str]
                )
            case date():
                self._sheet.write_datetime(line, at, cell, self._formats[date])
            case _:
                self._sheet.write_number(line, at, cell, self._formats[type(cell)])


def sheet_name(title: str) -> str:
    """The title as far as Excel takes it for the name of a sheet."""
    name = " ".join(_FORBIDDEN.sub(" ", visible(title)).split())
    name = _beginning(name, _LONGEST_NAME).strip(" '")
    return name if name and name.casefold() != _RESERVED else "KosiDesk"


def _fitting(text: str) -> str:
    plain = visible(text)
    whole = _beginning(plain, MOST_SIGNS)
    return plain if whole == plain else f"{_beginning(plain, MOST_SIGNS - 1)}…"


def _beginning(text: str, most: int) -> str:
    """Excel counts UTF-16 units, of which a sign beyond the first plane takes two."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def _width(name: str, cells: list[Cell]) -> int:
    """In signs: what the longest line needs, within reason."""
    lines = chain.from_iterable(str(cell).split("\n") for cell in (name, *cells) if cell is not None)
    return max(_NARROWEST, min(_WIDEST, max(map(len, lines)) + 2))
