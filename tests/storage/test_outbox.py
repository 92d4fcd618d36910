"""The journal as operations: what an entry leaves unsaid is found."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record
from kosidesk.protocol.messages import Ack, Code, Key, Operation
from kosidesk.protocol.replica import Confirmed, Received
from kosidesk.schema import VERSION
from kosidesk.storage.undo import undo
from kosidesk.storage.write import write
from tests.desks import MARA, stamp
from tests.storage.shelves import FileDesk, uid

BODY: Key = ("organisation", uid(1))
CASE: Key = ("consultation", uid(3))
PART: Key = ("referral", uid(4))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FileDesk]:
    made = FileDesk(tmp_path)
    yield made
    made.database.close()


def told(desk: FileDesk) -> list[Operation]:
    with desk.transaction() as shelf:
        return shelf.unsent(100)


def test_of_a_group_every_field_is_told_as_it_stood_then(desk: FileDesk) -> None:
    desk.write(BODY, {"name": "T", "street": "Weg 1", "postcode": "42277"})
    desk.write(BODY, {"name": "T", "street": "Weg 2", "postcode": "42277"})
    desk.write(BODY, {"name": "T", "street": "Weg 2", "postcode": "42103", "town": "Wuppertal"})
    desk.write(BODY, {"name": "T e.V.", "street": "Weg 2", "postcode": "42103", "town": "Wuppertal"})

    made, moved, moved_again, renamed = told(desk)

    assert made.differences == {
        "name": (None, "T"),
        "street": (None, "Weg 1"),
        "postcode": (None, "42277"),
        "town": (None, None),
    }
    assert moved.differences == {
        "street": ("Weg 1", "Weg 2"),
        "postcode": ("42277", "42277"),
        "town": (None, None),
    }
    assert moved_again.differences == {
        "street": ("Weg 2", "Weg 2"),
        "postcode": ("42277", "42103"),
        "town": (None, "Wuppertal"),
    }
    assert renamed.differences == {"name": ("T", "T e.V.")}


def test_a_group_is_told_as_it_stood_before_others_changed_it_and_it_was_deleted(desk: FileDesk) -> None:
    desk.write(BODY, {"name": "T", "street": "Weg 1", "town": "Wuppertal"})
    desk.write(BODY, {"name": "T", "street": "Weg 2", "town": "Wuppertal"})
    with desk.transaction() as shelf:
        shelf.receive([Received(*BODY, {"name": "T", "street": "Weg 2", "town": "Solingen"})])
    desk.write(BODY, None)

    _, moved, deleted = told(desk)

    assert moved.differences["town"] == ("Wuppertal", "Wuppertal")
    assert deleted.old() == {"name": "T", "street": "Weg 2", "town": "Solingen", "postcode": None}


def test_what_a_newer_version_wrote_stands_among_the_other_fields(desk: FileDesk) -> None:
    with desk.transaction() as shelf:
        shelf.receive([Received(*BODY, {"name": "T", "colour": "red"})])
    body = Record(BODY[0], RecordId(BODY[1]), {"name": "T"}, {"colour": "red"})
    write(desk.database, [Edit(body, replace(body, extra={"colour": "blue"}))], stamp())

    (changed,) = told(desk)

    assert changed.differences == {"colour": ("red", "blue")}


def test_the_scope_is_that_of_the_record_as_it_stood(desk: FileDesk) -> None:
    contact: Key = ("contact", uid(5))
    desk.write(contact, {"name": "Mara"})
    desk.write(contact, {"name": "Mara", "private": True})
    desk.write(contact, {"name": "Mara S.", "private": True})
    desk.write(CASE, {"code": "A", "team": "nord"})
    desk.write(CASE, {"code": "B", "team": "nord"})

    assert [one.scope for one in told(desk)] == ["public", "agency", "agency", "case:nord", "case:nord"]


def test_a_part_of_a_case_has_its_scope_even_when_the_case_is_not_here(desk: FileDesk) -> None:
    desk.write(CASE, {"code": "A", "team": "nord"})
    desk.write(PART, {"consultation": CASE[1], "reason": "liest gern"})
    desk.write(PART, {"consultation": CASE[1], "reason": "liest sehr gern"})
    conflict: Key = ("conflict", uid(6))
    desk.write(conflict, {"of_kind": "consultation", "of_record": CASE[1], "field": "notes"})
    desk.write(conflict, {"of_kind": "consultation", "of_record": CASE[1], "field": "state"})
    assert {one.scope for one in told(desk)} == {"case:nord"}

    with desk.transaction() as shelf:
        shelf.confirm(
            [Confirmed(*CASE, rev=1, scope="case:nord"), Confirmed(*PART, rev=2, scope="case:nord")]
        )
        shelf.acknowledge([Ack(one.id, Code.OK, 2) for one in shelf.unsent(9)])
    desk.write(CASE, None)
    desk.write(PART, None)
    assert [one.scope for one in told(desk)] == ["case:nord", "case:nord"]


def test_what_belongs_to_this_machine_alone_is_never_told(desk: FileDesk) -> None:
    desk.write(("desk", uid(7)), {"name": "Theke"})
    desk.write(("draft", uid(8)), {"of_kind": "offer", "of_record": uid(9)})

    assert told(desk) == []
    with desk.transaction() as shelf:
        assert shelf.unsettled() == {}


def test_taking_a_deletion_back_is_a_revival(desk: FileDesk) -> None:
    desk.write(BODY, {"name": "T"})
    desk.write(BODY, None)
    undo(desk.database, told(desk)[-1].transaction, stamp(start=500))

    assert [one.action for one in told(desk)] == ["create", "delete", "revive"]


def test_an_old_image_of_the_file_tells_the_very_same_operations(tmp_path: Path) -> None:
    first = FileDesk(tmp_path)
    first.write(BODY, {"name": "T"})
    before = told(first)
    (tmp_path / "older").mkdir()
    first.database.copy_to(tmp_path / "older" / "desk.db")
    with first.transaction() as shelf:
        shelf.acknowledge([Ack(before[0].id, Code.OK, 1)])
    first.database.close()
    again = FileDesk(tmp_path / "older")

    assert told(again) == before
    again.database.close()


def test_operations_carry_who_when_and_the_version_they_were_made_by(desk: FileDesk) -> None:
    desk.write(BODY, {"name": "T"})
    (one,) = told(desk)
    assert (one.author, one.at[:10], one.schema) == (MARA.id, "2026-11-21", VERSION)


def test_only_the_bringing_back_is_a_revival_not_what_comes_after_it(desk: FileDesk) -> None:
    for name in ("T", None, "T", "T e.V.", None):
        desk.write(BODY, {"name": name} if name else None)

    actions = [operation.action for operation in told(desk)]

    assert actions == ["create", "delete", "revive", "change", "delete"]


def test_a_change_of_a_part_always_says_what_it_is_a_part_of(desk: FileDesk) -> None:
    desk.write(CASE, {"notes": "x"})
    desk.write(PART, {"consultation": CASE[1], "state": "proposed"})
    desk.write(PART, {"consultation": CASE[1], "state": "met"})

    *_, changed = told(desk)

    assert changed.differences == {"consultation": (CASE[1], CASE[1]), "state": ("proposed", "met")}
