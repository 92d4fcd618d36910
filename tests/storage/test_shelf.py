"""What the sync may rely on, of the file's shelf and of the one in memory that simulations run on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from kosidesk.protocol.messages import Ack, Action, Code, Epoch, Key, Mark
from kosidesk.protocol.replica import Confirmed, Received, Standing
from tests.storage.shelves import FileDesk, MemoryDesk, Writing, uid

BODY: Key = ("organisation", uid(1))
OTHER: Key = ("organisation", uid(2))
CASE: Key = ("consultation", uid(3))
PART: Key = ("referral", uid(4))


@pytest.fixture(params=["file", "memory"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Writing]:
    if request.param == "memory":
        yield MemoryDesk()
        return
    made = FileDesk(tmp_path)
    yield made
    made.database.close()


def sent(desk: Writing) -> list[str]:
    with desk.transaction() as shelf:
        return [operation.id for operation in shelf.unsent(100)]


def answer(desk: Writing, seq: int) -> list[Ack]:
    acks = [Ack(id_, Code.OK, seq) for id_ in sent(desk)]
    with desk.transaction() as shelf:
        shelf.acknowledge(acks)
    return acks


def test_a_new_desk_stands_nowhere(desk: Writing) -> None:
    with desk.transaction() as shelf:
        assert shelf.standing() == Standing()


def test_where_a_desk_stands_is_kept_to_the_last_member(desk: Writing) -> None:
    standing = Standing(
        device=uid(9),
        lineage=(Epoch("e", 3),),
        seen=(Mark(1, "a"), Mark(2, "b")),
        cursors={"public": 2},
        staged={},
        reached=Mark(3, "c"),
        durable=1,
        erased_upto=2,
    )
    with desk.transaction() as shelf:
        shelf.keep(standing)
    with desk.transaction() as shelf:
        assert shelf.standing() == standing
        shelf.keep(replace(standing, staged=None))
        assert shelf.standing().staged is None


def test_what_was_written_is_told_in_its_order(desk: Writing) -> None:
    desk.write(BODY, {"name": "Talblick"})
    desk.write(BODY, {"name": "Talblick e.V.", "web": "https://example.org"})
    desk.write(BODY, None)

    with desk.transaction() as shelf:
        told = shelf.unsent(2)
        third = shelf.unsent(9)[2]

    assert [(one.action, one.key, one.scope) for one in told] == [
        (Action.CREATE, BODY, "public"),
        (Action.CHANGE, BODY, "public"),
    ]
    assert told[0].differences == {"name": (None, "Talblick")}
    assert told[1].differences == {
        "name": ("Talblick", "Talblick e.V."),
        "web": (None, "https://example.org"),
    }
    assert third.action == Action.DELETE
    assert third.old() == {"name": "Talblick e.V.", "web": "https://example.org"}


def test_what_is_answered_is_not_sent_again_but_waits_until_it_is_settled(desk: Writing) -> None:
    desk.write(BODY, {"name": "Talblick"})
    (ack,) = answer(desk, 5)
    desk.write(OTHER, {"name": "Nordstadt"})

    with desk.transaction() as shelf:
        assert [one.key for one in shelf.unsent(9)] == [OTHER]
        assert shelf.acknowledged() == [(ack, BODY)]
        assert shelf.unsettled().keys() == {BODY, OTHER}
        assert shelf.unsettled([BODY, PART]).keys() == {BODY}
        shelf.settle([ack.operation])
        assert shelf.unsettled().keys() == {OTHER}
        assert shelf.acknowledged() == []
        assert shelf.settled_beyond(4) == [(ack, BODY)]
        assert shelf.settled_beyond(5) == []


def test_an_answer_to_nothing_is_ignored(desk: Writing) -> None:
    with desk.transaction() as shelf:
        shelf.acknowledge([Ack(uid(77), Code.OK, 1)])
        shelf.settle([uid(77)])
        shelf.unacknowledge([uid(77)])
        assert shelf.acknowledged() == []


def test_a_second_answer_replaces_the_first_and_is_open_again(desk: Writing) -> None:
    desk.write(BODY, {"name": "Talblick"})
    (ack,) = answer(desk, 5)
    desk.write(OTHER, {"name": "Nordstadt"})
    later = Ack(ack.operation, Code.CONFLICT, 3)
    with desk.transaction() as shelf:
        shelf.settle([ack.operation])
    assert len(sent(desk)) == 1

    with desk.transaction() as shelf:
        shelf.acknowledge([later])
        assert shelf.acknowledged() == [(later, BODY)]


def test_what_counts_as_never_sent_is_sent_again_in_its_place(desk: Writing) -> None:
    desk.write(BODY, {"name": "Talblick"})
    (ack,) = answer(desk, 5)
    with desk.transaction() as shelf:
        shelf.settle([ack.operation])
    desk.write(OTHER, {"name": "Nordstadt"})
    assert len(sent(desk)) == 1

    with desk.transaction() as shelf:
        shelf.unacknowledge([ack.operation])

    with desk.transaction() as shelf:
        assert [one.key for one in shelf.unsent(9)] == [BODY, OTHER]
        assert shelf.settled_beyond(0) == []


def test_a_record_made_again_after_its_deletion_is_revived(desk: Writing) -> None:
    desk.write(BODY, {"name": "Talblick"})
    desk.write(BODY, None)
    with desk.transaction() as shelf:
        shelf.confirm([Confirmed(*BODY, rev=3, scope="public", deleted=True)])
    desk.write(BODY, {"name": "Talblick"})

    with desk.transaction() as shelf:
        assert [one.action for one in shelf.unsent(9)] == [Action.CREATE, Action.DELETE, Action.REVIVE]


def test_what_the_server_says_becomes_the_row_and_is_never_sent(desk: Writing) -> None:
    said = {"name": "Talblick", "new_field": ["a", 1]}
    with desk.transaction() as shelf:
        shelf.receive([Received(*BODY, said, uid(5), "2026-11-21T09:30:00+00:00"), Received(*OTHER, None)])
        assert shelf.rows([BODY, OTHER]) == {BODY: said}
        shelf.receive([Received(*BODY, {"name": "Talblick e.V."}, uid(5), "2026-11-21T09:31:00+00:00")])

    with desk.transaction() as shelf:
        assert shelf.rows([BODY]) == {BODY: {"name": "Talblick e.V."}}
        assert shelf.unsent(9) == []
        shelf.receive([Received(*BODY, None)])
        assert shelf.rows([BODY]) == {}


def test_a_kind_of_a_newer_version_is_kept_as_it_came(desk: Writing) -> None:
    key: Key = ("event", uid(8))
    with desk.transaction() as shelf:
        shelf.receive([Received(*key, {"name": "Markt", "stands": [1, 2]})])
    with desk.transaction() as shelf:
        assert shelf.rows([key, BODY]) == {key: {"name": "Markt", "stands": [1, 2]}}
        shelf.receive([Received(*key, None)])
        assert shelf.rows([key]) == {}


def test_what_is_known_of_records_is_found_by_record_place_scope_and_fork(desk: Writing) -> None:
    first = Confirmed(*BODY, rev=3, scope="public", image={"name": "T", "x": [1]}, author=uid(5), at="then")
    second = Confirmed(*CASE, rev=7, scope="case:nord", fork=2)
    third = Confirmed(*OTHER, rev=5, scope="public", deleted=True, fork=4)
    with desk.transaction() as shelf:
        shelf.confirm([first, second, third])
    with desk.transaction() as shelf:
        assert shelf.confirmed([BODY, CASE, PART]) == {BODY: first, CASE: second}
        assert [one.key for one in shelf.confirmed_beyond(6)] == [CASE, OTHER]
        assert {one.key for one in shelf.confirmed_in(["public", "agency"])} == {BODY, OTHER}
        assert shelf.confirmed_in([]) == []
        assert [one.key for one in shelf.unconfirmed(9, ("", ""))] == [CASE, OTHER]
        assert [one.key for one in shelf.unconfirmed(1, CASE)] == [OTHER]
        shelf.confirm([structs.replace(second, fork=None)])
        shelf.forget([BODY])
        assert [one.key for one in shelf.unconfirmed(9, ("", ""))] == [OTHER]
        assert shelf.confirmed([BODY]) == {}


def test_who_leaves_takes_row_and_knowledge_but_not_what_the_desk_did(desk: Writing) -> None:
    with desk.transaction() as shelf:
        shelf.receive([Received(*BODY, {"name": "Talblick", "street": "Weg 1", "town": "Wuppertal"})])
        shelf.confirm([Confirmed(*BODY, rev=1, scope="public")])
    desk.write(BODY, {"name": "Anders", "street": "Weg 1", "town": "Wuppertal"})
    with desk.transaction() as shelf:
        before = shelf.unsent(9)
        shelf.evict([BODY, OTHER])
    with desk.transaction() as shelf:
        assert (shelf.rows([BODY]), shelf.confirmed([BODY])) == ({}, {})
        assert shelf.unsent(9) == before
        assert shelf.unsettled([BODY]) == {BODY: before}
        shelf.receive([Received(*BODY, {"name": "Wieder da"})])
        assert shelf.rows([BODY]) == {BODY: {"name": "Wieder da"}}


def test_an_erased_record_takes_its_parts_and_what_was_done_to_them(desk: Writing) -> None:
    desk.write(CASE, {"code": "7K3QP-C"})
    desk.write(PART, {"consultation": CASE[1], "reason": "liest gern"})
    desk.write(BODY, {"name": "Talblick"})
    answer(desk, 4)
    with desk.transaction() as shelf:
        shelf.confirm([Confirmed(*key, rev=1, scope="case:", image={"a": 1}) for key in (CASE, PART)])
        shelf.erase([CASE[1]])
        shelf.confirm([Confirmed(*CASE, rev=2, scope="case:", deleted=True, erased=True)])
    with desk.transaction() as shelf:
        assert shelf.rows([CASE, PART, BODY]).keys() == {BODY}
        assert shelf.unsettled().keys() == {BODY}
        assert [key for _, key in shelf.acknowledged()] == [BODY]
        assert shelf.confirmed([CASE, PART]) == {
            CASE: Confirmed(*CASE, rev=2, scope="case:", deleted=True, erased=True)
        }


def test_an_erasure_asked_for_here_is_told_and_nothing_before_it(desk: Writing) -> None:
    desk.write(CASE, {"code": "7K3QP-C"})
    desk.write(PART, {"consultation": CASE[1]})
    desk.erase(CASE)
    with desk.transaction() as shelf:
        (told,) = shelf.unsent(9)
        assert (told.action, told.key, told.differences) == (Action.ERASE, CASE, {})
        shelf.erase([CASE[1]])
        assert shelf.unsent(9) == [told]
        assert shelf.rows([CASE, PART]) == {}


def test_pages_wait_in_their_order(desk: Writing) -> None:
    with desk.transaction() as shelf:
        shelf.stage(b"one")
    with desk.transaction() as shelf:
        shelf.stage(b"two")
        assert list(shelf.staged()) == [b"one", b"two"]
        shelf.unstage()
        assert list(shelf.staged()) == []


def test_what_fails_leaves_no_trace(desk: Writing) -> None:
    desk.write(BODY, {"name": "Talblick"})
    with pytest.raises(ZeroDivisionError):
        _do_much_and_fail(desk)
    with desk.transaction() as shelf:
        assert len(shelf.unsent(9)) == 1
        assert shelf.rows([OTHER]) == {}
        assert list(shelf.staged()) == []


def _do_much_and_fail(desk: Writing) -> None:
    with desk.transaction() as shelf:
        shelf.acknowledge([Ack(one.id, Code.OK, 1) for one in shelf.unsent(9)])
        shelf.receive([Received(*OTHER, {"name": "Nordstadt"})])
        shelf.stage(b"page")
        raise ZeroDivisionError
