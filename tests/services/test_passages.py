"""The passage of an offer that has the words somebody looked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.change import Edit
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Place
from kosidesk.search.terms import parse, spans
from kosidesk.services.desk import Desk
from kosidesk.services.passages import missing, passage, passages
from tests.desks import make_desk, offer

LONG = "Wir treffen uns jede Woche im Saal. " * 4


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def test_only_what_the_line_does_not_say_is_missing() -> None:
    terms = parse("kinder garten barmen")
    assert missing(terms, ("Mit Kindern spielen", "Barmen")) == terms[1:2]


def test_a_passage_begins_with_a_word_shortly_before_the_one_that_was_met() -> None:
    said = passage((f"{LONG}Dort gärtnern wir mit Kindern.\n{LONG}",), parse("kinder"))
    assert said.startswith("… Dort gärtnern wir mit Kindern. Wir treffen")


def test_a_word_near_the_beginning_needs_no_dots() -> None:
    assert passage(("Ein Garten\nfür alle",), parse("garten")) == "Ein Garten für alle"


def test_where_no_text_has_the_word_there_is_no_passage() -> None:
    assert passage(("Suppe kochen", ""), parse("garten")) == ""


def test_every_text_an_offer_is_found_by_can_tell_why(desk: Desk) -> None:
    told = offer(desk, "Chor", description=LONG, tasks=("Noten ordnen",), requirements="Geduld")
    where = Place(desk.born_id(), offer=told.id, street="Lindenweg 3", postcode="42105", town="Wuppertal")
    desk.write(Edit(None, where.record()))
    for word, said in (
        ("noten", "Noten ordnen"),
        ("geduld", "Geduld"),
        ("linden", "Lindenweg 3, 42105 Wuppertal"),
    ):
        assert passages(desk, {told.id: parse(word)}) == {told.id: said}


def test_an_offer_that_is_gone_has_no_passage(desk: Desk) -> None:
    assert passages(desk, {RecordId("gone"): parse("chor")}) == {}


@given(st.text(), st.sampled_from(["garten", "§ 8", "e.v.", "x"]), st.text())
def test_a_passage_always_shows_what_was_met(before: str, word: str, after: str) -> None:
    text = f"{before} {word} {after}"
    terms = parse(f"{word} ")
    said = passage((text,), terms)
    assert bool(said) is bool(spans(" ".join(text.split()), terms))
    assert not said or spans(said, terms)
