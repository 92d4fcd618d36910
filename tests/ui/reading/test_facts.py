"""Everything a record says is told, in the words people use."""

from dataclasses import fields, replace
from datetime import date

import pytest

from kosidesk.domain.availability import bit
from kosidesk.domain.freshness import freshness
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Contact, FullOffer, Offer, Organisation, Place, Translation
from kosidesk.ui.reading.facts import assured, passages, trusted

TODAY = date(2026, 11, 21)
ID = RecordId("1")


def told(full: FullOffer) -> str:
    return "\n".join(f"{fact.term}: {fact.text}" for passage in passages(full) for fact in passage.facts)


# Shown elsewhere: in the heading, in the light, as a badge; or of no use in a talk.
ELSEWHERE = {
    "title", "organisation", "status", "assured_on", "assured_by", "placements", "current_placements",
    "contactable", "unanswered",
}  # fmt: skip
SAMPLES = {
    "str": "Wort", "tuple[str, ...]": ("Wort", "Zweitwort"), "int | None": 7, "float | None": 7.5, "int": 5,
    "bool | None": True, "date | None": date(2026, 1, 7),
}  # fmt: skip


@pytest.mark.parametrize(
    "field", [field for field in fields(Offer) if field.name not in ELSEWHERE | {"id"}], ids=lambda f: f.name
)
def test_every_field_of_an_offer_is_told(field: object) -> None:
    name, sample = field.name, SAMPLES.get(str(field.type), "Wort")  # type: ignore[attr-defined]
    bare = told(FullOffer(Offer(ID, kind=""), Organisation(ID)))
    assert told(FullOffer(Offer(ID, **{"kind": "", name: sample}), Organisation(ID))) != bare


def test_an_offer_without_statements_tells_nothing() -> None:
    assert passages(FullOffer(Offer(ID, kind=""), Organisation(ID))) == ()


def test_what_was_read_of_the_words_about_time_is_told_until_a_field_says_it() -> None:
    offer = Offer(ID, time_text="dienstags nachmittags, 2 Std. pro Woche", hours_a_week=2, extent="weekly")
    line = "Aus dem Text gelesen, nicht bestätigt: dienstags nachmittags"

    assert line in told(FullOffer(offer, Organisation(ID)))
    assert line not in told(FullOffer(replace(offer, week=bit(1, 1)), Organisation(ID)))


def test_the_languages_of_its_translations_are_told_in_german_and_in_order() -> None:
    translated = tuple(Translation(ID, "1", code, "…") for code in ("ar", "tr", "de-leicht"))
    full = FullOffer(Offer(ID), Organisation(ID), translations=translated)
    assert "Kurz auch auf: Arabisch, Leichte Sprache, Türkisch" in told(full)


def test_a_private_contact_is_marked() -> None:
    contact = Contact(ID, name="Frau Muster", phone="0202 000-1", private=True)
    assert "privat, nicht weitergeben" in told(FullOffer(Offer(ID), Organisation(ID), contacts=(contact,)))


def test_a_place_is_told_in_one_line() -> None:
    place = Place(
        ID, street="Talblick 7", postcode="42277", town="Wuppertal", district="Barmen", stop="Alter Markt"
    )
    full = FullOffer(Offer(ID), Organisation(ID), places=(place,))
    assert "Talblick 7, 42277 Wuppertal · Barmen · Haltestelle Alter Markt" in told(full)


@pytest.mark.parametrize(
    ("assured_on", "edited_on", "by", "words"),
    [
        (date(2026, 11, 3), None, "Mara", "bestätigt am 3. November 2026 von Mara"),
        (date(2026, 11, 3), date(2026, 11, 9), "", "bestätigt am 3. November 2026"),
        (None, date(2025, 1, 2), "", "laut Quelle geändert am 2. Januar 2025, noch nie bestätigt"),
        (None, None, "", "noch nie bestätigt"),
        (None, date(1970, 1, 1), "", "noch nie bestätigt"),
    ],
)
def test_trust_is_told_with_its_day_and_name(
    assured_on: date | None, edited_on: date | None, by: str, words: str
) -> None:
    assert assured(freshness(assured_on, edited_on, TODAY), by) == words


@pytest.mark.parametrize(
    ("unanswered", "words"),
    [
        (0, "noch nie bestätigt"),
        (1, "noch nie bestätigt; seitdem blieb 1 Anfrage ohne Antwort"),
        (3, "noch nie bestätigt; seitdem blieben 3 Anfragen ohne Antwort"),
    ],
)
def test_clients_without_an_answer_are_told_beside_the_light(unanswered: int, words: str) -> None:
    assert trusted(Offer(ID, unanswered=unanswered), TODAY) == words
