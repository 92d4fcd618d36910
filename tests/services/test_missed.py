"""Words that found nothing stay at this desk, tell of nobody as far as it can know, and are forgotten."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kosidesk.domain.change import Edit
from kosidesk.domain.errors import NotFound
from kosidesk.domain.ids import RecordId
from kosidesk.domain.missed_search import LONGEST, MissedSearch, SearchQuestion
from kosidesk.domain.record import Record
from kosidesk.services import consultations, history, missed
from kosidesk.services.desk import Desk
from kosidesk.storage import read
from kosidesk.storage.outbox import Outbox
from tests.desks import NOW, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def words(desk: Desk) -> list[tuple[str, int]]:
    return [(one.words, one.times) for one in missed.missed(desk)]


def only(desk: Desk) -> MissedSearch:
    (one,) = missed.missed(desk)
    return one


def later(desk: Desk, days: int) -> Desk:
    return replace(desk, clock=lambda: NOW + timedelta(days=days))


def test_words_count_however_they_are_written(desk: Desk) -> None:
    for typed in ("Suppenküche", "suppenkueche ", "  die SUPPENKÜCHE", "Tafel"):
        missed.keep(desk, typed)
    assert words(desk) == [("die SUPPENKÜCHE", 3), ("Tafel", 1)]


@pytest.mark.parametrize(
    "typed",
    [
        "", "   ", "der die das", "?!", "0202 000-123", "renate@example.org", "geb. am 3. Mai 1950",
        "DE89 3704 0044 0532 0130 00", "7K3QPABC-C", "Ronsdorf 42369", "x" * (LONGEST + 1),
    ],
)  # fmt: skip
def test_what_is_no_word_or_may_tell_of_a_person_is_not_kept(desk: Desk, typed: str) -> None:
    assert not missed.keep(desk, typed)
    assert words(desk) == []


def test_the_code_of_a_talk_is_not_kept(desk: Desk) -> None:
    for _ in range(20):
        missed.keep(desk, consultations.begin(desk).code)
    assert words(desk) == []


def test_what_a_client_is_called_is_not_kept(desk: Desk) -> None:
    talk = consultations.begin(desk)
    client = Record("client", desk.born_id(), {"consultation": talk.id, "name": "Renate Größe-Beispiel"})
    desk.write(Edit(None, client))
    for typed in ("renate", "Groesse", "Offenes Ohr für Renate"):
        missed.keep(desk, typed)
    missed.keep(desk, "Offenes Ohr")
    assert words(desk) == [("Offenes Ohr", 1)]


def test_nothing_of_them_leaves_the_desk_or_stands_in_its_history(desk: Desk) -> None:
    missed.keep(desk, "Suppenküche")
    missed.forget(desk, only(desk).id)
    assert "Suppen" not in repr([*read.journal(desk.database)])
    with desk.database.reading() as connection:
        sent = Outbox(connection, desk.database.registry).unsettled(None)
    assert not any(kind == MissedSearch.KIND for kind, _ in sent)


def test_after_ninety_days_they_are_forgotten_unless_looked_for_again(desk: Desk) -> None:
    missed.keep(desk, "Suppenküche")
    missed.keep(desk, "Tafel")
    missed.keep(later(desk, 30), "Tafel")
    missed.forget_old(later(desk, 90))
    assert len(words(desk)) == 2
    missed.forget_old(later(desk, 91))
    assert words(desk) == [("Tafel", 2)]


def test_they_are_forgotten_one_by_one_or_all_at_once(desk: Desk) -> None:
    for typed in ("Tafel", "Boule", "Imkerei"):
        missed.keep(desk, typed)
    missed.forget(desk, next(one.id for one in missed.missed(desk) if one.words == "Boule"))
    assert [said for said, _ in words(desk)] == ["Imkerei", "Tafel"]
    missed.forget_all(desk)
    assert words(desk) == []
    with pytest.raises(NotFound):
        missed.forget(desk, RecordId("00000000-0000-7000-8000-000000000001"))


def test_what_is_handed_on_becomes_a_question_and_is_no_longer_remembered(desk: Desk) -> None:
    missed.keep(desk, "Suppenküche")
    missed.hand_on(desk, only(desk).id)
    assert words(desk) == []
    (question,) = missed.questions(desk)
    assert (question.words, question.asked_on) == ("Suppenküche", NOW.date())
    named = {name for one in read.all_of(desk.database, SearchQuestion.KIND) for name in one.values}
    assert named == {"words", "asked_on", "state"}


def test_the_same_question_is_asked_once(desk: Desk) -> None:
    for typed in ("Suppenküche", "SUPPENKUECHE"):
        missed.keep(desk, typed)
        missed.hand_on(desk, only(desk).id)
    assert len(missed.questions(desk)) == 1


def test_a_question_is_settled_and_that_can_be_taken_back(desk: Desk) -> None:
    missed.keep(desk, "Suppenküche")
    missed.hand_on(desk, only(desk).id)
    missed.settle(desk, missed.questions(desk)[0].id)
    assert missed.questions(desk) == ()
    history.undo_last(desk)
    assert len(missed.questions(desk)) == 1


def test_a_question_that_is_deleted_is_forgotten_with_its_history(desk: Desk) -> None:
    missed.keep(desk, "Suppenküche")
    missed.hand_on(desk, only(desk).id)
    missed.drop(desk, missed.questions(desk)[0].id)
    assert missed.questions(desk) == ()
    assert "Suppen" not in repr([*read.journal(desk.database)])


@given(st.text(max_size=80))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_typed_is_kept_short_or_not_at_all(desk: Desk, typed: str) -> None:
    missed.keep(desk, typed)
    assert all(0 < len(said) <= LONGEST and not any(map(str.isdigit, said)) for said, _ in words(desk))
