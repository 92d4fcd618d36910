"""A conversation with a server whose words make no sense, or no longer."""

import msgspec
import pytest

from kosidesk.domain.errors import Garbled
from kosidesk.protocol.codec import page_of
from kosidesk.protocol.messages import Action, Epoch, Mark, Operation, Reply, Row, Status
from kosidesk.protocol.replica import Standing
from kosidesk.sync.talk import conversation
from tests.sim.shelf import MemoryReplica, State

ROW = Row("offer", "o1", 1, "public", "mara", "2026-11-21T09:30:00+00:00", {"title": "Vorlesen"})


def told(replica: MemoryReplica, page: msgspec.Raw) -> None:
    talk = conversation(replica)
    next(talk)
    reply = Reply(
        Status.OK, (Epoch("e1", 0),), Mark(1, "ab"), 0, {"public": 1}, more=False, time="", page=page
    )
    with pytest.raises(StopIteration):
        talk.send(reply)


def test_a_page_nobody_can_read_is_asked_for_anew() -> None:
    replica = MemoryReplica(State(standing=Standing(device="desk-1")))

    with pytest.raises(Garbled):
        told(replica, msgspec.Raw(b'[[1],[],[["no entry"]]]'))
    assert (replica.state.rows, replica.state.pages) == ({}, [])
    assert next(conversation(replica)).cursors == {}

    told(replica, page_of([ROW]))
    assert replica.state.rows == {ROW.key: ROW.values}


def answered(upto: int, page: msgspec.Raw, *, more: bool) -> Reply:
    cursors = {"public": upto}
    return Reply(Status.OK, (Epoch("e1", 0),), Mark(2, "ab"), 0, cursors, more=more, time="", page=page)


def test_what_comes_while_somebody_is_erased_is_asked_for_anew() -> None:
    """The page that waited goes with her, so the one that is under way would stand alone."""
    replica = MemoryReplica(State(standing=Standing(device="desk-1")))
    second = msgspec.structs.replace(ROW, id="o2", rev=2)
    talk = conversation(replica)
    next(talk)
    assert talk.send(answered(1, page_of([ROW]), more=True)).cursors == {"public": 1}
    assert replica.state.pages

    replica.write(erasure_of("consultation", "c1"), None)
    assert replica.state.pages == []

    assert talk.send(answered(2, page_of([second]), more=False)).cursors == {}
    with pytest.raises(StopIteration):
        talk.send(answered(2, page_of([ROW, second]), more=False))
    assert replica.state.rows.keys() == {ROW.key, second.key}


def erasure_of(kind: str, id_: str) -> Operation:
    return Operation("op-1", "tr-1", Action.ERASE, kind, id_, "case:", {}, "mara", ROW.at, 4)
