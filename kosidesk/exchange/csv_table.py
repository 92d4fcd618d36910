"""CSV files: which sign parts the columns is told from the whole file, not guessed from its beginning."""

import csv
from collections import Counter
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from kosidesk.domain.errors import Unreadable
from kosidesk.exchange import limits
from kosidesk.exchange.files import decoded
from kosidesk.exchange.notices import Notices
from kosidesk.exchange.table import Rows, Table, table

_DELIMITERS = ";,\t|"
_REGULAR = 0.5  # a text in which fewer rows than that agree with the first is no table


@dataclass(frozen=True)
class _Parted:
    """The file as one delimiter parts it; `regular` is the share of rows as wide as the first."""

    rows: Rows
    width: int
    regular: float


def read(path: Path, notices: Notices) -> Table:
    """Raises Unreadable; a file without a second column is no table."""
    text = decoded(path)
    csv.field_size_limit(limits.FIELD)
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return table(_parted(rest, first[4], first_line=2).rows, notices)
    return table(_best(text).rows, notices)


def _best(text: str) -> _Parted:
    """The delimiter by which most rows are as wide as the first, and of those the one with most columns."""
    header = text.lstrip("\r\n").partition("\n")[0]
    fitting: list[_Parted] = []
    fault = limits.unreadable(limits.NOT_A_FEED, detail="text")
    for delimiter in filter(header.__contains__, _DELIMITERS):
        try:
            parted = _parted(text, delimiter)
        except Unreadable as error:
            # Quotes fit only the delimiter they were written for; any other may stumble over them.
            fault = error
        else:
            if parted.width > 1 and parted.regular > _REGULAR:
                fitting.append(parted)
    if not fitting:
        raise fault
    return max(fitting, key=lambda parted: (parted.regular, parted.width))


def _parted(text: str, delimiter: str, *, first_line: int = 1) -> _Parted:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: Rows = []
    begun = first_line
    try:
        for cells in reader:
            if len(rows) > limits.ROWS:
                raise limits.unreadable(limits.TOO_MANY_ROWS, begun, str(limits.ROWS))
            rows.append((begun, tuple(cells)))
            begun = first_line + reader.line_num
    except csv.Error as error:
        raise _refusal(error, begun) from error
    widths = Counter(len(cells) for _, cells in rows if cells)
    width = next((len(cells) for _, cells in rows if cells), 0)
    return _Parted(rows, width, widths[width] / max(1, widths.total()))


def _refusal(error: csv.Error, line: int) -> Unreadable:
    said = str(error)
    if "field larger" in said:
        return limits.unreadable(limits.FIELD_TOO_LONG, line)
    if "unexpected end" in said:
        return limits.unreadable(limits.TRUNCATED, line)
    return limits.unreadable(limits.MALFORMED, line, said)
