"""XLSX workbooks: looked over as an archive first, then the first visible sheet with something in it."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812  zlib spells its error like a function

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum, load_workbook

from kosidesk.exchange import limits
from kosidesk.exchange.notices import Notices
from kosidesk.exchange.table import Table, table

_CHUNK = 65_536
_ENCRYPTED = 0x1


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
    except (BadZipFile, EOFError, ZlibError, NotImplementedError, ValueError) as error:
        raise limits.unreadable(limits.TRUNCATED, detail=type(error).__name__) from error


def _inspect_names(parts: list[ZipInfo]) -> None:
    names = [part.filename.lower() for part in parts]
    if "xl/workbook.xml" not in names:
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
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise limits.unreadable(limits.BOMB, detail=part.filename)
