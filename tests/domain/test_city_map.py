"""Where something lies in a city: within a border, and how far away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.city_map import Area, degrees_north, metres

SQUARE = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0))
HOLE = ((1.0, 1.0), (1.0, 2.0), (2.0, 2.0), (2.0, 1.0))
ISLAND = ((6.0, 0.0), (7.0, 0.0), (7.0, 1.0))
AREA = Area("Altstadt", (SQUARE, HOLE, ISLAND))

coordinates = st.floats(-10, 10, allow_nan=False)


@pytest.mark.parametrize(
    ("vertex", "within"),
    [((3, 3), True), ((1.5, 1.5), False), ((6.9, 0.5), True), ((5, 0.5), False), ((-1, 2), False)],
)
def test_an_area_holds_its_land_and_neither_its_holes_nor_what_lies_around(
    vertex: tuple[float, float], *, within: bool
) -> None:
    assert AREA.holds(vertex) is within


@given(coordinates, coordinates)
def test_the_direction_of_a_ring_makes_no_difference(x: float, y: float) -> None:
    turned = Area("Altstadt", tuple(ring[::-1] for ring in AREA.rings))

    assert turned.holds((x, y)) == AREA.holds((x, y))


@given(coordinates, coordinates)
def test_every_point_lies_on_one_side_of_a_shared_border(x: float, y: float) -> None:
    west = Area("West", (((-20.0, -20.0), (1.0, -20.0), (2.0, 0.0), (1.0, 20.0), (-20.0, 20.0)),))
    east = Area("Ost", (((1.0, -20.0), (20.0, -20.0), (20.0, 20.0), (1.0, 20.0), (2.0, 0.0)),))

    assert west.holds((x, y)) != east.holds((x, y))


def test_the_middle_is_that_of_the_rectangle_around_all_land() -> None:
    assert AREA.middle() == (3.5, 2.0)


def test_a_degree_of_longitude_is_shorter_than_one_of_latitude() -> None:
    assert metres((7.0, 51.0), (7.0, 52.0)) == pytest.approx(111_195, abs=1)
    assert metres((7.0, 51.0), (8.0, 51.0)) == pytest.approx(69_977, abs=5)


@given(st.floats(0, 20_000))
def test_metres_to_the_north_and_back(distance: float) -> None:
    assert metres((7.0, 51.0), (7.0, 51.0 + degrees_north(distance))) == pytest.approx(distance, abs=0.01)
