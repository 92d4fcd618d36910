"""Which condition to drop when nothing was found."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kosidesk.search.query import Choice, Query
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
    query = Query(
        desk.today(), "garten quasar", fields=Choice(exclude=frozenset({"Kultur"})), fresh_within=300
    )
    [way] = loosened(desk, query)
    assert (way.part, way.word, way.count) == ("text", "garten quasar", 2)
    assert way.query == replace(query, text="")


def test_each_condition_is_tried(desk: Desk) -> None:
    natur = Choice(exclude=frozenset({"Natur"}))
    assert [way.part for way in loosened(desk, Query(desk.today(), fields=natur))] == ["fields"]
    stale = Query(desk.today(), "garten", fresh_within=10)
    assert [(way.part, way.count) for way in loosened(desk, stale)] == [("fresh_within", 3)]
    assert {way.part for way in loosened(desk, Query(desk.today(), only_open=True))} == {"only_open"}
