"""Organisations are found as people write them, and come with what is theirs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.errors import NotFound
from kosidesk.domain.record import Record, Value
from kosidesk.search.names import find
from kosidesk.services import offers, organisations
from kosidesk.services.desk import Desk
from tests.desks import make_desk, offer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def stored(desk: Desk, kind: str, **values: Value) -> Record:
    record = Record(kind, desk.born_id(), values)
    desk.write(Edit(None, record))
    return record


def names(desk: Desk, typed: str = "") -> list[str]:
    ids = find(organisations.directory(desk), typed).ids
    return [row.name for row in organisations.rows(desk, ids)]


@pytest.fixture
def stock(desk: Desk) -> None:
    stored(desk, "organisation", name="Öffentliche Bücherei", town="Wuppertal", number="17")
    stored(desk, "organisation", name="Altenheim Müller", town="Solingen", number="305")
    stored(desk, "organisation", name="Zum Café e.V.", town="Wuppertal")
    stored(desk, "organisation", name="Heim am Wald", town="Remscheid")


@pytest.mark.usefixtures("stock")
def test_the_directory_is_in_the_order_of_the_alphabet(desk: Desk) -> None:
    assert names(desk) == ["Altenheim Müller", "Heim am Wald", "Öffentliche Bücherei", "Zum Café e.V."]


@pytest.mark.usefixtures("stock")
@pytest.mark.parametrize("typed", ["Müller", "mueller", "MULLER", "solingen", "305", "mül alt", "  müller "])
def test_name_town_and_number_find_it_however_they_are_written(desk: Desk, typed: str) -> None:
    assert names(desk, typed) == ["Altenheim Müller"]


@pytest.mark.usefixtures("stock")
def test_a_part_of_a_word_finds_too_but_what_begins_so_comes_first(desk: Desk) -> None:
    assert names(desk, "heim") == ["Heim am Wald", "Altenheim Müller"]


def test_address_and_contact_find_it_too_but_after_those_that_are_called_so(desk: Desk) -> None:
    talblick = stored(desk, "organisation", name="Talblick", street="Am Anger 4", postcode="42275")
    vorlesen = stored(desk, "offer", title="Vorlesen", organisation=talblick.id)
    stored(desk, "contact", offer=vorlesen.id, name="Ute Beispiel")
    stored(desk, "place", organisation=talblick.id, street="Nebenweg 2", district="Barmen")
    stored(desk, "organisation", name="Beispielhof")
    assert names(desk, "anger") == names(desk, "42275") == names(desk, "nebenweg barmen") == ["Talblick"]
    assert names(desk, "beispiel") == ["Beispielhof", "Talblick"]


def test_the_contact_of_a_merged_organisation_finds_the_one_it_is_now(desk: Desk) -> None:
    now = stored(desk, "organisation", name="Talblick")
    gone = stored(desk, "organisation", name="Talblik", merged_into=now.id)
    stored(desk, "contact", organisation=gone.id, name="Ute Beispiel")
    assert names(desk, "ute") == ["Talblick"]


@pytest.mark.usefixtures("stock")
@pytest.mark.parametrize(("typed", "found"), [("quasar", 0), ("e.V.", 1), ("' OR 1=1 --", 0), ("…", 4)])
def test_no_input_is_an_operator(desk: Desk, typed: str, found: int) -> None:
    assert len(names(desk, typed)) == found


def test_a_row_counts_all_offers_and_those_that_are_active(desk: Desk) -> None:
    body = stored(desk, "organisation", name="Talblick")
    for status in ("active", "active", "inactive"):
        stored(desk, "offer", title="Vorlesen", organisation=body.id, status=status)
    stored(desk, "organisation", name="Ohne Angebot")
    ids = find(organisations.directory(desk), "").ids
    assert [(row.name, row.offers, row.active) for row in organisations.rows(desk, ids)] == [
        ("Ohne Angebot", 0, 0),
        ("Talblick", 3, 2),
    ]


def test_rows_keep_the_order_asked_for_and_leave_out_what_is_gone(desk: Desk) -> None:
    first, second = stored(desk, "organisation", name="A"), stored(desk, "organisation", name="B")
    gone = desk.born_id()
    assert [row.name for row in organisations.rows(desk, (second.id, gone, first.id))] == ["B", "A"]


def test_an_organisation_comes_with_its_own_contacts_and_places_only(desk: Desk) -> None:
    of_offer = offer(desk, "Vorlesen")
    body = of_offer.text("organisation")
    stored(desk, "contact", organisation=body, name="Zweite", ordinal=1)
    stored(desk, "contact", organisation=body, name="Erste", ordinal=0)
    stored(desk, "contact", organisation=body, offer=of_offer.id, name="Nur für das Angebot")
    stored(desk, "place", organisation=body, street="Weg 1")
    full = organisations.full(desk, body)
    assert [contact.name for contact in full.contacts] == ["Erste", "Zweite"]
    assert [place.street for place in full.places] == ["Weg 1"]


def test_active_offers_come_first_each_in_the_order_of_the_alphabet(desk: Desk) -> None:
    body = stored(
        desk, "organisation", name="Talblick", parent=stored(desk, "organisation", name="Träger").id
    )
    for title, status in (("Zoo", "active"), ("Alt", "defunct"), ("Ärzte", "active")):
        stored(desk, "offer", title=title, organisation=body.id, status=status)
    full = organisations.full(desk, body.id)
    assert [row.title for row in offers.rows(desk, full.offers)] == ["Ärzte", "Zoo", "Alt"]
    assert full.active == 2
    assert full.parent == "Träger"


def test_an_organisation_that_is_gone_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        organisations.full(desk, desk.born_id())
