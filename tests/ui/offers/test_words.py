"""What the screen says of filters in force and of how the search understood somebody."""

from array import array
from datetime import date

import pytest

from kosidesk.search.query import UNSAID, Choice, Hits, Near, Query
from kosidesk.services.words import understood
from kosidesk.ui.offers.chips import chips
from kosidesk.ui.offers.filters import USUAL

QUERY = Query(date(2026, 11, 21))


@pytest.mark.parametrize(
    ("facet", "choice", "said"),
    [
        ("target_groups", Choice(frozenset({"Kinder"}), frozenset({"Tiere"})), ["Kinder", "nicht Tiere"]),
        ("week", Choice(frozenset({"4", UNSAID})), ["Dienstag nachmittags", "Zeit nicht angegeben"]),
        ("languages", Choice(frozenset({UNSAID})), ["Sprachen „nicht angegeben“"]),
    ],
)
def test_a_chip_says_what_is_chosen(facet: str, choice: Choice, said: list[str]) -> None:
    assert [words for words, _ in chips(QUERY.choosing(facet, choice), "")] == said


def test_distance_and_status_have_chips_too() -> None:
    query = Query(QUERY.today, statuses=frozenset(), near=Near(51.2, 7.2, 3))
    assert [words for words, _ in chips(query, "Loher Kreuz")] == [
        "Stand: alle",
        "höchstens 3 km von Loher Kreuz",
    ]
    assert query.statuses != USUAL


def test_what_was_corrected_is_told() -> None:
    said = understood(Hits(corrected=(("hausaufgabenhilffe", "Hausaufgabenhilfe"),)))
    assert said == "Gefunden mit: Hausaufgabenhilfe (statt hausaufgabenhilffe)"


def test_nothing_is_told_where_every_word_was_found_as_typed() -> None:
    assert understood(Hits()) == ""


def test_fewer_words_are_told_of_what_was_found_with_them() -> None:
    assert "alle Wörter" in understood(Hits(array("q", (1,)), fewer=True))
    assert understood(Hits(fewer=True)) == ""
