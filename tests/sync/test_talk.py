"""A conversation with a server whose words make no sense."""

import msgspec
import pytest

from kosidesk.domain.errors import Garbled
from kosidesk.protocol.codec import page_of
from kosidesk.protocol.messages import Epoch, Mark, Reply, Row, Status
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
