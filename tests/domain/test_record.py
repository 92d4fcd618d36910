"""Records, typed values, and the registry they must agree with."""

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from kosidesk.domain.agency import Agency, Counsellor, DeskFacts
from kosidesk.domain.change import EXTRA, Edit
from kosidesk.domain.consultation import Consultation, Referral
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Contact, Offer, Organisation, Place, Translation
from kosidesk.domain.record import Record, Typed
from kosidesk.schema import REGISTRY, VERSION, Merge, Type

ID = RecordId("00000000-0000-7000-8000-000000000001")
TYPED = (
    Agency,
    Consultation,
    Contact,
    Counsellor,
    DeskFacts,
    Offer,
    Organisation,
    Place,
    Referral,
    Translation,
)


@pytest.mark.parametrize("value", TYPED, ids=lambda value: value.KIND)
def test_a_typed_value_has_the_fields_of_its_kind(value: type[Typed]) -> None:
    assert [f.name for f in fields(value) if f.name != "id"] == list(REGISTRY[value.KIND].names())


@pytest.mark.parametrize("value", TYPED, ids=lambda value: value.KIND)
def test_an_empty_record_makes_a_value_and_comes_back(value: type[Typed]) -> None:
    record = Record(value.KIND, ID, {})

    assert value.of(value.of(record).record()) == value.of(record)


def test_days_and_instants_are_texts_in_a_record_and_typed_in_a_value() -> None:
    at = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    consultation = Consultation(ID, code="7", begun_at=at)

    record = consultation.record()

    assert record.get("begun_at") == "2026-11-21T09:30:00+00:00"
    assert Consultation.of(record) == consultation
    assert Offer.of(Record("offer", ID, {"assured_on": "2026-11-20"})).assured_on == date(2026, 11, 20)


def test_empty_values_are_no_statement_but_false_and_zero_are() -> None:
    record = Record("offer", ID, {"title": "", "fields": (), "open_places": 0, "remote": False, "web": None})

    assert dict(record.values) == {"open_places": 0, "remote": False}


def test_laying_a_value_onto_a_record_keeps_what_it_does_not_know() -> None:
    record = Record("offer", ID, {"title": "a"}, {"smell": "books"})

    after = Offer(ID, title="b").onto(record)

    assert (after.text("title"), after.extra) == ("b", {"smell": "books"})


def test_an_edit_names_every_field_that_differs() -> None:
    old = Record("offer", ID, {"title": "a", "web": "x"})
    new = Record("offer", ID, {"title": "b", "notes": "n"}, {"smell": "books"})

    assert Edit(old, new).differences() == {
        "title": ("a", "b"),
        "web": ("x", None),
        "notes": (None, "n"),
        EXTRA: (None, {"smell": "books"}),
    }


def test_the_registry_keeps_its_own_rules() -> None:
    for name, kind in REGISTRY.items():
        assert name == kind.name
        names = kind.names()
        assert len(set(names)) == len(names)
        assert not {"n", "id", EXTRA} & set(names), "columns every table has"
        assert all(field.since <= VERSION for field in kind.fields)
        assert all(field.refers_to in ("", *REGISTRY) for field in kind.fields)
        sets = [field for field in kind.fields if field.merge in (Merge.SET, Merge.APPEND)]
        assert all(field.type is Type.TEXTS for field in sets)
        groups = {field.group: field.owner for field in kind.fields if field.group}
        assert all(groups[f.group] is f.owner for f in kind.fields if f.group), "a group has one owner"
