"""A record with its parts, and the drafts of them that survive a crash."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.errors import NotFound
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record
from kosidesk.services import bundles, editing
from kosidesk.services.desk import Desk
from kosidesk.storage import read
from tests.desks import JON, make_desk, offer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def drafted(desk: Desk, *edits: Edit) -> None:
    editing.keep_drafts(desk, edits)


def test_an_offer_comes_with_its_places_and_contacts(desk: Desk) -> None:
    record = offer(desk, "Suppe kochen")
    contact = Record("contact", desk.born_id(), {"offer": record.id, "name": "Frau Muster"})
    desk.write(Edit(None, contact))
    bundle = bundles.load(desk, "offer", record.id)
    assert [part.kind for part in bundle.stored] == ["offer", "place", "contact"]
    assert bundle.drafted == ()


def test_an_organisation_does_not_take_its_offers_contacts_along(desk: Desk) -> None:
    body = Record("organisation", desk.born_id(), {"name": "Talblick e.V."})
    own = Record("contact", desk.born_id(), {"organisation": body.id, "name": "Frau Muster"})
    offers = Record("contact", desk.born_id(), {"organisation": body.id, "offer": "x", "name": "Herr Muster"})
    desk.write(Edit(None, body), Edit(None, own), Edit(None, offers))
    assert bundles.load(desk, "organisation", body.id).stored == (body, own)


def test_a_draft_is_laid_over_what_is_stored(desk: Desk) -> None:
    record = offer(desk, "Suppe kochen", notes="alt")
    drafted(desk, Edit(record, record.with_values(title="Suppe ausgeben", notes="")))
    bundle = bundles.load(desk, "offer", record.id)
    assert bundle.stored[0] == record
    assert bundle.drafted[0] == record.with_values(title="Suppe ausgeben", notes="")
    assert bundle.drafted_at is not None


def test_a_draft_leaves_alone_what_others_changed_since(desk: Desk) -> None:
    record = offer(desk, "Suppe kochen")
    drafted(desk, Edit(record, record.with_values(title="Suppe ausgeben")))
    desk.write(Edit(record, record.with_values(open_places=3)))
    [typed, *_parts] = bundles.load(desk, "offer", record.id).drafted
    assert (typed.get("title"), typed.get("open_places")) == ("Suppe ausgeben", 3)


def test_a_draft_of_a_new_offer_brings_its_contact_and_its_new_organisation(desk: Desk) -> None:
    body = editing.new_record(desk, "organisation", name="Neue Stelle")
    record = editing.new_record(desk, "offer", title="Suppe kochen", organisation=body.id)
    contact = editing.new_record(desk, "contact", offer=record.id, name="Frau Muster")
    drafted(desk, Edit(None, record), Edit(None, contact), Edit(None, body))
    bundle = bundles.load(desk, "offer", record.id)
    assert bundle.stored == ()
    assert {one.id for one in bundle.drafted} == {record.id, contact.id, body.id}
    assert bundle.drafted[0] == record


def test_drafts_are_each_counsellors_own(desk: Desk) -> None:
    record = offer(desk, "Suppe kochen")
    drafted(desk, Edit(record, record.with_values(title="Suppe ausgeben")))
    assert bundles.load(replace(desk, user=JON), "offer", record.id).drafted == ()


def test_typing_back_what_was_there_drops_the_draft(desk: Desk) -> None:
    record = offer(desk, "Suppe kochen")
    drafted(desk, Edit(record, record.with_values(title="Suppe ausgeben")))
    drafted(desk, Edit(record, record))
    assert editing.drafts(desk) == ()


def test_saving_drops_the_drafts(desk: Desk) -> None:
    record = offer(desk, "Suppe kochen")
    edit = Edit(record, record.with_values(title="Suppe ausgeben"))
    drafted(desk, edit)
    editing.save(desk, edit)
    assert editing.drafts(desk) == ()
    assert read.get(desk.database, "offer", record.id) == edit.new


def test_the_last_draft_is_found_through_a_part_of_it(desk: Desk) -> None:
    record = offer(desk, "Suppe kochen")
    contact = editing.new_record(desk, "contact", offer=record.id, name="Frau Muster")
    drafted(desk, Edit(None, contact))
    assert bundles.last_draft(desk) == ("offer", record.id)


def test_without_a_draft_there_is_nothing_to_go_on_with(desk: Desk) -> None:
    assert bundles.last_draft(desk) is None
    with pytest.raises(NotFound):
        bundles.load(desk, "offer", RecordId("nowhere"))


def test_organisations_of_one_name_are_told_apart(desk: Desk) -> None:
    for town in ("Wuppertal", "", "", "Solingen"):
        desk.write(Edit(None, Record("organisation", desk.born_id(), {"name": "Ämterlotse", "town": town})))
    desk.write(Edit(None, Record("organisation", desk.born_id(), {"name": "Ahornhof"})))
    assert [named.label for named in bundles.organisations(desk)] == [
        "Ahornhof",
        "Ämterlotse, Wuppertal",
        "Ämterlotse",
        "Ämterlotse (2)",
        "Ämterlotse, Solingen",
    ]
