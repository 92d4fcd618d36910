"""What no desk would send: refused or kept, in either database, and a bug in none."""

import msgspec
import pytest

from kosidesk.domain.ids import RecordId
from kosidesk.protocol.messages import PROTOCOL, Code, Mark, Operation, Recovered, Reply, Request
from kosidesk.schema import VERSION
from kosidesk.server.answer import answer
from kosidesk.server.person import COORDINATION, Person
from kosidesk.server.store.store import Store
from tests.server.store.entries import AT, PUBLIC

ID = "00000000-0000-7000-8000-00000000000a"
PERSON = Person("desk-1", RecordId(ID), role=COORDINATION, teams=frozenset({""}))
CREATED = Operation(ID, ID, "create", "offer", ID, PUBLIC, {"title": (None, "Vorlesen")}, ID, AT, VERSION)
ASKED = Request(PROTOCOL, VERSION, "desk-1", (), (), {}, 10)


def say(store: Store, **said: object) -> Reply:
    with store.writing() as books:
        return answer(books, PERSON, msgspec.structs.replace(ASKED, **said), AT)


@pytest.mark.parametrize("place", [2**70, -(2**70)])
def test_a_place_no_history_has_is_none_of_this_one(store: Store, place: int) -> None:
    assert say(store, seen=(Mark(place, "tag"),)).fork == 0
    assert say(store, cursors={PUBLIC: place}).cursors[PUBLIC] == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"record": "a\0"},
        {"kind": "a\0"},
        {"kind": "newer", "scope": "case:\0"},
        {"author": "\0"},
        {"differences": {"\0": (None, "x")}},
        {"differences": {"title": (None, "\0")}},
        {"kind": "contact", "differences": {"offer": (None, "\0")}},
        {"kind": "conflict", "differences": {"of_kind": (None, "\0"), "of_record": (None, "\0")}},
        {"differences": {"title": (None, 2**70)}},
    ],
)
def test_an_operation_that_cannot_be_stored_is_kept_in_quarantine(
    store: Store, changed: dict[str, object]
) -> None:
    acks = say(store, operations=(msgspec.structs.replace(CREATED, **changed),)).acks
    assert [ack.code for ack in acks] == [Code.QUARANTINED]


def test_an_image_that_cannot_be_stored_is_kept_in_quarantine(store: Store) -> None:
    say(store, recovered=(Recovered("offer", "\0", 0, PUBLIC, {"title": "x"}, at=AT),))
    assert [each.why for each in store.quarantined()] == ["malformed"]
