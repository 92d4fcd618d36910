"""One write function: row, search index and journal together or not at all."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from kosidesk.domain.change import Action, Edit
from kosidesk.domain.errors import CannotWrite, ChangedMeanwhile
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record
from kosidesk.exchange.export import csv_of, json_of
from kosidesk.protocol.replica import Received
from kosidesk.schema import REGISTRY, VERSION, Field, Kind, Merge, Type
from kosidesk.search.query import Query
from kosidesk.services import offers
from kosidesk.services.desk import Desk
from kosidesk.storage import read
from kosidesk.storage.database import Database
from kosidesk.storage.shelf import FileReplica
from kosidesk.storage.statements import Statement
from kosidesk.storage.undo import undo
from kosidesk.storage.write import commit, prepare, write
from tests.desks import JON, KEY, MARA, NOW, make_desk, offer, stamp


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def titles(desk: Desk, text: str) -> list[str]:
    hits = offers.find(desk, Query(desk.today(), text))
    return [row.title for row in offers.rows(desk, hits.ns)]


def test_what_is_written_is_read_found_and_journalled(desk: Desk) -> None:
    record = offer(desk, "Vorlesen im Kindergarten", number="7")

    assert read.get(desk.database, "offer", record.id) == record
    assert titles(desk, "vorlesen") == ["Vorlesen im Kindergarten"]
    (change,) = read.history(desk.database, record.id)
    assert (change.action, change.author, change.version) == (Action.CREATE, MARA.id, VERSION)
    assert change.differences["title"] == (None, "Vorlesen im Kindergarten")


def test_one_action_is_one_transaction_of_the_journal(desk: Desk) -> None:
    record = offer(desk, "Vorlesen")

    (change,) = read.history(desk.database, record.id)

    kinds = [one.kind for one in read.transaction(desk.database, change.transaction)]
    assert kinds == ["organisation", "offer", "place"]


def test_a_change_keeps_only_differences(desk: Desk) -> None:
    record = offer(desk, "Vorlesen", open_places=2)

    desk.write(Edit(record, record.with_values(title="Vorlesen am Abend")))

    change = read.history(desk.database, record.id)[-1]
    assert (change.action, dict(change.differences)) == (
        Action.CHANGE,
        {"title": ("Vorlesen", "Vorlesen am Abend")},
    )
    assert titles(desk, "abend") == ["Vorlesen am Abend"]


def test_a_deleted_offer_is_gone_from_list_and_search_but_not_from_history(desk: Desk) -> None:
    record = offer(desk, "Vorlesen")

    desk.write(Edit(record, None))

    assert read.get(desk.database, "offer", record.id) is None
    assert titles(desk, "vorlesen") == []
    assert [c.action for c in read.history(desk.database, record.id)] == [Action.CREATE, Action.DELETE]


def test_an_edit_that_changes_nothing_leaves_no_trace(desk: Desk) -> None:
    record = offer(desk, "Vorlesen")

    assert not desk.write(Edit(record, record))
    assert len(read.history(desk.database, record.id)) == 1


def test_renaming_an_organisation_is_seen_by_the_search_for_its_offers(desk: Desk) -> None:
    record = offer(desk, "Vorlesen", "Kinderhaus")
    body = read.get(desk.database, "organisation", record.text("organisation"))
    assert body is not None

    desk.write(Edit(body, body.with_values(name="Regenbogenhaus")))

    assert titles(desk, "regenbogenhaus") == ["Vorlesen"]
    assert titles(desk, "kinderhaus") == []


def test_moving_a_place_to_another_offer_is_seen_by_both(desk: Desk) -> None:
    here, there = offer(desk, "Vorlesen"), offer(desk, "Kochen")
    (place,) = read.by(desk.database, "place", "offer", [here.id])

    desk.write(Edit(place, place.with_values(offer=there.id, street="Bachweg 1")))

    assert titles(desk, "bachweg") == ["Kochen"]
    assert titles(desk, "42277") == ["Kochen"]


def test_a_stale_edit_is_refused_and_says_who_was_faster(desk: Desk) -> None:
    record = offer(desk, "Vorlesen")
    write(desk.database, [Edit(record, record.with_values(title="Kochen"))], stamp(JON, 500))

    with pytest.raises(ChangedMeanwhile) as refused:
        desk.write(Edit(record, record.with_values(title="Backen")))

    assert refused.value.facts == ("offer", record.id, JON.id)
    assert titles(desk, "kochen") == ["Kochen"]


def test_what_was_prepared_before_another_change_is_not_committed(desk: Desk) -> None:
    record = offer(desk, "Vorlesen")
    prepared = prepare(desk.database, [Edit(record, record.with_values(title="Backen"))], desk.stamp())
    desk.write(Edit(record, record.with_values(title="Kochen")))

    with pytest.raises(ChangedMeanwhile):
        commit(desk.database, prepared)

    assert titles(desk, "kochen") == ["Kochen"]


def test_what_is_found_of_an_offer_is_made_anew_if_its_organisation_came_by_a_sync_meanwhile(
    desk: Desk,
) -> None:
    record = offer(desk, "Vorlesen")
    (body,) = read.all_of(desk.database, "organisation")
    prepared = prepare(desk.database, [Edit(record, record.with_values(title="Backen"))], desk.stamp())
    with FileReplica(desk.database, lambda: NOW).transaction() as shelf:
        said = {name: value for name, value in body.values.items() if isinstance(value, str)}
        shelf.receive([Received("organisation", body.id, {**said, "name": "Villa Kunterbunt"})])

    commit(desk.database, prepared)

    assert titles(desk, "backen kunterbunt") == ["Backen"]
    assert titles(desk, "backen") == titles(desk, "kunterbunt") == ["Backen"]


def test_what_was_prepared_stands_if_only_something_else_changed(desk: Desk) -> None:
    record = offer(desk, "Vorlesen")
    prepared = prepare(desk.database, [Edit(record, record.with_values(title="Backen"))], desk.stamp())
    desk.write(Edit(None, Record("mapping", desk.born_id(), {"source": "a table"})))

    commit(desk.database, prepared)

    assert titles(desk, "backen") == ["Backen"]


def test_a_failing_edit_takes_the_whole_transaction_back(desk: Desk) -> None:
    record = offer(desk, "Vorlesen")
    other = Record("mapping", desk.born_id(), {"source": "a table"})
    edits = [Edit(None, other), Edit(record, record.with_values(title="Kochen"))]
    prepared = prepare(desk.database, edits, desk.stamp())
    broken = replace(prepared, statements=(*prepared.statements, Statement("this is no SQL", [()])))

    with pytest.raises(Exception, match="syntax"):
        commit(desk.database, broken)

    assert read.get(desk.database, "mapping", other.id) is None
    assert titles(desk, "vorlesen") == ["Vorlesen"]


def test_any_other_write_is_refused(desk: Desk) -> None:
    def run(statement: str) -> None:
        with desk.database._writer.connect() as connection:
            connection.connection.dbapi_connection.execute(statement)

    for statement in (
        "DELETE FROM change",
        "WITH a AS (SELECT 1) DELETE FROM organisation",
        "PRAGMA user_version=99",
    ):
        with pytest.raises(sqlcipher.DatabaseError, match="readonly"):
            run(statement)


def test_a_reader_cannot_write(desk: Desk) -> None:
    with pytest.raises(CannotWrite), desk.database.reading() as connection:
        connection.exec_driver_sql("DELETE FROM change")


def test_a_reader_sees_a_snapshot_while_the_writer_goes_on(desk: Desk) -> None:
    with desk.database.reading() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM offer").scalar_one()
        offer(desk, "Vorlesen")
        after = connection.exec_driver_sql("SELECT count(*) FROM offer").scalar_one()

    assert (before, after) == (0, 0)
    assert offers.count(desk) == 1


def test_a_draft_leaves_no_history(desk: Desk) -> None:
    draft = Record("draft", desk.born_id(), {"author": MARA.id, "said": {"title": "Vorl"}})

    desk.write(Edit(None, draft))

    assert read.get(desk.database, "draft", draft.id) == draft
    assert read.history(desk.database, draft.id) == ()


DUMMY = Kind(
    "recipe",
    (
        Field("name"),
        Field("spices", Type.TEXTS, Merge.SET),
        Field("minutes", Type.INTEGER),
        Field("warm", Type.BOOLEAN),
        Field("weight", Type.REAL),
        Field("said", Type.VALUES),
    ),
)


def test_a_new_kind_needs_only_an_entry_in_the_registry(tmp_path: Path) -> None:
    Database.open(tmp_path / "desk.db", KEY).close()
    database = Database.open(tmp_path / "desk.db", KEY, {**REGISTRY, "recipe": DUMMY})
    values = {
        "name": "Linsen",
        "spices": ("Salz", "Kümmel"),
        "minutes": 40,
        "warm": False,
        "weight": 1.5,
        "said": {"a": ("b", "c")},
    }
    record = Record("recipe", RecordId("00000000-0000-7000-8000-000000000001"), values)

    write(database, [Edit(None, record)], stamp())

    assert read.get(database, "recipe", record.id) == record
    assert read.all_of(database, "recipe") == (record,)
    (change,) = read.history(database, record.id)
    assert {name: new for name, (_, new) in change.differences.items()} == values
    assert json_of(record)["spices"] == ["Salz", "Kümmel"]
    assert "Linsen;Salz|Kümmel;40" in csv_of(database.registry["recipe"], [record]).decode()
    undo(database, change.transaction, stamp(start=50))
    assert read.all_of(database, "recipe") == ()
    database.close()


def test_a_new_field_finds_room_in_an_old_file_and_old_records_keep_their_values(tmp_path: Path) -> None:
    old = {**REGISTRY, "recipe": Kind("recipe", (Field("name"),))}
    record = Record("recipe", RecordId("00000000-0000-7000-8000-000000000001"), {"name": "Linsen"})
    database = Database.open(tmp_path / "desk.db", KEY, old)
    write(database, [Edit(None, record)], stamp())
    database.close()

    database = Database.open(tmp_path / "desk.db", KEY, {**REGISTRY, "recipe": DUMMY})

    assert read.get(database, "recipe", record.id) == record
    write(database, [Edit(record, record.with_values(minutes=30))], stamp(start=50))
    assert read.get(database, "recipe", record.id) == record.with_values(minutes=30)
    database.close()


def test_what_a_newer_version_wrote_survives_edits_and_undo(desk: Desk) -> None:
    record = Record("offer", desk.born_id(), {"title": "Vorlesen"}, {"smell": {"of": "books"}})
    desk.write(Edit(None, record))
    changes = desk.write(Edit(record, record.with_values(title="Kochen")))
    undo(desk.database, changes.transaction, desk.stamp())
    deleted = desk.write(Edit(record, None))
    undo(desk.database, deleted.transaction, desk.stamp())

    assert read.get(desk.database, "offer", record.id) == record


def test_times_of_the_journal_are_those_of_the_clock(desk: Desk) -> None:
    record = offer(desk, "Vorlesen")

    assert read.history(desk.database, record.id)[0].at >= NOW


def test_the_index_is_built_anew_where_its_version_differs(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    offer(desk, "Vorlesen")
    with desk.database.writing() as connection:
        connection.exec_driver_sql("UPDATE mark SET value = 'older' WHERE name = 'index'")
        connection.exec_driver_sql("DELETE FROM offer_words")
    desk.database.close()

    again = Database.open(tmp_path / "desk.db", KEY)

    assert titles(replace(desk, database=again), "vorlesen") == ["Vorlesen"]
    again.close()
    shutil.rmtree(tmp_path)
