"""Answers to statements, laid against every offer."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kosidesk.domain.city import Word
from kosidesk.domain.ids import RecordId
from kosidesk.domain.theses import NOTHING, Answer, Thesis
from kosidesk.domain.wish import Wish
from kosidesk.services import theses
from kosidesk.services.desk import Desk
from kosidesk.services.theses import Result
from tests.desks import make_desk, offer

EVENING = 1 << 2
CHILDREN = Thesis(
    "children",
    "Ich bin gern mit Kindern zusammen.",
    agree=replace(NOTHING, target_groups=("Kinder",)),
    refuse=replace(NOTHING, without_target_groups=("Kinder",)),
    weight=2,
)
CULTURE = Thesis("culture", "Musik gehört dazu.", replace(NOTHING, fields=("Kultur und Kreatives",)))
TIME = Thesis("time", "Ich habe nur abends Zeit.", replace(NOTHING, week=EVENING))
PAPER = Thesis("paper", "Ich bringe ein Führungszeugnis mit.", replace(NOTHING, certificate=True))
YES = dict.fromkeys(("children", "culture", "time", "paper"), Answer.AGREE)
WISH = Wish(RecordId("w"), RecordId("c"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    city = replace(made.city, theses=(CHILDREN, CULTURE, TIME, PAPER))
    yield replace(made, city=city)
    made.database.close()


@pytest.fixture
def stock(desk: Desk) -> None:
    offer(desk, "Kinderchor", target_groups=("Kinder",), fields=("Kultur und Kreatives",), week=EVENING)
    offer(desk, "Vorlesen", target_groups=("Kinder",), week=1)
    offer(desk, "Museum", target_groups=("Erwachsene",), fields=("Kultur und Kreatives",))


def percents(result: Result) -> dict[str, int]:
    return {one.row.title: one.percent for one in result.best}


def codes(some: tuple[Thesis, ...]) -> list[str]:
    return [thesis.code for thesis in some]


@pytest.mark.usefixtures("stock")
def test_an_offer_is_worth_the_weighed_share_of_the_answers_it_meets(desk: Desk) -> None:
    found = theses.result(desk, WISH, YES, most=10)
    assert percents(found) == {"Kinderchor": 100, "Vorlesen": 50, "Museum": 38}
    assert [one.row.title for one in found.best] == ["Kinderchor", "Vorlesen", "Museum"]


@pytest.mark.usefixtures("stock")
def test_each_offer_says_which_statements_speak_for_and_against_it(desk: Desk) -> None:
    _chorus, reading, museum = theses.result(desk, WISH, YES, most=10).best
    assert (codes(reading.agreed), codes(reading.missed)) == (["children"], ["culture", "time"])
    # When there is something to do in the museum, nobody said: that speaks neither for nor against it.
    assert (codes(museum.agreed), codes(museum.missed)) == (["culture"], ["children"])


@pytest.mark.usefixtures("stock")
def test_what_an_answer_rules_out_is_not_proposed(desk: Desk) -> None:
    found = theses.result(desk, WISH, {"children": Answer.REFUSE, "culture": Answer.AGREE}, most=10)
    assert percents(found) == {"Museum": 100}
    assert found.total == 1


@pytest.mark.usefixtures("stock")
def test_what_the_wish_rules_out_already_is_not_proposed_either(desk: Desk) -> None:
    wish = replace(WISH, without_target_groups=("Kinder",))
    assert percents(theses.result(desk, wish, {"culture": Answer.AGREE}, most=10)) == {"Museum": 100}


@pytest.mark.usefixtures("stock")
@pytest.mark.parametrize("answers", [{}, dict.fromkeys(YES, Answer.NEUTRAL), {"paper": Answer.AGREE}])
def test_who_looks_for_nothing_gets_no_ranking(desk: Desk, answers: dict[str, Answer]) -> None:
    found = theses.result(desk, WISH, answers, most=10)
    assert (found.total, found.best) == (3, ())


@pytest.mark.usefixtures("stock")
def test_what_an_answer_only_rules_out_makes_nothing_fit_better(desk: Desk) -> None:
    found = theses.result(desk, WISH, {"children": Answer.REFUSE}, most=10)
    assert (found.total, found.best) == (1, ())


def test_what_speaks_for_an_offer_otherwise_meets_no_answer(desk: Desk) -> None:
    offer(
        desk, "Lauftreff", requirements="Keine Vorkenntnisse nötig", open_places=3, target_groups=("Tiere",)
    )
    (one,) = theses.result(desk, WISH, {"children": Answer.AGREE}, most=10).best
    assert (one.percent, codes(one.missed)) == (0, ["children"])


@pytest.mark.usefixtures("stock")
def test_only_as_many_as_are_wanted_are_told(desk: Desk) -> None:
    found = theses.result(desk, WISH, YES, most=1)
    assert (found.total, list(percents(found))) == (3, ["Kinderchor"])


def test_the_answers_come_back_as_a_wish(desk: Desk) -> None:
    assert theses.result(desk, WISH, YES, most=1).told == replace(
        NOTHING, target_groups=("Kinder",), fields=("Kultur und Kreatives",), week=EVENING, certificate=True
    )


def test_a_city_without_statements_of_its_own_asks_the_usual_ones(desk: Desk) -> None:
    assert len(theses.asked(replace(desk.city, theses=()))) == 18


def test_statements_are_asked_in_the_citys_spelling_and_words_it_lacks_are_named(desk: Desk) -> None:
    words = {"fields": (Word("kultur", "Kultur"),), "target_groups": (Word("kinder", "Junge Leute"),)}
    told = Thesis("x", "…", agree=replace(NOTHING, target_groups=("kinder",), fields=("Raumfahrt",)))
    city = replace(desk.city, words=words, theses=(told,))
    (thesis,) = theses.asked(city)
    assert (thesis.agree.target_groups, thesis.agree.fields) == (("Junge Leute",), ("Raumfahrt",))
    assert theses.unknown_words(city) == ("Raumfahrt",)
