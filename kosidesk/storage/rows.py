"""Records to table rows and back."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, Table, select

from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record, Value
from kosidesk.schema import Kind, Type

_JSON = (Type.TEXTS, Type.VALUES)

encode = msgspec.json.Encoder(enc_hook=dict).encode
decode = msgspec.json.decode


def json_text(value: object) -> str:
    return encode(value).decode()


def columns_of(kind: Kind) -> tuple[str, ...]:
    """Every column but `n`, in the order of `row_of`."""
    return ("id", *kind.names(), "extra")


def row_of(record: Record, kind: Kind) -> tuple[Any, ...]:
    """The record's cells."""
    cells = (_cell(record.values.get(field.name), field.type) for field in kind.fields)
    return (record.id, *cells, json_text(record.extra) if record.extra else None)


def _cell(value: Value, type_: Type) -> Any:
    return json_text(value) if value is not None and type_ in _JSON else value


def record_of(row: RowMapping, kind: Kind) -> Record:
    """Cells that were never set are left out."""
    values = {
        field.name: value_of(row[field.name], field.type)
        for field in kind.fields
        if row[field.name] is not None
    }
    return Record(
        kind.name, RecordId(row["id"]), values, settled(decode(row["extra"])) if row["extra"] else {}
    )


def value_of(cell: Any, type_: Type) -> Value:
    """The value a cell of this type stands for."""
    match type_:
        case Type.TEXTS:
            return tuple(decode(cell))
        case Type.VALUES:
            return settled(decode(cell))  # type: ignore[no-any-return]
        case Type.BOOLEAN:
            return bool(cell)
    return cell  # type: ignore[no-any-return]


def settled(value: Any) -> Any:
    """What JSON turned into lists becomes tuples again, so that equal values compare equal."""
    if isinstance(value, list):
        return tuple(settled(one) for one in value)
    if isinstance(value, dict):
        return {name: settled(one) for name, one in value.items()}
    return value


# SQLite allows far more variables in one statement; longer lists gain nothing.
_CHUNK = 500


def load(
    connection: Connection, table: Table, kind: Kind, column: str, wanted: Iterable[str]
) -> Iterator[tuple[int, Record]]:
    """Row number and record for every row whose `column` is among `wanted`."""
    values = sorted(set(wanted))
    for start in range(0, len(values), _CHUNK):
        query = select(table).where(table.c[column].in_(values[start : start + _CHUNK]))
        for row in connection.execute(query).mappings():
            yield row["n"], record_of(row, kind)
