"""What can be asked of a printer, and what is refused before one hears of it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.errors import Invalid
from kosidesk.printing.printers.job import MOST_COPIES, Job
from kosidesk.printing.title import Title

RANGES = st.lists(
    st.tuples(st.integers(1, 60), st.integers(0, 9)).map(lambda one: (one[0], one[0] + one[1])), min_size=1
)


@given(RANGES)
def test_ranges_name_every_page_asked_for_once_in_order_and_apart(asked: list[tuple[int, int]]) -> None:
    typed = ", ".join(f"{first}-{last}" if first < last else str(first) for first, last in asked)
    ranges = Job(pages=typed).ranges()
    named = [page for first, last in ranges for page in range(first, last + 1)]
    assert named == sorted({page for first, last in asked for page in range(first, last + 1)})
    assert all(before[1] + 1 < after[0] for before, after in pairwise(ranges))


@pytest.mark.parametrize("typed", ["", "   "])
def test_nothing_typed_means_every_page(typed: str) -> None:
    job = Job(pages=typed)
    assert job.ranges() == ()
    job.require_pages(1)


@pytest.mark.parametrize(
    "typed",
    ["0", "3-1", "1-", "-2", "1,", ",", "eins", "1;2", "1-2-3", "1e3", "99999", "1\n2", "1 -o raw"],
)
def test_what_names_no_pages_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        Job(pages=typed)
    assert [(fault.code, fault.given) for fault in refused.value.faults] == [("pages", typed)]


@pytest.mark.parametrize("copies", [0, -1, MOST_COPIES + 1])
def test_a_number_of_copies_nobody_means_is_refused(copies: int) -> None:
    with pytest.raises(Invalid) as refused:
        Job(copies=copies, pages="x")
    assert [fault.code for fault in refused.value.faults] == ["copies", "pages"]


def test_pages_that_are_not_there_are_refused_with_the_last_one() -> None:
    Job(pages="2–3").require_pages(3)
    with pytest.raises(Invalid) as refused:
        Job(pages="2–4").require_pages(3)
    assert refused.value.faults[0].given == "3"


def test_titles_are_the_same_for_everybody_and_fit_any_printer() -> None:
    assert all(title.isascii() and title.isalpha() for title in Title)
