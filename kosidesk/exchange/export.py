"""Records of any kind as CSV or JSON; the registry gives the columns."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from kosidesk.domain.record import Record, Value
from kosidesk.schema import Kind

# What a spreadsheet would calculate instead of showing (OWASP ASVS 5.0, 1.2.10); the reader of tables takes
# the apostrophe off again.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0", "'")


def csv_of(kind: Kind, records: Iterable[Record]) -> bytes:
    """UTF-8 with a mark for spreadsheets, semicolons, a line a record; members of a set joined by "|"."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(("id", *kind.names()))
    for record in records:
        writer.writerow((record.id, *(_cell(record.get(name)) for name in kind.names())))
    return text.getvalue().encode("utf-8-sig")


def json_of(record: Record) -> dict[str, Any]:
    """The record with its id; what a newer version wrote stands beside the fields of this one."""
    return {"id": record.id, **{n: _plain(v) for n, v in record.values.items()}, **_plain(record.extra)}


def json_text(records: Iterable[Record]) -> bytes:
    """A list of records, indented for people."""
    return json.dumps([json_of(record) for record in records], ensure_ascii=False, indent=1).encode()


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case tuple():
            text = "|".join(value)
        case Mapping():
            text = json.dumps(_plain(value), ensure_ascii=False)
        case float():
            return repr(value).replace(".", ",")
        case _:
            text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return list(value) if isinstance(value, tuple) else value
