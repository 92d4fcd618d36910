"""XLSX workbooks: looked over as an archive first, then the first visible sheet with something in it."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import reduce
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812  zlib spells its error like a function

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum, load_workbook

from kosidesk.exchange import limits
from kosidesk.exchange.notices import Notices
from kosidesk.exchange.table import Table, table

_CHUNK = 65_536
_ENCRYPTED = 0x1
_PACKINGS = frozenset({ZIP_STORED, ZIP_DEFLATED})
_SHEETS = "xl/worksheets/"
_REFERENCE = re.compile(rb"\sr=[\"']([A-Z]{0,3})(\d{1,7})[\"']")  # of a row or a cell: "7", "XFD1048576"
_LONGEST_REFERENCE = 16


def read(path: Path, notices: Notices) -> Table:
    """Raises Unreadable."""
    _inspect(path)
    try:
        workbook = load_workbook(path)
        return table(_first_rows(workbook), notices)
    except CalamineError as error:
        raise limits.unreadable(limits.MALFORMED, detail=str(error)) from error


def _first_rows(workbook: CalamineWorkbook) -> Iterator[tuple[int, tuple[str, ...]]]:
    for sheet in workbook.sheets_metadata:
        if sheet.visible is SheetVisibleEnum.Visible:
            found = workbook.get_sheet_by_name(sheet.name)
            if found.height:
                top = found.start[0] if found.start else 0
                for line, cells in enumerate(found.to_python(skip_empty_area=True), start=top + 1):
                    yield line, tuple(map(_text, cells))
                return


def _text(cell: object) -> str:
    match cell:
        case bool():
            return "ja" if cell else "nein"
        case float() if cell.is_integer() and abs(cell) < 2**53:
            return str(int(cell))
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
    return str(cell)


def _inspect(path: Path) -> None:
    """Refuses what no honest workbook is."""
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            _inspect_names(parts)
            _inspect_sizes(parts)
            _unpack(archive, parts)
    except (BadZipFile, EOFError, ZlibError, NotImplementedError, ValueError, OSError) as error:
        raise limits.unreadable(limits.TRUNCATED, detail=type(error).__name__) from error


def _inspect_names(parts: list[ZipInfo]) -> None:
    names = [part.filename.lower() for part in parts]
    if "xl/workbook.xml" not in names or any(part.compress_type not in _PACKINGS for part in parts):
        raise limits.unreadable(limits.NOT_A_FEED, detail="zip")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise limits.unreadable(limits.OLD_EXCEL)
    if any("vbaproject" in name for name in names):
        raise limits.unreadable(limits.MACROS)
    if any("externallinks/" in name for name in names):
        raise limits.unreadable(limits.EXTERNAL)


def _inspect_sizes(parts: list[ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if (
        len(parts) > limits.PARTS
        or unpacked > limits.UNPACKED_BYTES
        or unpacked > limits.RATIO * max(1, packed)
    ):
        raise limits.unreadable(limits.BOMB, detail=str(unpacked))


def _unpack(archive: ZipFile, parts: list[ZipInfo]) -> None:
    """Counts what really comes out: the sizes in the directory are only what the file says of itself."""
    left = limits.UNPACKED_BYTES
    for part in parts:
        extent = _Extent()
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise limits.unreadable(limits.BOMB, detail=part.filename)
                if part.filename.startswith(_SHEETS):
                    extent.see(chunk)
        extent.check()


class _Extent:
    """How far a sheet reaches. The reader makes room for every cell up to the last one, filled or not."""

    def __init__(self) -> None:
        self._rows = self._columns = 1
        self._before = b""

    def see(self, chunk: bytes) -> None:
        for letters, digits in _REFERENCE.findall(self._before + chunk):
            self._rows = max(self._rows, int(digits))
            if letters:
                self._columns = max(self._columns, reduce(lambda n, sign: n * 26 + sign - 64, letters, 0))
        self._before = chunk[-_LONGEST_REFERENCE:]

    def check(self) -> None:
        if self._rows * self._columns > limits.ROWS * limits.COLUMNS:
            raise limits.unreadable(limits.BOMB, detail=f"{self._rows} × {self._columns}")
