"""What is told of demand: nothing under five, and nothing a hidden count could be reckoned from."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.demand import Period, wanted
from kosidesk.domain.few import FEW


@pytest.mark.parametrize(
    ("period", "first"),
    [
        (Period.MONTH, date(2026, 11, 1)),
        (Period.QUARTER, date(2026, 10, 1)),
        (Period.YEAR, date(2026, 1, 1)),
    ],
)
def test_a_period_begins_as_the_calendar_has_it(period: Period, first: date) -> None:
    assert period.first_day(date(2026, 11, 21)) == first
    assert period.first_day(first) == first


@given(st.dates(), st.sampled_from(Period))
def test_a_day_is_in_its_own_period(day: date, period: Period) -> None:
    first = period.first_day(day)
    assert first <= day
    assert (first.year, (first.month - 1) % period.value, first.day) == (day.year, 0, 1)


def test_hits_are_told_apart_by_whether_there_was_a_choice() -> None:
    said = wanted("Kultur", [0] * 6 + [1, 4, 2, 3, 1] + [5, 800, 7, 9, 12, 6, 5])
    assert (said.nothing, said.scarce, said.enough, said.total) == (6, 5, 7, 18)


def test_a_count_under_five_is_hidden_and_with_it_the_sum_that_would_give_it_away() -> None:
    said = wanted("Kultur", [0, 0] + [3] * 5 + [10] * 9)
    assert (said.nothing, said.scarce, said.enough, said.total) == (None, 5, 9, None)
    assert said.at_least() == 14


@given(st.lists(st.integers(0, 9), max_size=40))
def test_nobody_can_reckon_a_hidden_count(hits: list[int]) -> None:
    said = wanted("Kultur", hits)
    cells = (said.nothing, said.scarce, said.enough)
    hidden = cells.count(None)
    if not hidden or said.total is None:
        return
    rest = said.total - said.at_least()
    possible = [one for one in product(range(FEW), repeat=hidden) if sum(one) == rest]
    assert {one[0] for one in possible} == set(range(FEW))
