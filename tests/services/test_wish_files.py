import json
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.cli.wish_example import EXAMPLE
from kosidesk.domain.availability import ALWAYS, bit
from kosidesk.domain.errors import UnclearWish
from kosidesk.domain.wish import Wish
from kosidesk.services import cities
from kosidesk.services.wish_files import parse
from kosidesk.services.words import sentence

CITY = cities.load("wuppertal")


def read(text: str) -> Wish:
    return parse(text, "wunsch.toml", CITY)


def refused(text: str) -> str:
    with pytest.raises(UnclearWish) as caught:
        read(text)
    return sentence(caught.value)


def test_the_example_of_the_help_says_everything_a_wish_can_say() -> None:
    wish = read(EXAMPLE)

    unsaid = {field.name for field in fields(Wish) if getattr(wish, field.name) == field.default}
    assert unsaid == {"consultation"}
    assert wish.week == bit(1, 1)
    assert (wish.mobility, wish.extents, wish.motives) == ("bicycle", ("monthly",), ("learn",))


def test_json_says_the_same_as_toml() -> None:
    said = {"target_groups": ["Kinder"], "week": ALWAYS, "hours_a_week": 2.5, "certificate": None}
    del said["certificate"]

    assert read(json.dumps(said)) == read('target_groups = "Kinder"\nweek = 2097151\nhours_a_week = 2.5')


def test_an_empty_file_is_an_empty_wish() -> None:
    assert read("") == read("{}") == Wish(read("").id)


def test_words_are_known_however_they_are_spelt() -> None:
    assert read('districts = ["barmen"]\nextents = "weekly"').extents == ("weekly",)
    assert read('mobility = "bus und bahn"').mobility == "public_transport"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('farbe = "blau"', "„farbe“ gehört zu keinem Wunsch."),
        ('consultation = "x"', "„Beratung“ gehört zu keinem Wunsch."),
        ('target_groups = ["Kinder", "Einhörner"]', "„Einhörner“ kennt KosiDesk bei „Zielgruppen“ nicht."),
        ('districts = ["Atlantis"]', "„Atlantis“ kennt KosiDesk bei „Stadtteile“ nicht."),
        ('near_to = "Atlantis"', "„Atlantis“ kennt KosiDesk bei „In der Nähe von“ nicht."),
        ('mobility = "Rakete"', "„Rakete“ kennt KosiDesk bei „Unterwegs mit“ nicht."),
        ('motives = ["Ruhm"]', "„Ruhm“ kennt KosiDesk bei „Beweggründe“ nicht."),
        ('week = "irgendwann"', "„irgendwann“ nennt keine Zeit."),
        ("week = -1", "„-1“ nennt keine Zeit."),
        ('age = "siebzehn"', "„siebzehn“ passt nicht zu „Alter“."),
        ("age = true", "„True“ passt nicht zu „Alter“."),
        ("hours_a_week = nan", "„nan“ passt nicht zu „Stunden pro Woche“."),
        ("certificate = 1", "„1“ passt nicht zu „Nachweis“."),
        ("words = 7", "„7“ passt nicht zu „Wunsch in Worten“."),
        ("skills = [1]", "„[1]“ passt nicht zu „Kenntnisse“."),
        ('{"words": "\\ud800"}', "passt nicht zu „Wunsch in Worten“."),
        ('{"certificate": null}', "„None“ passt nicht zu „Nachweis“."),
        (f"age = 0x{'f' * 9_999}", "„…“ passt nicht zu „Alter“."),
        ("words = ", "Die Schreibweise stimmt nicht: "),
        ('{"words": ', "Die Schreibweise stimmt nicht: "),
    ],
)
def test_what_cannot_be_understood_is_named(text: str, said: str) -> None:
    sentence_ = refused(text)

    assert sentence_.startswith("Der Wunsch in wunsch.toml ist so nicht zu verstehen.")
    assert said in sentence_


def test_all_that_is_wrong_is_said_at_once() -> None:
    said = refused('farbe = "blau"\nage = "jung"\nmobility = "Rakete"')

    assert all(word in said for word in ("farbe", "jung", "Rakete"))


NAMES = st.sampled_from(sorted(field.name for field in fields(Wish))) | st.text(max_size=5)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=6,
)


def understood(text: str) -> str:
    """The words of the refusal, or of the wish."""
    try:
        return repr(read(text))
    except UnclearWish as unclear:
        return sentence(unclear)


@given(st.dictionaries(NAMES, VALUES, max_size=5))
def test_any_values_make_a_wish_or_are_refused_in_words(said: dict[str, Any]) -> None:
    assert understood(json.dumps(said))


@given(st.text())
def test_any_text_makes_a_wish_or_is_refused_in_words(text: str) -> None:
    assert understood(text)
