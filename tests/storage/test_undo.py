"""Undo is a new change, and only where the old one still stands."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kosidesk.domain.change import Edit
from kosidesk.domain.record import Record
from kosidesk.services import history
from kosidesk.services.desk import Desk
from kosidesk.storage import read
from tests.desks import JON, make_desk, offer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def current(desk: Desk, record: Record) -> Record | None:
    return read.get(desk.database, record.kind, record.id)


def test_undo_brings_the_old_value_back_as_a_new_change(desk: Desk) -> None:
    record = offer(desk, "Vorlesen")
    changes = desk.write(Edit(record, record.with_values(title="Kochen")))

    undone = history.undo(desk, changes.transaction)

    assert current(desk, record) == record
    assert undone.refused == ()
    assert read.history(desk.database, record.id)[-1].undoes == changes.transaction


def test_undo_leaves_a_field_that_someone_changed_since_and_says_who(desk: Desk) -> None:
    record = offer(desk, "Vorlesen")
    mine = record.with_values(title="Kochen", time_text="abends")
    changes = desk.write(Edit(record, mine))
    theirs = mine.with_values(title="Backen")
    replace(desk, user=JON).write(Edit(mine, theirs))

    undone = history.undo(desk, changes.transaction)

    (refusal,) = undone.refused
    assert (refusal.field, refusal.since_by) == ("title", JON.id)
    assert current(desk, record) == record.with_values(title="Backen")


def test_undo_does_not_tear_an_address_apart(desk: Desk) -> None:
    body = Record("organisation", desk.born_id(), {"street": "Alt 1", "postcode": "11111", "town": "A"})
    desk.write(Edit(None, body))
    moved = body.with_values(street="Neu 2", postcode="22222", town="B")
    changes = desk.write(Edit(body, moved))
    later = moved.with_values(street="Neu 2a")
    replace(desk, user=JON).write(Edit(moved, later))

    undone = history.undo(desk, changes.transaction)

    assert current(desk, body) == later
    assert [refusal.field for refusal in undone.refused] == ["street"]


def test_undo_knows_what_a_newer_version_wrote(desk: Desk) -> None:
    record = Record("offer", desk.born_id(), {"title": "Vorlesen"}, {"new": ("a", {"b": ("c",)})})
    changes = desk.write(Edit(None, record))

    assert current(desk, record) == record
    assert history.undo(desk, changes.transaction).refused == ()
    assert current(desk, record) is None


def test_undo_of_a_creation_deletes_only_what_nobody_touched(desk: Desk) -> None:
    record = Record("mapping", desk.born_id(), {"source": "a"})
    changes = desk.write(Edit(None, record))
    replace(desk, user=JON).write(Edit(record, record.with_values(source="b")))

    undone = history.undo(desk, changes.transaction)

    assert current(desk, record) == record.with_values(source="b")
    assert undone.refused[0].since_by == JON.id


def test_undo_of_a_deletion_brings_the_record_back_into_the_search(desk: Desk) -> None:
    record = offer(desk, "Vorlesen")
    changes = desk.write(Edit(record, None))

    history.undo(desk, changes.transaction)

    assert current(desk, record) == record


def test_the_last_action_of_this_counsellor_is_taken_back_then_the_one_before(desk: Desk) -> None:
    record = offer(desk, "Vorlesen")
    second = record.with_values(title="Kochen")
    third = second.with_values(title="Backen")
    desk.write(Edit(record, second))
    desk.write(Edit(second, third))

    history.undo_last(desk)
    assert current(desk, record) == second
    history.undo_last(desk)
    assert current(desk, record) == record


def test_what_others_did_is_not_taken_back_by_mistake(desk: Desk) -> None:
    record = offer(desk, "Vorlesen")

    assert history.undo_last(replace(desk, user=JON)) is None
    assert current(desk, record) == record


def test_history_names_the_people(desk: Desk) -> None:
    record = offer(desk, "Vorlesen")
    replace(desk, user=JON).write(Edit(record, record.with_values(title="Kochen")))

    assert [name for _, name in history.history(desk, record.id)] == ["Jon", "Mara", "Mara"]


FIELDS = st.dictionaries(
    st.sampled_from(["title", "time_text", "requirements", "benefits"]),
    st.sampled_from(["", "a", "b"]),
    max_size=4,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(FIELDS, min_size=1, max_size=5))
def test_undoing_everything_backwards_restores_the_beginning(desk: Desk, steps: list[dict[str, str]]) -> None:
    first = Record("offer", desk.born_id(), {"title": "x"})
    desk.write(Edit(None, first))
    done, now = [], first
    for step in steps:
        after = now.with_values(**step)
        changes = desk.write(Edit(now, after))
        if changes:
            done.append(changes.transaction)
        now = after

    for transaction in reversed(done):
        history.undo(desk, transaction)

    assert current(desk, first) == first


def test_undo_keeps_a_record_that_another_has_come_to_name_and_says_whose(desk: Desk) -> None:
    record = offer(desk, "Vorlesen")
    created = read.history(desk.database, record.id)[0].transaction
    other = offer(desk, "Kochen")
    named = Record("referral", desk.born_id(), {"offer": record.id, "position": 0})
    replace(desk, user=JON).write(Edit(None, named))

    undone = history.undo(desk, created)

    assert current(desk, record) == record
    body = record.text("organisation")
    assert read.get(desk.database, "organisation", body) is not None, "what a kept record names stays too"
    assert len(read.by(desk.database, "place", "offer", (record.id,))) == 1, "and what belongs to it"
    assert {(refusal.record, refusal.field) for refusal in undone.refused} >= {(record.id, "")}
    assert {refusal.since_by for refusal in undone.refused if refusal.record == record.id} == {JON.id}
    assert not history.undo(desk, read.history(desk.database, other.id)[0].transaction).refused
    assert current(desk, other) is None


def test_the_action_that_made_the_desk_is_never_the_last_to_be_undone(desk: Desk) -> None:
    assert read.history(desk.database, desk.user.id)[0].author == desk.user.id
    assert history.undo_last(desk) is None
    record = offer(desk, "Vorlesen")
    assert history.undo_last(desk)
    assert current(desk, record) is None
    assert history.undo_last(desk) is None


def test_what_was_done_before_this_sitting_stays(desk: Desk) -> None:
    offer(desk, "Vorlesen")

    assert history.last_action(desk, since=desk.clock()) is None
    assert history.last_action(desk) is not None
