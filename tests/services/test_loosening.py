"""Which condition to drop when nothing was found."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kosidesk.search.query import Choice, Near, Query
from kosidesk.services.desk import Desk
from kosidesk.services.loosening import loosened
from tests.desks import make_desk, offer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    for n in range(3):
        offer(made, "Garten am Talblick", fields=("Natur",), open_places=n, assured_on=f"2026-0{n + 1}-01")
    yield made
    made.database.close()


def test_what_brings_most_comes_first_and_what_brings_nothing_is_left_out(desk: Desk) -> None:
    query = Query(desk.today(), "quasar").choosing("fields", Choice(exclude=frozenset({"Kultur"})))
    [way] = loosened(desk, query.choosing("freshness", Choice(frozenset({"yellow", "orange"}))))
    assert (way.part, way.words, way.count) == ("text", ("quasar",), 3)
    assert way.query.text == ""


def test_each_condition_is_tried(desk: Desk) -> None:
    everything = Query(desk.today())
    garten = replace(everything, text="garten")
    natur = everything.choosing("fields", Choice(exclude=frozenset({"Natur"})))
    assert [way.part for way in loosened(desk, natur)] == ["fields"]
    fresh = garten.choosing("freshness", Choice(frozenset({"unknown", "red"})))
    assert [(way.part, way.words, way.count) for way in loosened(desk, fresh)] == [
        ("freshness", ("red", "unknown"), 3)
    ]


def test_a_distance_can_be_dropped_too(desk: Desk) -> None:
    far = replace(Query(desk.today()), near=Near(0.0, 0.0, 1.0))
    assert [(way.part, way.count) for way in loosened(desk, far)] == [("near", 3)]
