"""What the figures of quality say, on lists made for it."""

import pytest

from tests.bench.search import expect, misses, quality
from tests.bench.search.judged import KINDS, held_out, tuning

RELEVANT = frozenset(range(10, 20))


@pytest.mark.parametrize(
    ("lists", "recall", "reciprocal"),
    [
        ([[10, 11, 12, 13, 14]], 1.0, 1.0),
        ([[1, 10, 2, 11, 3, 12]], 0.4, 0.5),
        ([[1, 2, 3, 4, 5, 10]], 0.0, 1 / 6),
        ([[]], 0.0, 0.0),
        ([[10, 1, 11], [10, 12, 13]], 0.8, 1.0),
        ([[1], [2, 10]], 0.2, 0.5),
        ([[10, 11, 12, 13], [14, 15, 16]], 1.0, 1.0),
    ],
)
def test_the_first_five_and_the_place_of_the_first_count(
    lists: quality.Lists, recall: float, reciprocal: float
) -> None:
    assert quality.score(lists, RELEVANT) == quality.Score(recall, reciprocal)


def test_where_fewer_are_relevant_than_could_be_shown_all_of_them_are_enough() -> None:
    assert quality.recall([[1, 7, 2, 3, 4]], frozenset({7})) == 1


def test_who_knows_every_answer_has_all_and_who_knows_none_has_nothing() -> None:
    known = expect.expected(700)
    best = quality.figures(lambda text: [sorted(known[text])], 700)
    worst = quality.figures(lambda _text: [[]], 700)
    assert set(best.values()) == {100}
    assert set(worst.values()) == {0}
    assert {f"held_out_{kind.replace('-', '_')}_mrr_percent" for kind in KINDS} <= best.keys()


def test_packed_numbers_are_read_as_they_were() -> None:
    numbers = (1, 2, 3, 7, 9, 10)
    assert expect.packed(numbers) == "1-3 7 9-10"
    assert tuple(expect.unpacked("1-3 7 9-10")) == numbers


def test_what_is_missed_is_told_of_the_tuning_half_alone() -> None:
    said = "\n".join(misses.report(700))
    assert "recall of the tuning half" in said
    assert all(repr(query.text) not in said for query in held_out())
    assert len(tuning()) > len(KINDS)
