"""Checks that explain, and edits that come too late."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.errors import ChangedMeanwhile, Invalid
from kosidesk.domain.fault import Fault
from kosidesk.domain.record import Record, Value
from kosidesk.services import editing
from kosidesk.services.desk import Desk
from kosidesk.storage.shelf import FileReplica
from tests.desks import JON, make_desk, offer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


@pytest.mark.parametrize(
    ("kind", "field", "value", "code"),
    [
        ("offer", "title", "", "missing"),
        ("offer", "title", "x" * 256, "long"),
        ("contact", "function", "x" * 256, "long"),
        ("offer", "summary", "x" * 32_769, "long_text"),
        ("offer", "description", "x" * 32_769, "long_text"),
        ("offer", "from_on", "morgen", "day"),
        ("offer", "from_on", "2026-02-30", "day"),
        ("offer", "open_places", "viele", "number"),
        ("offer", "open_places", -1, "negative"),
        ("offer", "status", "weg", "choice"),
        ("contact", "mail", "frau.muster", "mail"),
        ("contact", "phone", "ruf mich an", "phone"),
        ("place", "postcode", "4227", "postcode"),
    ],
)
def test_each_fault_names_its_field_and_what_was_typed(
    kind: str, field: str, value: Value, code: str
) -> None:
    good: dict[str, Value] = {"title": "Suppe", "organisation": "x", "name": "Frau Muster"}
    found = editing.faults(kind, {**good, field: value})
    assert found == (Fault(field, code, "" if code == "missing" else str(value)),)


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"minimum_age": 18, "maximum_age": 16}, Fault("maximum_age", "age_order", "16")),
        ({"from_on": "2026-05-01", "until_on": "2026-04-30"}, Fault("until_on", "day_order", "2026-04-30")),
    ],
)
def test_two_fields_can_contradict_each_other(values: dict[str, Value], fault: Fault) -> None:
    assert editing.faults("offer", {"title": "Suppe", "organisation": "x", **values}) == (fault,)


def test_everything_wrong_is_told_at_once(desk: Desk) -> None:
    record = offer(desk, "Suppe kochen")
    with pytest.raises(Invalid) as refused:
        editing.save(desk, Edit(record, record.with_values(title="", minimum_age="jung")))
    assert {fault.code for fault in refused.value.facts[0]} == {"missing", "number"}


def test_what_was_odd_before_does_not_forbid_another_change(desk: Desk) -> None:
    odd = Record("contact", desk.born_id(), {"name": "Frau Muster", "phone": "siehe Aushang"})
    desk.write(Edit(None, odd))
    assert editing.save(desk, Edit(odd, odd.with_values(function="Leitung")))
    with pytest.raises(Invalid):
        editing.save(desk, Edit(odd, odd.with_values(phone="auch siehe Aushang")))


def test_a_late_edit_is_refused_and_can_be_joined(desk: Desk) -> None:
    record = offer(desk, "Suppe kochen", fields=("Soziales & Armut",))
    ours = Edit(record, record.with_values(title="Suppe ausgeben", fields=("Soziales & Armut", "Neues")))
    jon = replace(desk, user=JON)
    jon.write(Edit(record, record.with_values(open_places=2, fields=())))
    with pytest.raises(ChangedMeanwhile) as refused:
        editing.save(desk, ours)
    assert refused.value.facts == ("offer", record.id, JON.id)
    joined, clashes = editing.join(desk, ours)
    assert clashes == ()
    assert editing.save(desk, joined)
    assert joined.new
    assert {name: joined.new.get(name) for name in ("title", "open_places", "fields")} == {
        "title": "Suppe ausgeben",
        "open_places": 2,
        "fields": ("Neues",),
    }


def test_a_field_both_changed_keeps_ours_and_is_told(desk: Desk) -> None:
    record = offer(desk, "Suppe kochen")
    desk.write(Edit(record, record.with_values(title="Suppe ausgeben")))
    joined, [clash] = editing.join(desk, Edit(record, record.with_values(title="Suppe löffeln")))
    assert joined.new
    assert joined.new.get("title") == "Suppe löffeln"
    assert (clash.field, clash.theirs) == ("title", "Suppe ausgeben")


def test_an_edit_of_a_deleted_record_makes_it_anew(desk: Desk) -> None:
    record = offer(desk, "Suppe kochen")
    desk.write(Edit(record, None))
    joined, clashes = editing.join(desk, Edit(record, record.with_values(title="Suppe löffeln")))
    assert (joined.old, clashes) == (None, ())


def test_of_whom_somebody_erased_nothing_is_kept_as_a_draft(desk: Desk) -> None:
    erased = Record("contact", desk.born_id(), {"name": "Ada", "offer": offer(desk, "Vorlesen").id})
    desk.write(Edit(None, erased))
    with FileReplica(desk.database, desk.clock).transaction() as shelf:
        shelf.erase([erased.id])

    editing.keep_drafts(desk, [Edit(erased, erased.with_values(name="Ada L."))])

    assert editing.drafts(desk) == ()
