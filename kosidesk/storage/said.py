"""Rows as the wire knows them: field → value of JSON, with what a newer version wrote among the rest."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from kosidesk.domain.change import EXTRA
from kosidesk.protocol.joining import bare
from kosidesk.protocol.messages import Said
from kosidesk.schema import Kind, Type
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


class Cells:
    """Turns what is said of records of one kind into the cells of `rows.columns_of`.

    A field this version does not know, or a value of another type than its field has, goes to `extra`: it is
    kept and passed on.
    """

    def __init__(self, kind: Kind) -> None:
        self._empty = [None] * (len(kind.fields) + 2)
        self._places = {
            field.name: (at, _FITTING.get(field.type, (str,)), field.type in _JSON)
            for at, field in enumerate(kind.fields, start=1)
        }

    def of(self, id_: str, said: Said) -> tuple[Any, ...]:
        cells: list[Any] = self._empty.copy()
        cells[0] = id_
        extra = {}
        for name, value in said.items():
            at, types, is_json = self._places.get(name, _NOWHERE)
            if type(value) not in types or (type(value) is int and not -_LARGEST <= value < _LARGEST):
                extra[name] = value
            else:
                cells[at] = json_text(value) if is_json else value
        cells[-1] = json_text(extra) if extra else None
        return tuple(cells)


_NOWHERE: tuple[int, tuple[type, ...], bool] = (0, (), False)


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
