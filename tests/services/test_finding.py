"""One search finds offers, organisations and talks, and tells nobody's name."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kosidesk.domain.change import Edit
from kosidesk.domain.client import Client
from kosidesk.domain.consultation import CLOSED, OPEN, PAUSED
from kosidesk.services import connection, consultations, finding
from kosidesk.services.connection import Contact
from kosidesk.services.desk import Desk
from tests.desks import NOW, make_desk, offer
from tests.services.test_lease import CONNECTION


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def test_one_word_finds_offers_and_organisations(desk: Desk) -> None:
    reading = offer(desk, "Vorlesen", organisation="Nachbarschaft Talblick e.V.")
    offer(desk, "Garten", organisation="Vorlesestube Wupper")

    found = finding.look(desk, "vorles")

    assert found.offers[0].id == reading.id
    assert [body.name for body in found.organisations] == ["Vorlesestube Wupper"]


def test_of_many_only_the_best_are_shown(desk: Desk) -> None:
    for number in range(finding.MOST + 3):
        offer(desk, f"Vorlesen {number}", organisation=f"Vorlesestube {number}")

    found = finding.look(desk, "vorlesen")

    assert len(found.offers) == finding.MOST
    assert len(finding.look(desk, "vorlesestube").organisations) == finding.MOST


def test_without_words_the_talks_that_can_be_gone_on_with_are_offered(desk: Desk) -> None:
    going_on, paused, closed = (consultations.begin(desk) for _ in range(3))
    consultations.pause(desk, paused.id)
    consultations.close(desk, closed.id)

    found = finding.look(desk, "")

    assert [(talk.id, talk.state) for talk in found.talks] == [(going_on.id, OPEN), (paused.id, PAUSED)]
    assert found.offers == ()


def test_the_beginning_of_a_code_finds_an_open_talk_and_the_whole_one_any(desk: Desk) -> None:
    talk = consultations.begin(desk)
    begun = talk.code[:3].lower()
    assert [row.id for row in finding.look(desk, begun).talks] == [talk.id]

    consultations.close(desk, talk.id)

    assert finding.look(desk, begun).talks == ()
    assert [(row.id, row.state) for row in finding.look(desk, talk.code).talks] == [(talk.id, CLOSED)]


def test_a_mistyped_code_suggests_the_one_that_may_be_meant(desk: Desk) -> None:
    talk = replace(consultations.begin(desk), id=desk.born_id(), code="7K3QP2RD-M")
    desk.write(Edit(None, talk.record()))

    found = finding.look(desk, "7K3PQ2RD-M")

    assert found.talks == ()
    assert [row.code for row in found.near] == ["7K3QP2RD-M"]


def test_an_ordinary_word_is_no_mistyped_code(desk: Desk) -> None:
    consultations.begin(desk)

    assert finding.look(desk, "Nachbarschaft").near == ()


def test_no_name_and_no_note_of_a_client_is_found_or_told(desk: Desk) -> None:
    talk = consultations.begin(desk)
    consultations.note(desk, talk.id, "Sucht wegen Umzug etwas in Barmen")
    client = Client(desk.born_id(), talk.id, "Erika Beispiel", "0202 000-1", "erika@example.org")
    desk.write(Edit(None, client.record()))

    for typed in ("Erika", "Beispiel", "0202 000-1", "Umzug", talk.code):
        told = repr(finding.look(desk, typed))
        assert "Erika" not in told
        assert "Umzug" not in told
    assert "notes" not in {field.name for field in fields(finding.TalkRow)}


def test_after_the_lease_no_talk_is_told(desk: Desk) -> None:
    talk = consultations.begin(desk)
    connection.keep(desk, CONNECTION)
    connection.keep_contact(desk, Contact(lease_until=NOW + timedelta(days=30), latest=NOW))
    late = replace(desk, clock=lambda: NOW + timedelta(days=31))

    assert finding.look(late, talk.code).talks == ()
    assert finding.look(late, f"{talk.code[:-3]}0{talk.code[-2:]}").near == ()


@pytest.mark.parametrize("typed", ["beratung", "BERATUNG beg", "beg ber", "gespraech"])
def test_a_command_is_found_by_the_beginnings_of_its_words(typed: str) -> None:
    names = ("Zettel drucken", "Beratung beginnen Gespräch", "Neues Angebot")

    assert finding.named(names, typed) == (1,)


def test_names_that_begin_with_what_is_typed_come_first() -> None:
    assert finding.named(("Neues Angebot", "Angebote öffnen"), "ange") == (1, 0)
    assert finding.named(("Neues Angebot", "Angebote öffnen"), "") == (0, 1)


@given(typed=st.text(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_any_text_can_be_looked_for(desk: Desk, typed: str) -> None:
    found = finding.look(desk, typed)

    assert len(found.offers) <= finding.MOST
