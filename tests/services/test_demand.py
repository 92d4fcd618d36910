"""Demand is kept: how often what was looked for, and nothing that leads back to who looked for it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kosidesk.domain.change import Action, Edit
from kosidesk.domain.consultation import CLOSED, OPEN, Consultation
from kosidesk.domain.demand import SEARCH, WISH, Demand, Period
from kosidesk.domain.few import FEW
from kosidesk.domain.record import Record
from kosidesk.search.query import Choice, Query
from kosidesk.services import consultations, demand, erasing, finishing, history, wishes
from kosidesk.services.desk import Desk
from kosidesk.storage import read
from tests.desks import NOW, make_desk, offer
from tests.services.canaries import Canaries

FIELDS = (
    "Kultur und Kreatives",
    "Bildung & Lernen",
    "Leben im Alter",
    "Natur, Tiere & Umwelt",
    "Soziales & Armut",
)
TODAY = NOW.date()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def query(*fields: str, text: str = "", districts: tuple[str, ...] = ()) -> Query:
    chosen = {"fields": Choice(frozenset(fields)), "districts": Choice(frozenset(districts))}
    return Query(TODAY, text, {facet: choice for facet, choice in chosen.items() if choice.include})


def later(desk: Desk, by: timedelta) -> Desk:
    return replace(desk, clock=lambda: NOW + by)


def waiting(desk: Desk) -> tuple[Record, ...]:
    return read.by(desk.database, "draft", "of_kind", (Demand.KIND,))


def filed(desk: Desk) -> list[Demand]:
    return [*map(Demand.of, read.all_of(desk.database, Demand.KIND))]


def finish_wish(desk: Desk, **said: Any) -> Consultation:
    talk = consultations.begin(desk)
    wishes.say(desk, replace(wishes.of(desk, talk.id), **said))
    finishing.finish(desk, talk.id, finishing.proposal(desk, talk.id))
    return talk


def test_five_searches_are_filed_with_fields_districts_and_hits(desk: Desk) -> None:
    for hits, field in enumerate(FIELDS):
        demand.keep_search(desk, query(field, text="mit Renate", districts=("Elberfeld",)), hits)
    demand.file(desk)
    assert {(one.on, one.origin, one.fields, one.districts, one.hits) for one in filed(desk)} == {
        (TODAY, SEARCH, (field,), ("Elberfeld",), hits) for hits, field in enumerate(FIELDS)
    }
    assert waiting(desk) == ()


def test_fewer_than_five_of_a_kind_wait_for_others(desk: Desk) -> None:
    for field in FIELDS[1:]:
        demand.keep_search(desk, query(field), 7)
    finish_wish(desk, fields=FIELDS[:1])
    assert not demand.file(desk)
    assert len(waiting(desk)) == FEW


def test_the_same_search_within_ten_minutes_is_one(desk: Desk) -> None:
    for minutes in (0, 3, 12, 30):
        demand.keep_search(later(desk, timedelta(minutes=minutes)), query(FIELDS[0]), 7)
    assert len(waiting(desk)) == 2


def test_without_field_and_district_nothing_is_kept(desk: Desk) -> None:
    demand.keep_search(desk, query(text="Suppenküche"), 0)
    finish_wish(desk, words="etwas mit Hunden", skills=("Kochen",))
    assert waiting(desk) == ()


def test_what_was_left_out_was_not_looked_for(desk: Desk) -> None:
    demand.keep_search(desk, Query(TODAY, choices={"fields": Choice(exclude=frozenset(FIELDS))}), 3)
    assert waiting(desk) == ()


def test_words_the_lists_do_not_know_are_left_out(desk: Desk) -> None:
    demand.keep_search(desk, query("kultur", "was Renate Beispiel mag", districts=("bei Renate",)), 2)
    (draft,) = waiting(desk)
    assert draft.get("said") == {"origin": SEARCH, "fields": (FIELDS[0],), "hits": 2}


def test_the_end_of_a_talk_leaves_its_wish_as_demand(desk: Desk) -> None:
    finish_wish(desk, fields=FIELDS[:2], districts=("Vohwinkel",))
    (draft,) = waiting(desk)
    said = {"origin": WISH, "fields": tuple(sorted(FIELDS[:2])), "districts": ("Vohwinkel",), "hits": 0}
    assert draft.get("said") == said


def test_of_a_wish_only_offers_that_answer_it_are_counted(desk: Desk) -> None:
    for title, field, district in (
        ("Chor", FIELDS[0], "Vohwinkel"),
        ("Tanz", FIELDS[0], "Ronsdorf"),
        ("Hof", FIELDS[3], "Vohwinkel"),
    ):
        offer(desk, title, fields=(field,), districts=(district,))
    finish_wish(desk, fields=FIELDS[:1], districts=("Vohwinkel",))
    (draft,) = waiting(desk)
    assert draft.get("said") == {"origin": WISH, "fields": FIELDS[:1], "districts": ("Vohwinkel",), "hits": 1}


def test_a_talk_ends_even_while_the_search_is_broken(desk: Desk) -> None:
    offer(desk, "Chor")
    with desk.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM offer_fts_data")
    talk = finish_wish(desk, fields=FIELDS[:1], words="singen")
    assert consultations.by_code(desk, talk.code).state == CLOSED


def test_a_talk_that_is_not_ended_leaves_nothing(desk: Desk) -> None:
    talk = consultations.begin(desk)
    wishes.say(desk, replace(wishes.of(desk, talk.id), fields=FIELDS[:1]))
    consultations.pause(desk, talk.id)
    assert waiting(desk) == ()


def test_an_end_that_is_taken_back_and_comes_again_counts_once(desk: Desk) -> None:
    talk = finish_wish(desk, fields=FIELDS[:1])
    history.undo_last(desk)
    assert consultations.by_code(desk, talk.code).state == OPEN
    finishing.finish(desk, talk.id, finishing.proposal(desk, talk.id))
    assert consultations.by_code(desk, talk.code).state == CLOSED
    assert len(waiting(desk)) == 1


def test_two_clients_who_wish_for_the_same_count_twice(desk: Desk) -> None:
    for _ in range(2):
        finish_wish(desk, fields=FIELDS[:1])
    assert len(waiting(desk)) == 2


def test_no_history_tells_of_a_wish_that_waits(desk: Desk) -> None:
    finish_wish(desk, fields=FIELDS[:1])
    assert {change.kind for change in read.journal(desk.database)}.isdisjoint({"draft", Demand.KIND})


def test_what_is_filed_leads_to_no_talk(desk: Desk) -> None:
    """Not by author, moment, user action, or the order in which things were written."""
    talks = [finish_wish(desk, fields=(field,)) for field in reversed(FIELDS)]
    demand.file(desk)
    changes = [change for change in read.journal(desk.database) if change.kind == Demand.KIND]
    others = [change for change in read.journal(desk.database) if change.kind != Demand.KIND]
    assert len(changes) == FEW
    assert {change.author for change in changes} == {""}
    assert {change.transaction for change in changes}.isdisjoint(change.transaction for change in others)
    assert min(change.at for change in changes) > max(change.at for change in others)
    in_order = sorted(changes, key=lambda change: change.position)
    assert [change.differences["fields"][1] for change in in_order] == [(one,) for one in sorted(FIELDS)]
    told = repr(filed(desk))
    assert not any(talk.id in told or talk.code in told for talk in talks)


def test_filing_is_nobodys_action_and_is_not_taken_back_unawares(desk: Desk) -> None:
    for field in FIELDS:
        finish_wish(desk, fields=(field,))
    before = history.last_action(desk)
    demand.file(desk)
    assert history.last_action(desk) == before


def test_no_word_of_a_wish_stands_in_the_demand_of_a_client_who_withdrew(desk: Desk) -> None:
    canaries = Canaries()
    for field in FIELDS:
        talk = finish_wish(
            desk,
            words=canaries.new(),
            skills=(canaries.new(),),
            fields=(field, canaries.new()),
            districts=("Vohwinkel", canaries.new()),
            target_groups=(canaries.new(),),
            languages=(canaries.new(),),
            near_to=canaries.new(),
            age=71,
        )
        left = repr([dict(draft.values) for draft in waiting(desk)]).lower()
        assert not any(word in left for word in canaries.words)
        erasing.withdraw(desk, talk.id)
    demand.file(desk)

    told = repr([change.differences for change in read.journal(desk.database)] + filed(desk)).lower()
    assert not any(word in told for word in canaries.words)
    assert {field for one in filed(desk) for field in one.fields} == set(FIELDS)
    named = {name for one in read.all_of(desk.database, Demand.KIND) for name in one.values}
    assert named == {"on", "origin", "fields", "districts", "hits"}


def test_figures_tell_what_was_looked_for_most_first(desk: Desk) -> None:
    keep(desk, "Kultur und Kreatives", [0] * 5 + [2] * 6 + [40] * 7)
    keep(desk, "Leben im Alter", [9] * 20)
    keep(desk, "Bildung & Lernen", [3] * 4)
    told = demand.figures(desk, Period.MONTH)
    assert [(one.word, one.nothing, one.scarce, one.enough, one.total) for one in told.fields] == [
        ("Leben im Alter", None, None, 20, None),
        ("Kultur und Kreatives", 5, 6, 7, 18),
        ("Bildung & Lernen", None, None, None, None),
    ]
    assert [(one.word, one.total) for one in told.districts] == [("Elberfeld", 42)]


def test_figures_are_those_of_the_period(desk: Desk) -> None:
    for day in (date(2026, 11, 1), date(2026, 10, 31), date(2026, 9, 30), date(2025, 12, 31)):
        keep(desk, "Leben im Alter", [9] * 6, on=day)
    enough = [demand.figures(desk, period).fields[0].enough for period in Period]
    assert enough == [6, 12, 18]


def test_what_other_desks_filed_counts(desk: Desk) -> None:
    assert demand.figures(desk, Period.YEAR) == demand.Figures()
    keep(desk, "Leben im Alter", [9] * 6)
    assert [change.action for change in read.journal(desk.database) if change.kind == Demand.KIND] == [
        Action.CREATE
    ] * 6
    assert demand.figures(desk, Period.YEAR).fields[0].enough == 6


def keep(desk: Desk, field: str, hits: list[int], on: date = TODAY) -> None:
    made = (Demand(desk.born_id(), on, SEARCH, (field,), ("Elberfeld",), found) for found in hits)
    desk.note(*(Edit(None, one.record()) for one in made))
