"""Distances are measured from places everybody knows."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kosidesk.services import cities
from kosidesk.services.desk import Desk
from kosidesk.services.points import point, points
from tests.desks import make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield replace(made, city=cities.load("musterstadt"))
    made.database.close()


def test_the_city_comes_first_then_its_districts_then_its_stops(desk: Desk) -> None:
    names = [one.name for one in points(desk)]
    districts = [district.name for district in desk.city.districts]
    assert names[0] == desk.city.name
    assert names[1 : 1 + len(districts)] == districts
    assert len(names) > 1 + len(districts)
    assert len(names) == len(set(names))


def test_a_district_is_where_its_middle_is(desk: Desk) -> None:
    district = desk.city.districts[0]
    found = point(desk, district.name.upper())
    assert found
    assert (found.latitude, found.longitude) == (district.latitude, district.longitude)


def test_a_place_nobody_knows_is_none(desk: Desk) -> None:
    assert point(desk, "Nirgendwo") is None
