"""What means the same: the program's words, the city's and the agency's, at once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kosidesk.domain.errors import Invalid, NotFound
from kosidesk.domain.ids import RecordId
from kosidesk.domain.synonym import Group
from kosidesk.search.query import Query
from kosidesk.services import cities, history, offers, synonyms
from kosidesk.services.desk import Desk
from kosidesk.services.synonyms import Source
from tests.desks import make_desk, offer
from tests.services.city_folders import own_city


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def found(desk: Desk, text: str) -> list[RecordId]:
    return [*offers.ids(desk, offers.find(desk, Query(desk.today(), text)).ns)]


def own(desk: Desk) -> list[tuple[str, ...]]:
    return [one.group.words for one in synonyms.entries(desk) if one.source is Source.AGENCY]


def own_id(desk: Desk) -> RecordId:
    return next(one.id for one in synonyms.entries(desk) if one.source is Source.AGENCY)


def test_a_synonym_holds_from_the_next_look_on(desk: Desk) -> None:
    before = synonyms.groups(desk)
    synonyms.add(desk, ["Boule", "Pétanque"])
    assert synonyms.groups(desk) == (*before, ("Boule", "Pétanque"))


def test_a_word_finds_what_its_synonym_is_called_by_at_once(desk: Desk) -> None:
    petanque = offer(desk, "Pétanque im Park")
    assert found(desk, "Kugelspiel") == []
    synonyms.add(desk, ["Kugelspiel", "Pétanque"])
    assert found(desk, "Kugelspiel") == [petanque.id]
    history.undo_last(desk)
    assert found(desk, "Kugelspiel") == []


def test_groups_stay_the_same_value_while_other_things_change(desk: Desk) -> None:
    synonyms.add(desk, ["Boule", "Pétanque"])
    before = synonyms.groups(desk)
    offer(desk, "Boule im Park")
    assert synonyms.groups(desk) is before


def test_a_synonym_is_changed_removed_and_brought_back(desk: Desk) -> None:
    synonyms.add(desk, ["Boule", "Pétanque"])
    synonyms.change(desk, own_id(desk), ["Boule", "Boccia"])
    assert own(desk) == [("Boule", "Boccia")]
    synonyms.remove(desk, own_id(desk))
    assert own(desk) == []
    history.undo_last(desk)
    assert own(desk) == [("Boule", "Boccia")]
    assert synonyms.groups(desk)[-1] == ("Boule", "Boccia")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ([], "missing"),
        (["Boule"], "missing"),
        (["Boule", " boule ", ""], "missing"),
        (["Boule", "x" * 61], "long"),
    ],
)
def test_one_word_means_nothing_else(desk: Desk, typed: list[str], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        synonyms.add(desk, typed)
    assert [fault.code for fault in refused.value.faults] == [code]


def test_words_are_kept_once_and_without_superfluous_blanks(desk: Desk) -> None:
    synonyms.add(desk, ["  Offenes   Ohr ", "Zuhören", "offenes ohr"])
    assert own(desk) == [("Offenes Ohr", "Zuhören")]


def test_what_is_gone_cannot_be_changed(desk: Desk) -> None:
    with pytest.raises(NotFound):
        synonyms.change(desk, RecordId("00000000-0000-7000-8000-000000000001"), ["Boule", "Boccia"])


def test_the_city_adds_its_own_words(desk: Desk, tmp_path: Path) -> None:
    folder = own_city(tmp_path)
    (folder / "synonyms.toml").write_text('[[group]]\nwords = ["Luisenviertel", "Altstadt"]\n', "utf-8")
    here = replace(desk, city=cities.load(folder))
    synonyms.add(here, ["Boule", "Pétanque"])
    assert synonyms.groups(here)[-2:] == (("Luisenviertel", "Altstadt"), ("Boule", "Pétanque"))
    by_source = {one.source: one for one in synonyms.entries(here) if one.source is not Source.PROGRAM}
    assert by_source[Source.CITY].group == Group(("Luisenviertel", "Altstadt"))
    assert by_source[Source.CITY].id == ""


def test_a_city_is_told_of_a_group_that_says_nothing(tmp_path: Path) -> None:
    folder = own_city(tmp_path)
    (folder / "synonyms.toml").write_text('[[group]]\nwords = ["Luisenviertel"]\n', "utf-8")
    with pytest.raises(Invalid) as refused:
        cities.load(folder)
    assert [(fault.field, fault.code) for fault in refused.value.faults] == [("synonyms.toml", "malformed")]
