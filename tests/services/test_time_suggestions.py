"""What an offer's text says beyond its fields."""

from datetime import date

import pytest

from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record, Value, Values
from kosidesk.services import time_suggestions
from kosidesk.services.time_suggestions import suggestion
from kosidesk.services.words.times import time_read
from tests.domain.test_time_reading import grid

TODAY = date(2026, 11, 22)


def offer(text: str, **values: Value) -> Record:
    return Record("offer", RecordId("1"), {"time_text": text, **values})


@pytest.mark.parametrize(
    ("said", "suggested", "told"),
    [
        (
            "Di + Do 15-17 Uhr, 2 Std. pro Woche",
            {"week": grid("Di N, Do N"), "hours_a_week": 2.0, "extent": "weekly"},
            "dienstags und donnerstags nachmittags, etwa 2 Stunden in der Woche, wöchentlich",
        ),
        (
            "Mo-Fr, nach Absprache",
            {"week": grid("Mo-Fr"), "flexible": True},
            "montags bis freitags, flexibel, nach Absprache",
        ),
        (
            "einmalig am 12.06.2027",
            {"extent": "one_off", "dates": ("2027-06-12",)},
            "einmaliger Einsatz, am 12. Juni 2027",
        ),
        (
            "vom 15.5. bis 30.6.2027",
            {"from_on": "2027-05-15", "until_on": "2027-06-30"},
            "ab 15. Mai 2027, bis 30. Juni 2027",
        ),
        ("mind. ein halbes Jahr", {}, ""),
    ],
)
def test_empty_fields_are_suggested_and_told_in_a_sentence(said: str, suggested: Values, told: str) -> None:
    found = suggestion(offer(said))

    assert (found.values, time_read(found.more), found.against) == (suggested, told, ())


def test_it_names_the_words_it_rests_on_and_those_it_left() -> None:
    found = suggestion(offer("Di + Do 15-17 Uhr, in den Ferien nicht", extent="weekly"))

    assert (found.read_from, found.left) == (("Di + Do 15-17 Uhr",), ("in den Ferien nicht",))


@pytest.mark.parametrize(
    ("said", "values", "against"),
    [
        ("dienstags", {"week": grid("Di N")}, ()),
        ("dienstags", {"week": grid("Mi")}, ("week",)),
        ("flexibel, gern dienstags", {"week": grid("Mi"), "flexible": True}, ()),
        ("nach Absprache", {"flexible": False}, ("flexible",)),
        ("2 Stunden pro Woche", {"hours_a_week": 3.0, "extent": "monthly"}, ("hours_a_week", "extent")),
        ("am 12.6. und 19.6.2027", {"dates": ("2027-06-19", "2027-06-12")}, ()),
        ("einmalig", {"kind": "one_off"}, ()),
        ("wöchentlich", {"kind": "one_off"}, ("extent",)),
    ],
)
def test_stated_fields_stay_and_a_contradiction_is_named(
    said: str, values: Values, against: tuple[str, ...]
) -> None:
    found = suggestion(offer(said, **values))

    assert (found.values, found.against) == ({}, against)


def test_a_week_without_boxes_is_an_empty_field() -> None:
    assert suggestion(offer("dienstags", week=0)).values == {"week": grid("Di")}


def test_nothing_is_suggested_that_would_end_before_it_begins() -> None:
    assert suggestion(offer("bis 30.6.2027", from_on="2027-09-01")).values == {}


def test_a_day_without_a_year_is_read_as_of_the_day_it_was_written() -> None:
    assert suggestion(offer("ab 1. März", edited_on="2025-02-01")).values == {"from_on": "2025-03-01"}
    assert suggestion(offer("ab 1. März"), date(2027, 1, 2)).values == {"from_on": "2027-03-01"}
    assert suggestion(offer("ab 1. März")).values == {}


def test_what_was_taken_leaves_nothing_to_suggest() -> None:
    new, found = time_suggestions.taken(offer("dienstags, 2 Stunden pro Woche"), TODAY)

    assert new.values.items() >= {"week": grid("Di"), **found.values}.items()
    assert suggestion(new).values == {}


def test_an_end_that_is_over_is_not_taken_unseen() -> None:
    new, _found = time_suggestions.taken(offer("montags, 1.5. bis 30.6.2026"), TODAY)

    assert new.values.keys() == {"time_text", "week"}
