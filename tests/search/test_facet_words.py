"""What an offer says in each facet."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import ONE_OFF, Offer, Place
from kosidesk.search.facet_words import facet_words, points
from kosidesk.search.query import (
    AGES,
    ANYWHERE,
    CERTIFICATE,
    FACETS,
    FLEXIBLE,
    FULL,
    NO,
    NONE,
    OLDER,
    OPEN,
    YES,
)


def offer(**values: object) -> Offer:
    return replace(Offer(RecordId("o")), **values)  # type: ignore[arg-type]


def place(**values: object) -> Place:
    return replace(Place(RecordId("p")), **values)  # type: ignore[arg-type]


def test_an_offer_that_says_nothing_has_no_words() -> None:
    assert facet_words(offer(), ()) == {}


@pytest.mark.parametrize(
    ("said", "facet", "words"),
    [
        ({"fields": ("Natur", "Natur")}, "fields", ("Natur",)),
        ({"tasks": ("Vorlesen",)}, "tasks", ("Vorlesen",)),
        ({"open_places": 3}, "places", (OPEN,)),
        ({"open_places": 0}, "places", (FULL,)),
        ({"districts": ("Barmen", "1 Ortsunabhängig")}, "districts", ("Barmen", ANYWHERE)),
        ({"remote": True}, "districts", (ANYWHERE,)),
        ({"remote": True}, "extent", ("digital",)),
        ({"kind": ONE_OFF, "extent": "project"}, "extent", ("project", "one_off")),
        ({"week": 0b1001}, "week", ("0", "3")),
        ({"week": 0b1001, "time_text": "freitags abends"}, "week", ("0", "3")),
        ({"time_text": "dienstags nachmittags"}, "week", ("4",)),
        ({"flexible": True}, "week", (FLEXIBLE,)),
        ({"flexible": False, "time_text": "nach Absprache"}, "week", ()),
        ({"accessibility": "rollstuhlgerecht"}, "accessibility", (YES,)),
        ({"accessibility": "nein"}, "accessibility", (NO,)),
        ({"documents": ("Gesundheitszeugnis",)}, "documents", ("Gesundheitszeugnis",)),
        ({"documents": ("erweitertes Führungszeugnis",)}, "documents", (CERTIFICATE,)),
        ({"requirements": "Ein Führungszeugnis ist nötig."}, "documents", (CERTIFICATE,)),
        ({"requirements": "Kein Führungszeugnis nötig."}, "documents", (NONE,)),
    ],
)
def test_what_is_stated_goes_before_what_the_text_says(
    said: dict[str, object], facet: str, words: tuple[str, ...]
) -> None:
    assert facet_words(offer(**said), ()).get(facet, ()) == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"minimum_age": 16}, ("16", "18")),
        ({"minimum_age": 18}, ("18",)),
        ({"minimum_age": 21}, (OLDER,)),
        ({"open_to_minors": True}, ("14", "16", "18")),
        ({"open_to_minors": False}, ("18",)),
        ({"open_to_minors": False, "minimum_age": 14}, ("18",)),
        ({"maximum_age": 27}, ("18",)),
        ({"minimum_age": 14, "maximum_age": 16}, ("14", "16")),
    ],
)
def test_an_age_is_one_at_which_somebody_may_join(said: dict[str, object], words: tuple[str, ...]) -> None:
    assert facet_words(offer(**said), ())["age"] == words


def test_places_say_where_and_how_one_gets_in() -> None:
    there = (place(district="Barmen", accessibility="stufenlos"), place(quality="anywhere"))
    words = facet_words(offer(districts=("Elberfeld",)), there)
    assert words["districts"] == ("Elberfeld", "Barmen", ANYWHERE)
    assert words["accessibility"] == (YES,)


def test_a_place_is_a_point_where_it_is_known_more_closely_than_the_town() -> None:
    here = {"latitude": 51.2, "longitude": 7.1}
    known = [place(quality=quality, **here) for quality in ("exact", "street", "town", "outside", "none")]
    assert points([*known, place(quality="exact")]) == ((51.2, 7.1),) * 2


AGE = st.none() | st.integers(0, 99)
SAID = st.fixed_dictionaries(
    {
        "minimum_age": AGE,
        "maximum_age": AGE,
        "open_to_minors": st.sampled_from([None, True, False]),
        "time_text": st.text(max_size=40),
        "requirements": st.text(max_size=40),
        "week": st.integers(0, 2**21 - 1),
    }
)


@given(SAID)
def test_whatever_an_offer_says_its_words_are_those_of_facets_each_once(said: dict[str, object]) -> None:
    words = facet_words(offer(**said), ())
    assert words.keys() <= set(FACETS)
    assert all(len(of_facet) == len(set(of_facet)) > 0 for of_facet in words.values())
    assert set(words.get("age", ())) <= {OLDER, *map(str, AGES)}
