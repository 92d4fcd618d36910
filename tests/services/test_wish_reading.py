"""What a client said in words, as conditions of her wish."""

from dataclasses import replace

import pytest

from kosidesk.domain.ids import NOBODY
from kosidesk.domain.record import Values
from kosidesk.domain.wish import Wish
from kosidesk.services.wish_reading import conditions, without_times
from tests.domain.test_time_reading import grid


@pytest.mark.parametrize(
    ("said", "values", "told"),
    [
        ("mit Kindern, dienstags nachmittags", {"week": grid("Di N")}, "dienstags nachmittags"),
        (
            "abends, 2 Stunden pro Woche",
            {"week": grid("Mo-So A"), "hours_a_week": 2.0, "extents": ("weekly",)},
            "abends, wöchentlich und höchstens 2 Stunden in der Woche",
        ),
        ("vorlesen, aber kein Führungszeugnis", {"certificate": False}, "ohne Führungszeugnis"),
        ("einmalig helfen", {"extents": ("one_off",)}, "einmaliger Einsatz"),
    ],
)
def test_a_condition_is_read_out_of_the_words(said: str, values: Values, told: str) -> None:
    [condition] = conditions(said)

    assert (condition.values, condition.told) == (values, told)


@pytest.mark.parametrize(
    "said", ["", "mit Kindern", "montags kann ich nicht", "mein Führungszeugnis liegt vor"]
)
def test_what_is_not_sure_is_no_condition(said: str) -> None:
    assert conditions(said) == ()


def test_a_condition_that_the_wish_states_needs_no_offer() -> None:
    time, certificate = conditions("dienstags nachmittags, ohne Führungszeugnis")

    wish = Wish(NOBODY, week=grid("Di N"))

    assert time.is_in(wish)
    assert not certificate.is_in(wish)


def test_what_was_taken_over_is_no_key_word_any_more() -> None:
    wish = Wish(NOBODY, words="vorlesen dienstags nachmittags")
    assert without_times(wish) == wish.words
    assert without_times(replace(wish, week=grid("Di N"))) == "vorlesen"


def test_words_without_a_time_stay_as_they_are() -> None:
    assert without_times(Wish(NOBODY, words="mit Kindern im Garten")) == "mit Kindern im Garten"
