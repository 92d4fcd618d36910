"""What others did arrives: rows, index and journal in one transaction, and it is not this desk's to undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.domain.change import ELSEWHERE, Action, Edit
from kosidesk.domain.errors import ChangedMeanwhile
from kosidesk.protocol.messages import Key, Said
from kosidesk.protocol.replica import Received
from kosidesk.search.query import Query
from kosidesk.services import editing, history, offers
from kosidesk.services.desk import Desk
from kosidesk.storage import inspection, late_index, read
from kosidesk.storage.shelf import FileReplica
from kosidesk.storage.write import commit, prepare
from tests.desks import JON, MARA, NOW, make_desk, offer, stamp
from tests.storage.shelves import uid

AT = "2026-11-20T08:00:00+00:00"
OFFER: Key = ("offer", uid(1))
BODY: Key = ("organisation", uid(2))
SAID: Said = {"title": "Vorlesen", "organisation": BODY[1], "tasks": ["lesen"], "hours_a_week": 2}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    assert list(inspection.strayed(made.database)) == []
    assert list(inspection.unindexed(made.database)) == []
    made.database.close()


def receive(desk: Desk, *received: tuple[Key, Said | None]) -> FileReplica:
    replica = FileReplica(desk.database, lambda: NOW)
    with replica.transaction() as shelf:
        shelf.receive([Received(*key, said, JON.id, AT) for key, said in received])
    return replica


def titles(desk: Desk, text: str) -> list[str]:
    hits = offers.find(desk, Query(desk.today(), text))
    return [row.title for row in offers.rows(desk, hits.ns)]


def test_a_record_first_received_is_there_found_and_no_edit(desk: Desk) -> None:
    receive(desk, (OFFER, SAID), (BODY, {"name": "Talblick e.V."}))

    record = read.get(desk.database, *OFFER)
    assert record is not None
    assert record.values == {**SAID, "tasks": ("lesen",), "hours_a_week": 2.0}
    assert titles(desk, "talblick") == ["Vorlesen"]
    (change,) = read.history(desk.database, OFFER[1])
    assert (change.action, change.origin, dict(change.differences)) == (Action.CREATE, ELSEWHERE, {})


def test_history_tells_what_others_changed_with_who_and_when(desk: Desk) -> None:
    receive(desk, (OFFER, SAID))
    receive(desk, (OFFER, {**SAID, "title": "Vorlesen am Abend"}))

    (change, who), _ = history.history(desk, OFFER[1])

    assert (who, change.at.isoformat()) == ("Jon", AT)
    assert dict(change.differences) == {"title": ("Vorlesen", "Vorlesen am Abend")}
    assert titles(desk, "abend") == ["Vorlesen am Abend"]


def test_what_came_from_elsewhere_is_not_taken_back_here(desk: Desk) -> None:
    record = offer(desk, "Kochen")
    mine = history.last_action(desk)
    said = {"title": "Kochen", "organisation": record.text("organisation"), "notes": "neu"}
    replica = FileReplica(desk.database, lambda: NOW)
    with replica.transaction() as shelf:
        shelf.receive([Received("offer", record.id, said, MARA.id, "2026-11-22T08:00:00+00:00")])

    assert history.last_action(desk) == mine
    assert read.transaction(desk.database, "") == ()


def test_an_offer_follows_its_organisation_and_place(desk: Desk) -> None:
    record = offer(desk, "Kochen", organisation="Talblick")
    body: Key = ("organisation", record.text("organisation"))
    (place,) = read.by(desk.database, "place", "offer", [record.id])

    receive(
        desk, (body, {"name": "Bergblick"}), (("place", place.id), {"offer": record.id, "street": "Hang"})
    )

    assert (titles(desk, "bergblick"), titles(desk, "talblick")) == (["Kochen"], [])
    assert titles(desk, "hang") == ["Kochen"]


def test_a_record_others_deleted_is_gone_from_list_and_search(desk: Desk) -> None:
    record = offer(desk, "Kochen")

    replica = receive(desk, (("offer", record.id), None))

    assert titles(desk, "kochen") == []
    change = read.history(desk.database, record.id)[-1]
    assert (change.action, change.differences["title"]) == (Action.DELETE, ("Kochen", None))
    assert replica.changes().touched == {"offer": frozenset({record.id})}
    assert not replica.changes()


def test_saying_again_what_is_there_writes_nothing(desk: Desk) -> None:
    receive(desk, (OFFER, SAID))

    replica = receive(desk, (OFFER, SAID), (BODY, None))

    assert len(read.history(desk.database, OFFER[1])) == 1
    assert not replica.changes()


def test_a_change_prepared_before_something_came_is_refused(desk: Desk) -> None:
    record = offer(desk, "Kochen")
    edit = Edit(record, record.with_values(title="Backen"))
    prepared = prepare(desk.database, [edit], stamp(start=900))
    replica = FileReplica(desk.database, lambda: NOW)
    with replica.transaction() as shelf:
        shelf.evict([("offer", record.id)])

    with pytest.raises(ChangedMeanwhile):
        commit(desk.database, prepared)

    assert titles(desk, "kochen") == []


def test_what_was_typed_about_a_record_leaves_with_it(desk: Desk) -> None:
    record, other = offer(desk, "Kochen"), offer(desk, "Backen")
    for one in (record, other):
        editing.keep_drafts(desk, [Edit(one, one.with_values(title="Braten"))])
    replica = FileReplica(desk.database, lambda: NOW)
    with replica.transaction() as shelf:
        shelf.evict([("offer", record.id)])

    assert [draft.text("of_record") for draft in editing.drafts(desk)] == [other.id]
    assert len(replica.changes().touched["draft"]) == 1


def test_values_that_do_not_fit_their_field_are_kept_and_passed_on(desk: Desk) -> None:
    odd: Said = {"title": ["Vorlesen"], "open_places": 2**70, "remote": "yes", "new": {"a": 1}}
    receive(desk, (OFFER, odd))

    record = read.get(desk.database, *OFFER)
    assert record is not None
    assert (record.values, record.extra["remote"]) == ({}, "yes")
    with FileReplica(desk.database, lambda: NOW).transaction() as shelf:
        assert shelf.rows([OFFER]) == {OFFER: odd}


def test_kinds_that_never_leave_a_machine_are_not_taken_from_elsewhere(desk: Desk) -> None:
    receive(desk, (("desk", uid(3)), {"backups": "/elsewhere"}))

    assert read.get(desk.database, "desk", uid(3)) is None


def test_many_offers_are_found_when_their_turn_has_come_the_newest_first(desk: Desk) -> None:
    many = [
        (("offer", uid(1000 + n)), {"title": f"Angebot {n}", "edited_on": f"20{n % 90 + 10}-01-01"})
        for n in range(late_index.AT_ONCE + 1)
    ]
    receive(desk, *many)

    assert titles(desk, "angebot") == []
    assert list(inspection.unindexed(desk.database)) == []
    assert late_index.index_pending(desk.database, 3) == late_index.AT_ONCE - 2
    assert set(titles(desk, "angebot")) == {"Angebot 89", "Angebot 179", "Angebot 269"}
    while late_index.index_pending(desk.database):
        pass
    assert len(titles(desk, "angebot")) == late_index.AT_ONCE + 1


def test_an_offer_deleted_before_its_turn_is_not_waited_for(desk: Desk) -> None:
    many = [(("offer", uid(1000 + n)), {"title": f"Angebot {n}"}) for n in range(late_index.AT_ONCE + 1)]
    receive(desk, *many)
    receive(desk, *((key, None) for key, _ in many[1:]))

    assert late_index.index_pending(desk.database) == 0
    assert titles(desk, "angebot") == ["Angebot 0"]


def test_an_offer_that_somebody_here_deletes_before_its_turn_is_not_waited_for(desk: Desk) -> None:
    many = [(("offer", uid(1000 + n)), {"title": f"Angebot {n}"}) for n in range(late_index.AT_ONCE + 1)]
    receive(desk, *many)
    desk.write(*(Edit(record, None) for record in read.all_of(desk.database, "offer")[1:]))

    assert late_index.index_pending(desk.database, len(many)) == 0


def test_a_record_that_left_and_came_back_adds_up(desk: Desk) -> None:
    record = offer(desk, "Kochen")
    with FileReplica(desk.database, lambda: NOW).transaction() as shelf:
        shelf.evict([("offer", record.id)])
    receive(desk, (("offer", record.id), {"title": "Kochen"}))

    seen = [change.action for change in read.history(desk.database, record.id)]
    assert seen == [Action.CREATE, Action.EVICT, Action.CREATE]
    assert Action.EVICT not in {change.action for change, _ in history.history(desk, record.id)}
