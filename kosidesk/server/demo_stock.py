"""Forty invented offers for a demo server, as a desk would hand them in."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from kosidesk.domain.ids import RecordId
from kosidesk.paths import RESOURCES
from kosidesk.protocol.messages import PROTOCOL, Action, Operation, Request
from kosidesk.protocol.scopes import scope_of
from kosidesk.schema import REGISTRY, VERSION, Type
from kosidesk.server.answer import answer
from kosidesk.server.books import Books
from kosidesk.server.person import COORDINATION, Person

FILE = RESOURCES / "demo" / "server.jsonl"
MADE_ON = date(2026, 11, 21)
"""The day the file counts from; read on another day, all its dates move along."""

_COORDINATOR = RecordId("00000000-0000-7000-8000-000000000001")
_OPERATIONS = UUID("00000000-0000-7000-8000-000000000000")


def hand_in(books: Books, now: datetime) -> None:
    """Through the law, as a desk would."""
    coordinator = Person("demo", _COORDINATOR, role=COORDINATION, teams=frozenset({""}))
    invented = tuple(_operations(now))
    request = Request(PROTOCOL, VERSION, "demo", books.lineage(), (), {}, 1, invented)
    answer(books, coordinator, request, now.isoformat())


def _operations(now: datetime) -> Iterator[Operation]:
    """`tests/demo_records.py` makes the file; each line is kind, id and values of a record."""
    later = now.astimezone().date() - MADE_ON
    with FILE.open(encoding="utf-8") as lines:
        for kind, id_, values in map(json.loads, lines):
            said = {name: _moved(kind, name, value, later) for name, value in values.items()}
            yield Operation(
                id=str(uuid5(_OPERATIONS, id_)),
                transaction=str(_OPERATIONS),
                action=Action.CREATE,
                kind=kind,
                record=id_,
                scope=scope_of(kind, said),
                differences={name: (None, value) for name, value in said.items()},
                author=_COORDINATOR,
                at=now.isoformat(),
                schema=VERSION,
            )


def _moved(kind: str, name: str, value: object, later: timedelta) -> object:
    if REGISTRY[kind].field(name).type is Type.DATE:
        return (date.fromisoformat(str(value)) + later).isoformat()
    return value
