"""A door for who wants to be sure: whether a desk holds what the server holds."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from kosidesk.protocol import access, digest
from kosidesk.protocol.messages import Said
from kosidesk.server.context import Context
from kosidesk.server.doors.door import Answer, Call
from kosidesk.server.person import Person
from kosidesk.server.store.tables import HEAD, RECORD
from kosidesk.server.visibility import grants, visible

_values = msgspec.json.Decoder(Said).decode


def compare(context: Context, call: Call) -> Answer:
    """Both ends must speak of the same place of the history, so a head that moved is all there is to say."""
    asked = access.decoded(call.body, access.Compare)
    with context.store.looking() as connection:
        seq = connection.execute(select(HEAD.c.seq)).scalar_one()
        rows = _by_kind(connection, call.caller, whole=asked.whole) if seq == asked.seq else {}
    sums = {kind: _summed(kind, found, asked) for kind, found in rows.items()}
    return Answer(access.encoded(access.Compared(seq, sums)), facts={"head": seq, "kinds": len(sums)})


def _by_kind(connection: Connection, person: Person, *, whole: bool) -> Mapping[str, Sequence[Any]]:
    """Id and rev of all she may read, and the body if that is compared, too."""
    columns = (RECORD.c.kind, RECORD.c.scope, RECORD.c.id, RECORD.c.rev, *((RECORD.c.body,) if whole else ()))
    found = connection.execute(select(*columns).where(RECORD.c.scope.in_(grants(person))))
    rows: dict[str, list[Any]] = defaultdict(list)
    readable = cache(partial(visible, person))
    for kind, scope, *row in found:
        if scope in readable(kind):
            rows[kind].append(row)
    return rows


def _summed(kind: str, rows: Sequence[Any], asked: access.Compare) -> bytes:
    if not asked.whole:
        return digest.standing(kind, rows)
    return digest.contents(kind, _decoded(rows), digest.shared_fields(kind, asked.schema))


def _decoded(rows: Sequence[Any]) -> Iterator[tuple[str, int, Said]]:
    return ((id_, rev, _values(body)) for id_, rev, body in rows)
