"""Whoever reads an offer sees why it was found."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.search.query import Query
from kosidesk.search.terms import spans
from kosidesk.services import offers, synonyms
from kosidesk.services.desk import Desk
from kosidesk.services.reading_hits import why
from tests.desks import make_desk, offer

TITLES = (
    "Hausaufgabenhilfe im Ganztag",
    "Suppenküche am Bahnhof",
    "Besuche bei Seniorinnen und Senioren",
    "Fahrradwerkstatt für alle",
    "Vorlesen in der Kita",
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    for title in TITLES:
        offer(made, title)
    yield made
    made.database.close()


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("Hilfe bei den Hausaufgaben", "Hausaufgabenhilfe im Ganztag", ["Hausaufgabenhilfe"]),
        ("Hausaufgabenhilfe", "Hilfe bei den Hausaufgaben", ["Hausaufgaben"]),
        ("werkst", "Eine Fahrradwerkstatt", ["Fahrradwerkstatt"]),
        ("kochen", "In der Suppenküche wird gekocht", ["Suppenküche"]),
        ("alte Menschen", "Senioren aus dem Viertel", ["Senioren"]),
        ("Vorlessen", "Sie lesen vor: Vorlesen macht Freude", ["Vorlesen"]),
        ("Oma", "Besuche bei Seniorinnen", ["Seniorinnen"]),
        ("Quasar", "Hausaufgabenhilfe", []),
        ("", "Hausaufgabenhilfe", []),
    ],
)
def test_everything_that_met_what_was_typed_is_marked(
    desk: Desk, typed: str, text: str, marked: list[str]
) -> None:
    found = [text[start:end] for start, end in spans(text, why(desk, typed))]

    assert set(marked) <= set(found) if marked else not found


def test_in_each_title_that_is_found_something_is_marked(desk: Desk) -> None:
    for typed in ("Haus", "Rad", "Aufgaben machen", "Kindergarten", "Küche", "Fahrad", "Opa besuchen"):
        marks = why(desk, typed)
        rows = offers.rows(desk, offers.find(desk, Query(desk.today(), typed)).ns)

        assert rows, typed
        assert all(spans(row.title, marks) for row in rows)


def test_what_the_agency_says_means_the_same_is_marked_from_then_on(desk: Desk) -> None:
    assert not spans("Zwei Quirle", why(desk, "Schneebesen"))

    synonyms.add(desk, ["Quirl", "Schneebesen"])

    assert spans("Zwei Quirle", why(desk, "Schneebesen"))


def test_words_that_mean_it_only_together_are_marked_only_together(desk: Desk) -> None:
    synonyms.add(desk, ["Kopfballschule", "Fische füttern"])
    marks = why(desk, "Kopfballschule")

    assert spans("Die Fische im Teich", marks) == ()
    assert len(spans("Fische gern füttern", marks)) == 2
