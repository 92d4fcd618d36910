"""An outline loses what the eye does not miss, and never more than asked for by a triangle."""

from math import cos, pi, sin
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.city_map import Ring
from kosidesk.domain.thinning import thinned

vertices = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
rings = st.lists(vertices, min_size=3, max_size=12, unique=True).map(tuple)


def circle(count: int, x: float = 0.0) -> Ring:
    return tuple((x + cos(2 * pi * n / count), sin(2 * pi * n / count)) for n in range(count))


@given(st.lists(rings, max_size=6), st.integers(0, 60))
def test_so_many_vertices_are_left_and_no_ring_is_less_than_a_triangle(many: list[Ring], most: int) -> None:
    left = thinned(many, most)

    count, before = sum(map(len, left)), sum(map(len, many))
    assert count <= max(0, min(most, before))
    assert count > most - 3 * len(many) or count == before
    assert all(len(ring) == 0 or len(ring) >= 3 for ring in left)


@given(st.lists(rings, max_size=6), st.integers(0, 60))
def test_what_is_left_stands_where_it_stood(many: list[Ring], most: int) -> None:
    for ring, left in zip(many, thinned(many, most), strict=True):
        places = [ring.index(vertex) for vertex in left]
        assert places == sorted(places)


def test_a_corner_outlives_a_bump() -> None:
    square = ((0.0, 0.0), (2.0, 0.1), (4.0, 0.0), (4.0, 4.0), (2.0, 4.1), (0.0, 4.0))

    assert thinned([square], 4) == (((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)),)


def test_the_smallest_island_goes_first() -> None:
    small = tuple((x / 100, y / 100) for x, y in circle(8))

    assert [len(ring) for ring in thinned([circle(20), small], 20)] == [20, 0]


def test_a_border_stays_nearly_the_same_in_both_districts() -> None:
    border = tuple((sin(n * n) / 9, n / 40) for n in range(400))
    west, east = (*border, (-9.0, 9.75), (-9.0, 0.0)), (*border[::-1], (9.0, 0.0), (9.0, 9.75))

    left, right = (set(ring) & set(border) for ring in thinned([west, east], 200))

    assert len(left & right) > 90
    assert len(left ^ right) < 10


def test_an_outline_made_to_keep_a_reader_busy_does_not() -> None:
    comb = tuple((n / 1000, (n % 2) * (1 + n / 1e6)) for n in range(50_000))

    begun = process_time()
    assert len(thinned([comb], 1_500)[0]) == 1_500
    # Its own time on the processor; steps that grow with the square would take an hour.
    assert process_time() - begun < 10
