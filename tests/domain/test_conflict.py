"""What may be answered follows from what has become of the record."""

import itertools

import pytest

from kosidesk.domain.conflict import (
    BOTH_CHANGED,
    DUPLICATE,
    LOST_AND_FOUND,
    ORPHAN_EDIT,
    SYNC,
    Answer,
    Box,
    Standing,
    answers,
    box,
)

CASES = list(itertools.product(Standing, *[(False, True)] * 3))


@pytest.mark.parametrize(("standing", "is_whole", "can_note", "can_return"), CASES)
def test_that_nothing_changes_can_always_be_answered(
    standing: Standing, *, is_whole: bool, can_note: bool, can_return: bool
) -> None:
    allowed = answers(standing, is_whole=is_whole, can_note=can_note, can_return=can_return)
    assert allowed[0] is Answer.MINE
    assert len(set(allowed)) == len(allowed)
    assert Answer.OTHER not in allowed or not is_whole
    assert Answer.BOTH not in allowed or can_note


def test_what_is_gone_comes_back_only_if_something_is_known_of_it() -> None:
    known, unknown = (
        answers(Standing.GONE, is_whole=True, can_note=True, can_return=known) for known in (True, False)
    )
    assert known == (Answer.MINE, Answer.THEIRS)
    assert unknown == (Answer.MINE,)


@pytest.mark.parametrize(
    ("reason", "source", "expected"),
    [
        (BOTH_CHANGED, SYNC, Box.SYNC),
        (BOTH_CHANGED, "freinet:999", Box.FILES),
        (DUPLICATE, SYNC, Box.DUPLICATES),
        (LOST_AND_FOUND, SYNC, Box.FOUND),
        (ORPHAN_EDIT, SYNC, Box.FOUND),
        ("of a newer version", SYNC, Box.SYNC),
    ],
)
def test_every_conflict_has_its_heading(reason: str, source: str, expected: Box) -> None:
    assert box(reason, source) is expected
