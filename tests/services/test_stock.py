"""What filters leave and count follows every change of the desk."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.record import Record
from kosidesk.search.query import ANYWHERE, FULL, OPEN, UNSAID, Choice, Near, Query
from kosidesk.services import cities, offers
from kosidesk.services import stock as stocks
from kosidesk.services.desk import Desk
from kosidesk.storage import offer_index
from kosidesk.storage.read import by, get
from kosidesk.storage.undo import undo
from tests.desks import make_desk, offer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def counted(desk: Desk, facet: str) -> dict[str, int]:
    return dict(offers.facets(desk, Query(desk.today()))[facet])


def found(desk: Desk, query: Query) -> list[str]:
    return [row.title for row in offers.rows(desk, offers.find(desk, query).ns)]


def choosing(desk: Desk, facet: str, *words: str) -> Query:
    return Query(desk.today()).choosing(facet, Choice(frozenset(words)))


def changed(desk: Desk, record: Record, **values: object) -> Changes:
    now = get(desk.database, record.kind, record.id)
    assert now
    return desk.write(Edit(now, now.with_values(**values)))  # type: ignore[arg-type]


def test_the_words_of_an_offer_are_counted_as_the_city_writes_them(desk: Desk) -> None:
    offer(desk, "Vorlesen", fields=("leben im alter",), open_places=2)
    offer(desk, "Kochen", fields=("Leben im Alter", "Sterne"))
    assert counted(desk, "fields") == {"Leben im Alter": 2, "Sterne": 1}
    assert counted(desk, "places") == {OPEN: 1, UNSAID: 1}
    assert sorted(found(desk, choosing(desk, "fields", "Leben im Alter"))) == ["Kochen", "Vorlesen"]


def test_a_change_a_deletion_and_what_is_undone_are_followed(desk: Desk) -> None:
    one, _other = offer(desk, "Vorlesen", open_places=2), offer(desk, "Kochen", open_places=1)
    assert counted(desk, "places") == {OPEN: 2}

    changes = changed(desk, one, open_places=0)
    assert counted(desk, "places") == {OPEN: 1, FULL: 1}
    assert found(desk, choosing(desk, "places", FULL)) == ["Vorlesen"]

    undo(desk.database, changes.transaction, desk.stamp())
    assert counted(desk, "places") == {OPEN: 2}

    now = get(desk.database, "offer", one.id)
    deleted = desk.write(Edit(now, None))
    assert counted(desk, "places") == {OPEN: 1}
    assert found(desk, choosing(desk, "places", OPEN)) == ["Kochen"]

    undo(desk.database, deleted.transaction, desk.stamp())
    assert counted(desk, "places") == {OPEN: 2}


def test_a_place_that_changes_counts_for_its_offer(desk: Desk) -> None:
    stored = offer(desk, "Vorlesen")
    [place] = by(desk.database, "place", "offer", [stored.id])
    assert counted(desk, "districts") == {UNSAID: 1}

    changed(desk, place, district="elberfeld")
    assert counted(desk, "districts") == {"Elberfeld": 1}

    changed(desk, place, quality="anywhere")
    assert counted(desk, "districts") == {"Elberfeld": 1, ANYWHERE: 1}


def test_an_index_built_anew_is_read_anew(desk: Desk) -> None:
    offer(desk, "Vorlesen", open_places=2)
    assert counted(desk, "places") == {OPEN: 1}

    with desk.database.writing() as connection:
        offer_index.create(connection)

    assert counted(desk, "places") == {}
    offer(desk, "Kochen", open_places=0)
    assert counted(desk, "places") == {FULL: 1}


def test_another_city_spells_otherwise(desk: Desk) -> None:
    offer(desk, "Vorlesen", fields=("leben im alter",))
    assert counted(desk, "fields") == {"Leben im Alter": 1}
    assert counted(replace(desk, city=cities.load("musterstadt")), "fields") == {"leben im alter": 1}


def test_a_district_is_its_middle_and_an_offer_without_a_place_is_counted(desk: Desk) -> None:
    barmen, vohwinkel = desk.city.district("Barmen"), desk.city.district("Vohwinkel")
    assert barmen
    assert vohwinkel
    offer(desk, "Barmen", districts=("Barmen",))
    offer(desk, "Vohwinkel", districts=("Vohwinkel",))
    offer(desk, "Daheim", remote=True)
    offer(desk, "Irgendwo")
    query = replace(Query(desk.today()), near=Near(barmen.latitude, barmen.longitude, 1))
    assert sorted(found(desk, query)) == ["Barmen", "Daheim"]
    assert offers.facets(desk, query)["near"] == {UNSAID: 1}


def test_exact_places_go_before_the_middles_of_their_districts(desk: Desk) -> None:
    barmen = desk.city.district("Barmen")
    assert barmen
    stored = offer(desk, "Am Rand", districts=("Barmen",))
    [place] = by(desk.database, "place", "offer", [stored.id])
    changed(desk, place, latitude=51.0, longitude=7.0, quality="exact")
    near = replace(Query(desk.today()), near=Near(barmen.latitude, barmen.longitude, 1))
    there = replace(near, near=Near(51.0, 7.0, 0.1))
    assert (found(desk, near), found(desk, there)) == ([], ["Am Rand"])


@pytest.mark.parametrize(
    ("query", "reads"),
    [
        (lambda query: query, False),
        (lambda query: query.choosing("freshness", Choice(frozenset({"unknown"}))), False),
        (lambda query: query.choosing("places", Choice(frozenset({OPEN}))), True),
        (lambda query: replace(query, near=Near(51, 7, 1)), True),
    ],
)
def test_words_are_read_only_where_a_filter_asks_for_them(
    desk: Desk, query: Callable[[Query], Query], *, reads: bool
) -> None:
    offer(desk, "Vorlesen", open_places=2)
    assert bool(stocks.stock(desk, query(Query(desk.today()))).said.rows) is reads


def test_whoever_asks_for_words_later_has_those_of_the_changes_between(desk: Desk) -> None:
    stored = offer(desk, "Vorlesen", open_places=2)
    assert counted(desk, "places") == {OPEN: 1}
    changed(desk, stored, open_places=0)
    assert found(desk, Query(desk.today())) == ["Vorlesen"]
    assert counted(desk, "places") == {FULL: 1}
