"""Whoever writes a synonym down is offered words, and told what they would find."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.search.query import Query
from kosidesk.services import offers, synonym_help, synonyms
from kosidesk.services.desk import Desk
from tests.desks import make_desk, offer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def test_the_preview_counts_each_offer_once(desk: Desk) -> None:
    for title in ("Boule im Park", "Pétanque für Anfänger", "Boule und Pétanque", "Vorlesen"):
        offer(desk, title)
    assert synonym_help.preview(desk, ["Boule"]) == 2
    assert synonym_help.preview(desk, ["Boule", "Pétanque"]) == 3
    assert synonym_help.preview(desk, []) == 0


def test_the_preview_is_what_the_missed_word_then_finds(desk: Desk) -> None:
    for title in ("Boule im Park", "Pétanque für Anfänger", "Kugeln rollen"):
        offer(desk, title)
    synonyms.add(desk, ["Pétanque", "Kugeln"])
    told = synonym_help.preview(desk, ["Boccia", "Pétanque"])
    synonyms.add(desk, ["Boccia", "Pétanque"])
    assert told == len(offers.find(desk, Query(desk.today(), "Boccia ")))


def test_a_slip_is_no_word_an_offer_is_found_by(desk: Desk) -> None:
    for title in ("Vorlesen", "Vorlesen im Park"):
        offer(desk, title)
    assert synonym_help.preview(desk, ["Vorlesne"]) == 0


def test_words_to_choose_from_are_those_of_groups_lists_and_titles(desk: Desk) -> None:
    offer(desk, "Boule im Park")
    synonyms.add(desk, ["Pétanque", "Kugelspiel"])
    known = synonym_help.vocabulary(desk)
    assert {"Boule", "Park", "Kugelspiel", "Leben im Alter"} <= set(known)
    assert "im" not in known
