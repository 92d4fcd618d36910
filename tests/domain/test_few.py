"""Whoever knows everything that is shown, and the rule as well, still cannot tell a hidden number."""

from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.few import FEW, Told, told

HIDDEN = range(FEW)

counts = st.lists(st.integers(0, 12), min_size=1, max_size=5)


@cache
def possible(shown: Told) -> tuple[tuple[int, ...], ...]:
    """Every set of counts of which the rule would show just this."""
    ranges = [HIDDEN if cell is None else (cell,) for cell in shown.cells]
    return tuple(guess for guess in product(*ranges) if told(guess) == shown)


@given(counts)
def test_no_hidden_number_can_be_computed(given_counts: list[int]) -> None:
    shown = told(given_counts)
    for at, cell in enumerate(shown.cells):
        if cell is None:
            assert {guess[at] for guess in possible(shown)} == set(HIDDEN)


@given(counts)
def test_what_is_shown_is_true_and_never_small(given_counts: list[int]) -> None:
    shown = told(given_counts)
    for count, cell in zip(given_counts, shown.cells, strict=True):
        assert cell is None if count < FEW else cell == count
    assert shown.total is None or shown.total == sum(given_counts) >= FEW


@pytest.mark.parametrize(
    ("given_counts", "total"),
    [
        ((7, 8), 15),
        ((7, 3), None),  # the sum less 7 would be the 3
        ((7, 0, 0), None),  # nothing left is nothing each
        ((7, 4, 4), None),  # the most that is left is 4 each
        ((7, 2, 2), 11),
        ((1, 1), None),
        ((), None),
    ],
)
def test_the_sum_is_told_where_it_gives_nothing_away(
    given_counts: tuple[int, ...], total: int | None
) -> None:
    assert told(given_counts).total == total
