"""Rows as the wire knows them: field → value of JSON, with what a newer version wrote among the rest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from kosidesk.domain.change import EXTRA
from kosidesk.protocol.joining import bare
from kosidesk.protocol.messages import Said
from kosidesk.schema import Field, Kind, Type
from kosidesk.storage.rows import columns_of, decode, json_text

Differences = Mapping[str, tuple[Any, Any]]

_JSON = (Type.TEXTS, Type.VALUES)
_FITTING: Mapping[Type, tuple[type, ...]] = {
    Type.INTEGER: (int,),
    Type.REAL: (float, int),
    Type.BOOLEAN: (bool,),
    Type.TEXTS: (list, tuple),
    Type.VALUES: (dict,),
}
_LARGEST = 2**63
_decode_differences = msgspec.json.Decoder(dict[str, tuple[Any, Any]]).decode
# SQLite allows far more variables in one statement; longer lists gain nothing.
_CHUNK = 500


def among(ids: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The ids in pieces, each with as many question marks."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), _CHUNK):
        piece = tuple(wanted[start : start + _CHUNK])
        yield ", ".join("?" * len(piece)), piece


def load_said(connection: Connection, kind: Kind, ids: Iterable[str]) -> Iterator[tuple[int, str, Said]]:
    """Row number, id and values of each of these records that exists."""
    columns = ", ".join(f'"{column}"' for column in columns_of(kind))
    for marks, piece in among(ids):
        query = f'SELECT n, {columns} FROM "{kind.name}" WHERE id IN ({marks})'  # noqa: S608 - names of the registry
        for n, id_, *cells in connection.exec_driver_sql(query, piece):
            yield n, id_, _said(cells, kind)


def _said(cells: Sequence[Any], kind: Kind) -> Said:
    *own, extra = cells
    said: Said = decode(extra) if extra else {}
    for field, cell in zip(kind.fields, own, strict=True):
        if cell is None:
            continue
        if field.type in _JSON:
            said[field.name] = decode(cell)
        else:
            said[field.name] = bool(cell) if field.type is Type.BOOLEAN else cell
    return said


def cells_of(kind: Kind, records: Sequence[tuple[str, Said]]) -> list[tuple[Any, ...]]:
    """What is said of each of these ids, as the cells of `rows.columns_of`.

    A field this version does not know, or a value of another type than its field has, goes to `extra`: it is
    kept and passed on. Column by column, which takes a tenth of the time of record by record.
    """
    ids, told = [id_ for id_, _ in records], [said for _, said in records]
    extra: dict[int, Said] = defaultdict(dict)
    columns = [_column(field, told, extra) for field in kind.fields]
    unknown = {name for said in told for name in said}.difference(kind.names())
    for name in sorted(unknown):
        for at, said in enumerate(told):
            if name in said:
                extra[at][name] = said[name]
    rest = [json_text(extra[at]) if at in extra else None for at in range(len(told))]
    return list(zip(ids, *columns, rest, strict=True))


def _column(field: Field, told: Sequence[Said], extra: dict[int, Said]) -> list[Any]:
    column = [said.get(field.name) for said in told]
    fitting = {type(None), *_FITTING.get(field.type, (str,))}
    if int in fitting or not fitting.issuperset(map(type, column)):
        for at, cell in enumerate(column):
            if type(cell) not in fitting or (type(cell) is int and not -_LARGEST <= cell < _LARGEST):
                extra[at][field.name], column[at] = cell, None
    if field.type in _JSON:
        return [None if cell is None else json_text(cell) for cell in column]
    return column


def differences_of(old: Said | None, new: Said | None) -> Differences:
    old, new = old or {}, new or {}
    return {name: (old.get(name), new.get(name)) for name in old | new if old.get(name) != new.get(name)}


def told(differences: str) -> Differences:
    """What an entry of the journal says, with what it keeps under `EXTRA` among the other fields."""
    return _flat(_decode_differences(differences))


def _flat(differences: Differences) -> Differences:
    if EXTRA not in differences:
        return differences
    old, new = (side or {} for side in differences[EXTRA])
    return {**differences_of(old, new), **{name: pair for name, pair in differences.items() if name != EXTRA}}


def before(after: Said | None, action: str, differences: Differences) -> Said | None:
    """What a record said before a change, by what it said after it; None where it was not there."""
    olds = {name: old for name, (old, _) in differences.items()}
    match action:
        case "create" | "erase":
            return None
        case "delete":
            return bare(olds)
    return bare({**(after or {}), **olds})
