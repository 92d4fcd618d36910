"""Groups on pages: in order, inside the page, whole unless longer than one."""

from itertools import chain, pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kosidesk.printing.flow import Group, flow
from kosidesk.printing.marks import Mark, Piece, Stroke

HEIGHT = 100.0


def piece(name: float, height: float) -> Piece:
    return Piece(height, (Stroke(name, 0, height),))


def names(page: tuple[Mark, ...]) -> list[float]:
    return [mark.x for mark in page]


def group(*heights: float, first: int = 0, **more: Any) -> Group:
    return Group(tuple((piece(n, height),) for n, height in enumerate(heights, start=first)), **more)


def test_a_group_that_does_not_fit_goes_to_the_next_page() -> None:
    assert [names(page) for page in flow([group(60), group(30, 30, first=1)], HEIGHT)] == [[0], [1, 2]]


def test_the_heading_is_repeated_where_a_long_group_goes_on() -> None:
    again = (piece(99, 10),)
    pages = flow([group(50, 40, 40, 40, again=again)], HEIGHT)
    assert [names(page) for page in pages] == [[0, 1], [99, 2, 3]]


def test_a_long_group_does_not_begin_with_its_heading_alone() -> None:
    pages = flow([group(30), group(40, 40, 40, first=1)], HEIGHT)
    assert [names(page) for page in pages] == [[0], [1, 2], [3]]


def test_a_row_longer_than_a_page_breaks_between_its_lines() -> None:
    row = tuple(piece(n, 30) for n in range(4))
    assert [names(page) for page in flow([Group((row,))], HEIGHT)] == [[0, 1, 2], [3]]


def test_a_row_breaks_where_it_would_leave_half_a_page_empty() -> None:
    row = tuple(piece(n, 30) for n in range(1, 4))
    heading = (piece(0, 30),)
    assert [names(page) for page in flow([Group((heading, row))], HEIGHT)] == [[0, 1, 2], [3]]


def test_of_several_shorter_versions_the_longest_that_fits_stands_in() -> None:
    shorter = (group(25, first=7).rows, group(10, first=8).rows)
    assert [names(page) for page in flow([group(70), group(60, first=1, shorter=shorter)], HEIGHT)] == [
        [0, 7]
    ]


def test_a_group_may_begin_a_page_of_its_own() -> None:
    pages = flow([group(10, turn=True), group(10, first=1, turn=True), group(10, first=2)], HEIGHT)
    assert [names(page) for page in pages] == [[0], [1, 2]]


def test_a_roll_takes_everything() -> None:
    (page,) = flow([group(60), group(70, first=1), group(80, first=2)], float("inf"))
    assert names(page) == [0, 1, 2]


def test_a_brief_version_stands_in_where_it_saves_a_page() -> None:
    brief = group(20, first=7).rows
    pages = flow(
        [group(70), group(40, first=1, shorter=(brief,)), group(40, first=2, shorter=(brief,))], HEIGHT
    )
    assert [names(page) for page in pages] == [[0, 7], [2]]


def test_a_brief_version_stands_in_where_it_saves_a_split() -> None:
    pages = flow([group(90), group(60, 60, first=1, shorter=(group(60, first=7).rows,))], HEIGHT)
    assert [names(page) for page in pages] == [[0], [7]]


def test_a_group_keeps_the_company_of_what_follows() -> None:
    pages = flow([group(50), group(20, first=1, company=40), group(40, first=2)], HEIGHT)
    assert [names(page) for page in pages] == [[0], [1, 2]]


def test_a_group_at_the_bottom_ends_with_the_page() -> None:
    (page,) = flow([group(20), group(30, first=1, at_bottom=True)], HEIGHT)
    assert [mark.y for mark in page] == [0, 70]


HEIGHTS = st.lists(st.lists(st.floats(1, HEIGHT), min_size=1, max_size=6), min_size=1, max_size=8)


@given(HEIGHTS, st.floats(0, 20))
def test_every_piece_stands_once_in_order_and_inside_its_page(
    heights: list[list[float]], space: float
) -> None:
    groups = [
        Group(tuple((piece(1000 * n + k, height),) for k, height in enumerate(rows)), space=space)
        for n, rows in enumerate(heights)
    ]
    pages = flow(groups, HEIGHT)
    assert list(chain.from_iterable(map(names, pages))) == [
        1000 * n + k for n, rows in enumerate(heights) for k in range(len(rows))
    ]
    for page in pages:
        assert all(0 <= mark.y <= HEIGHT - mark.width + 1e-6 for mark in page)
        assert all(a.y + a.width <= b.y + 1e-6 for a, b in pairwise(page))


@given(HEIGHTS)
def test_a_group_that_a_page_can_hold_is_never_split(heights: list[list[float]]) -> None:
    groups = [group(*rows, first=1000 * n) for n, rows in enumerate(heights)]
    pages = [set(names(page)) for page in flow(groups, HEIGHT)]
    for n, rows in enumerate(heights):
        if sum(rows) <= HEIGHT:
            assert any({1000 * n + k for k in range(len(rows))} <= page for page in pages)
