"""Records of any kind as CSV or JSON; the registry gives the columns."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kosidesk.domain.record import Record, Value
from kosidesk.exchange import csv_out
from kosidesk.schema import Kind


def csv_of(kind: Kind, records: Iterable[Record]) -> bytes:
    """A line a record; members of a set joined by "|"."""
    names = kind.names()
    lines = ((record.id, *(_cell(record.get(name)) for name in names)) for record in records)
    return csv_out.csv_of((("id", *names), *lines))


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
            return "|".join(value)
        case Mapping():
            return json.dumps(_plain(value), ensure_ascii=False)
        case float():
            return repr(value).replace(".", ",")
    return str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return list(value) if isinstance(value, tuple) else value
