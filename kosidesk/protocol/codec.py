"""Requests and replies as bytes and back: JSON arrays, and what comes in great numbers in columns.

A column holds one member of many messages, so that zstd sees like beside like. The cells of a record's
fields stand under the name of the field, so records of unknown kinds pass as they are.

What is decoded is plain JSON: lists, never tuples (`joining.plain` makes any value so).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

import msgspec

from kosidesk.domain.errors import Garbled
from kosidesk.protocol import frame
from kosidesk.protocol.messages import NO_ENTRIES, Entry, Evict, Operation, Reply, Request, Row, Tomb

REQUEST, REPLY, ENTRIES = b"KDQ1", b"KDR1", b"KDE1"
"""Names of the frames; the digit is `messages.PROTOCOL`."""

MOST_REQUEST, MOST_REPLY = 8 << 20, 64 << 20
"""Bytes of a body before it is packed."""

MOST_TOLD = 5000
"""Operations of a request, or images handed back: nobody else can write while they are taken."""

_NUL = b"\\u0000"  # as JSON writes it

_T = TypeVar("_T")
_Columns = list[list[Any]]

_encode = msgspec.json.Encoder(enc_hook=dict).encode


class _Table(msgspec.Struct, frozen=True, array_like=True):
    """Records of one kind: columns of the members of `Row`, then one for each of `fields`."""

    fields: list[str]
    columns: _Columns


class _Page(msgspec.Struct, frozen=True, array_like=True):
    """Entries by sort; `order` tells for each where it stands: 0 in `others`, 1 in the first table …"""

    order: list[int] = []
    tables: list[_Table] = []
    others: list[Tomb | Evict] = []


class _Sent(msgspec.Struct, frozen=True, array_like=True):
    """A request, and apart from it its operations in columns."""

    request: Request
    operations: _Columns = []


def encode_request(request: Request) -> bytes:
    bare = msgspec.structs.replace(request, operations=())
    return frame.pack(REQUEST, _encode(_Sent(bare, _columns(request.operations))))


def decode_request(sent: bytes, most: int = MOST_REQUEST) -> Request:
    """Raises Garbled; also for a NUL in a name: there are databases that cannot even look for one."""
    body = frame.unpack(REQUEST, sent, most)
    whole = _decoded(body, _Sent)
    if max(map(len, (*whole.operations, whole.request.recovered))) > MOST_TOLD:
        raise Garbled(frame.TOO_LARGE)
    operations = _converted(_lines(whole.operations), tuple[Operation, ...])
    request = msgspec.structs.replace(whole.request, operations=operations)
    if _NUL in body and any("\0" in name for name in _names(request)):
        raise Garbled(frame.MALFORMED)
    return request


def _names(request: Request) -> Iterator[str]:
    for operation in request.operations:
        yield from (operation.id, *operation.key)
    for recovered in request.recovered:
        yield from recovered.key


def encode_reply(reply: Reply) -> bytes:
    return frame.pack(REPLY, _encode(reply))


def decode_reply(answered: bytes, most: int = MOST_REPLY) -> Reply:
    """Raises Garbled. What its page says is only read by `entries_of`."""
    return _decoded(frame.unpack(REPLY, answered, most), Reply)


def page_of(entries: Sequence[Entry]) -> msgspec.Raw:
    return msgspec.Raw(_encode(_page(entries))) if entries else NO_ENTRIES


def entries_of(page: msgspec.Raw) -> tuple[Entry, ...]:
    """Raises Garbled."""
    return _entries(_decoded(page, _Page))


def pack_page(page: msgspec.Raw) -> bytes:
    """For the desk's shelf."""
    return frame.pack(ENTRIES, bytes(page))


def unpack_page(packed: bytes, most: int = MOST_REPLY) -> msgspec.Raw:
    """Raises Garbled."""
    return msgspec.Raw(frame.unpack(ENTRIES, packed, most))


def _page(entries: Sequence[Entry]) -> _Page:
    kinds = list(dict.fromkeys(one.kind for one in entries if isinstance(one, Row)))
    place = {kind: at for at, kind in enumerate(kinds, start=1)}
    rows: dict[str, list[Row]] = {kind: [] for kind in kinds}
    others: list[Tomb | Evict] = []
    for one in entries:
        if isinstance(one, Row):
            rows[one.kind].append(one)
        else:
            others.append(one)
    order = [place[one.kind] if isinstance(one, Row) else 0 for one in entries]
    return _Page(order, [_table(of_kind) for of_kind in rows.values()], others)


_VALUES = Row.__struct_fields__.index("values")


def _table(rows: list[Row]) -> _Table:
    members = _columns(rows)
    values = members.pop(_VALUES)
    fields = list(dict.fromkeys(chain.from_iterable(values)))
    return _Table(fields, [*members, *([said.get(name) for said in values] for name in fields)])


def _entries(page: _Page) -> tuple[Entry, ...]:
    """In their order. A cell of None is a field without a statement, and left out."""
    sources: list[Sequence[Entry]] = [page.others, *map(_rows, page.tables)]
    if Counter(page.order) != Counter({at: len(source) for at, source in enumerate(sources)}):
        raise Garbled(frame.MALFORMED)
    standing = list(map(iter, sources))
    return tuple(next(standing[at]) for at in page.order)


def _rows(table: _Table) -> list[Row]:
    members = len(table.columns) - len(table.fields)
    if members < _VALUES:
        raise Garbled(frame.MALFORMED)
    lines = [
        ("r", *line[:_VALUES], _said(table.fields, line[members:]), *line[_VALUES:members])
        for line in _lines(table.columns)
    ]
    return _converted(lines, list[Row])


def _said(fields: list[str], cells: tuple[Any, ...]) -> dict[str, Any]:
    return {name: cell for name, cell in zip(fields, cells, strict=True) if cell is not None}


def _columns(messages: Sequence[msgspec.Struct]) -> _Columns:
    return [list(column) for column in zip(*map(msgspec.structs.astuple, messages), strict=True)]


def _lines(columns: _Columns) -> list[tuple[Any, ...]]:
    try:
        return list(zip(*columns, strict=True))
    except ValueError as error:
        raise Garbled(frame.MALFORMED) from error


def _decoded(body: bytes | msgspec.Raw, shape: type[_T]) -> _T:
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Garbled(frame.MALFORMED) from error


def _converted(lines: list[tuple[Any, ...]], shape: type[_T]) -> _T:
    """With the rule of all messages: members too many are ignored, those at the end may be missing."""
    try:
        return msgspec.convert(lines, shape)
    except msgspec.MsgspecError as error:
        raise Garbled(frame.MALFORMED) from error
