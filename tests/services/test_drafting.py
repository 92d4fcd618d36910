"""The checklist of a talk with an organisation ends in drafts of offers."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.consultation import ORGANISATION
from kosidesk.domain.errors import Invalid, NotFound, NotPossibleNow
from kosidesk.domain.fault import Fault
from kosidesk.domain.ids import RecordId
from kosidesk.services import bundles, consultations, drafting, editing, erasing, offers
from kosidesk.services.desk import Desk
from kosidesk.services.drafting import Checklist
from kosidesk.storage import read
from tests.desks import JON, make_desk, offer

WHOLE = Checklist(
    task="Vorlesen im Stadtteil",
    time="dienstags 15 bis 17 Uhr",
    street="Talblick 7",
    postcode="42277",
    district="Oberbarmen",
    contact="Renate Beispiel",
    phone="0202 000-111",
    mail="renate@example.org",
    conditions="ab 16 Jahren",
    insurance="über den Verein",
    expenses="Fahrkarte",
    inclusion="ebenerdig",
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def organisation(desk: Desk) -> RecordId:
    """One that has an offer already."""
    return RecordId(offer(desk, "Gibt es schon").text("organisation"))


@pytest.fixture
def talk(desk: Desk, organisation: RecordId) -> RecordId:
    begun = consultations.begin(desk, kind=ORGANISATION)
    consultations.tell(desk, begun.id, organisation=organisation)
    return begun.id


def test_a_checklist_becomes_a_draft_with_place_and_contact(
    desk: Desk, talk: RecordId, organisation: RecordId
) -> None:
    drafting.draft(desk, talk, WHOLE)
    (made,) = drafting.drafts(desk, organisation)
    full = offers.full(desk, made.id)
    assert (made.title, made.status, made.time_text) == (WHOLE.task, "draft", WHOLE.time)
    assert (made.requirements, made.insurance, made.expenses, made.accessibility) == (
        WHOLE.conditions, WHOLE.insurance, WHOLE.expenses, WHOLE.inclusion,
    )  # fmt: skip
    assert [(p.street, p.postcode, p.district) for p in full.places] == [
        (WHOLE.street, WHOLE.postcode, WHOLE.district)
    ]
    assert [(c.name, c.phone, c.mail) for c in full.contacts] == [(WHOLE.contact, WHOLE.phone, WHOLE.mail)]


def test_one_talk_makes_several_drafts_in_their_order(
    desk: Desk, talk: RecordId, organisation: RecordId
) -> None:
    drafting.draft(desk, talk, Checklist(task="Vorlesen"))
    drafting.draft(desk, talk, Checklist(task="Garten"))
    assert [one.title for one in drafting.drafts(desk, organisation)] == ["Vorlesen", "Garten"]


def test_only_the_task_cannot_be_left_out_and_nothing_half_is_kept(
    desk: Desk, talk: RecordId, organisation: RecordId
) -> None:
    with pytest.raises(Invalid) as refused:
        drafting.draft(desk, talk, Checklist(contact="Renate Beispiel", mail="renate", postcode="4227"))
    assert set(refused.value.faults) == {
        Fault("title", "missing"), Fault("mail", "mail", "renate"), Fault("postcode", "postcode", "4227"),
    }  # fmt: skip
    assert not drafting.drafts(desk, organisation)


def test_without_an_organisation_there_is_nobody_to_draft_for(desk: Desk) -> None:
    begun = consultations.begin(desk, kind=ORGANISATION)
    with pytest.raises(Invalid) as refused:
        drafting.draft(desk, begun.id, Checklist(task="Vorlesen"))
    assert refused.value.faults == (Fault("organisation", "missing"),)


def test_nothing_is_drafted_for_an_organisation_that_was_deleted(desk: Desk) -> None:
    body = editing.new_record(desk, "organisation", name="Gab es nur kurz")
    desk.write(Edit(None, body))
    begun = consultations.begin(desk, kind=ORGANISATION)
    consultations.tell(desk, begun.id, organisation=body.id)
    desk.write(Edit(body, None))
    with pytest.raises(NotFound):
        drafting.draft(desk, begun.id, WHOLE)
    assert not drafting.drafts(desk, body.id)


def test_a_closed_talk_drafts_nothing_more(desk: Desk, talk: RecordId) -> None:
    consultations.close(desk, talk)
    with pytest.raises(NotPossibleNow):
        drafting.draft(desk, talk, WHOLE)


def test_what_was_typed_is_there_again_until_it_is_drafted(desk: Desk, talk: RecordId) -> None:
    assert drafting.typed(desk, talk) == Checklist()
    drafting.keep_typed(desk, talk, Checklist(task="Vorl"))
    drafting.keep_typed(desk, talk, WHOLE)
    assert drafting.typed(desk, talk) == WHOLE
    assert drafting.typed(replace(desk, user=JON), talk) == Checklist()
    drafting.draft(desk, talk, WHOLE)
    assert drafting.typed(desk, talk) == Checklist()


def test_what_was_typed_and_wiped_out_leaves_nothing(desk: Desk, talk: RecordId) -> None:
    drafting.keep_typed(desk, talk, WHOLE)
    drafting.keep_typed(desk, talk, Checklist())
    assert read.all_of(desk.database, "draft") == ()


def test_a_draft_that_is_refused_loses_nothing_that_was_typed(desk: Desk, talk: RecordId) -> None:
    half = replace(WHOLE, task="")
    drafting.keep_typed(desk, talk, half)
    with pytest.raises(Invalid):
        drafting.draft(desk, talk, half)
    assert drafting.typed(desk, talk) == half


def test_who_is_erased_takes_along_what_was_typed_and_the_editor_offers_none_of_it(
    desk: Desk, talk: RecordId
) -> None:
    drafting.keep_typed(desk, talk, WHOLE)
    assert bundles.last_draft(desk) is None
    erasing.withdraw(desk, talk)
    assert read.all_of(desk.database, "draft") == ()
