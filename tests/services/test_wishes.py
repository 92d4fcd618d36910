"""What a client wishes for: it begins with the first word, and every word finds its way back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kosidesk.domain.errors import Invalid, NotFound, NotPossibleNow
from kosidesk.domain.fault import Fault
from kosidesk.domain.wish import EXTENTS, MOBILITIES, MOTIVES, Wish, wish_id
from kosidesk.services import consultations, erasing, wishes
from kosidesk.services.desk import Desk
from tests.desks import make_desk

WORDS = st.text(max_size=60).map(str.strip)
SETS = st.lists(WORDS.filter(bool), unique=True, max_size=3).map(tuple)
SAID = st.fixed_dictionaries(
    {},
    optional={
        "words": WORDS,
        "motives": st.lists(st.sampled_from(MOTIVES), unique=True).map(tuple),
        "skills": SETS,
        "without_fields": SETS,
        "week": st.integers(0, 2**21 - 1),
        "hours_a_week": st.none() | st.floats(0, 80),
        "extents": st.lists(st.sampled_from(EXTENTS), unique=True).map(tuple),
        "mobility": st.sampled_from(("", *MOBILITIES)),
        "remote": st.none() | st.booleans(),
        "age": st.none() | st.integers(0, 120),
        "step_free": st.none() | st.booleans(),
        "certificate": st.none() | st.booleans(),
    },
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def test_a_consultation_without_a_word_has_an_empty_wish_that_is_kept_nowhere(desk: Desk) -> None:
    talk = consultations.begin(desk)
    wish = wishes.of(desk, talk.id)
    assert wish == Wish(wish_id(talk.id), talk.id)
    assert not wishes.say(desk, wish)


@given(st.lists(SAID, min_size=1, max_size=4))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_said_one_after_the_other_stands_as_it_was_said_last(
    desk: Desk, said: list[dict[str, object]]
) -> None:
    talk = consultations.begin(desk)
    for words in said:
        wish = replace(wishes.of(desk, talk.id), **words)
        wishes.say(desk, wish)
        assert wishes.of(desk, talk.id) == wish
    assert not wishes.say(desk, wishes.of(desk, talk.id))


def test_what_was_said_can_be_taken_back(desk: Desk) -> None:
    talk = consultations.begin(desk)
    wishes.say(desk, replace(wishes.of(desk, talk.id), words="mit Kindern", certificate=False))
    wishes.say(desk, Wish(wish_id(talk.id), talk.id))
    assert wishes.of(desk, talk.id) == Wish(wish_id(talk.id), talk.id)


def test_an_age_below_zero_is_refused_and_nothing_else_is_lost(desk: Desk) -> None:
    talk = consultations.begin(desk)
    wishes.say(desk, replace(wishes.of(desk, talk.id), words="mit Tieren"))
    with pytest.raises(Invalid) as refused:
        wishes.say(desk, replace(wishes.of(desk, talk.id), age=-3))
    assert refused.value.faults == (Fault("age", "negative", "-3"),)
    assert wishes.of(desk, talk.id).words == "mit Tieren"


def test_a_paused_consultation_and_an_erased_one_wish_for_nothing_more(desk: Desk) -> None:
    talk, gone = consultations.begin(desk), consultations.begin(desk)
    consultations.pause(desk, talk.id)
    with pytest.raises(NotPossibleNow):
        wishes.say(desk, replace(wishes.of(desk, talk.id), words="doch"))
    wishes.say(desk, replace(wishes.of(desk, gone.id), words="mit Kindern"))
    erasing.withdraw(desk, gone.id)
    assert not wishes.of(desk, gone.id).words
    with pytest.raises(NotFound):
        wishes.say(desk, replace(wishes.of(desk, gone.id), words="doch"))
