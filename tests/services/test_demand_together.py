"""What one desk learns of the search every desk of the agency knows, but nothing it only remembers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.domain.demand import Period
from kosidesk.domain.missed_search import MissedSearch
from kosidesk.search.query import Choice, Query
from kosidesk.server.person import COUNSELLOR
from kosidesk.services import demand, missed, synonyms
from kosidesk.services.synonyms import Source
from kosidesk.storage import read
from tests.desks import JON, MARA
from tests.server.served import Clock, Served, served
from tests.services.towns import Seat, seat

pytestmark = pytest.mark.usefixtures("sockets")

FIELDS = (
    "Kultur und Kreatives",
    "Bildung & Lernen",
    "Leben im Alter",
    "Natur, Tiere & Umwelt",
    "Junges Engagement",
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def town(tmp_path: Path, clock: Clock) -> Iterator[Served]:
    with served(tmp_path / "server", clock) as running:
        yield running


@pytest.fixture
def seats(town: Served, clock: Clock, tmp_path: Path) -> Iterator[tuple[Seat, Seat]]:
    with (
        seat(town, clock, tmp_path / "mara", MARA) as mara,
        seat(town, clock, tmp_path / "jon", JON, COUNSELLOR) as jon,
    ):
        yield mara, jon


def meet(seats: tuple[Seat, Seat]) -> None:
    for one in (*seats, *seats):
        one.sync()


def test_what_counsellors_looked_for_is_counted_for_the_agency(
    seats: tuple[Seat, Seat], town: Served
) -> None:
    mara, jon = seats
    for at in seats:
        for field in FIELDS:
            choices = {"fields": Choice(frozenset({field})), "districts": Choice(frozenset({"Barmen"}))}
            demand.keep_search(at.desk, Query(at.desk.today(), choices=choices), 12)
        demand.file(at.desk)

    meet(seats)

    (barmen,) = demand.figures(mara.desk, Period.MONTH).districts
    assert (barmen.word, barmen.enough) == ("Barmen", 10)
    assert demand.figures(jon.desk, Period.MONTH) == demand.figures(mara.desk, Period.MONTH)
    assert not town.context.store.quarantined()


def test_a_counsellors_question_is_answered_by_the_coordination(
    seats: tuple[Seat, Seat], town: Served
) -> None:
    mara, jon = seats
    missed.keep(jon.desk, "Boule")
    missed.keep(jon.desk, "Renates Nummer")
    missed.hand_on(jon.desk, next(one.id for one in missed.missed(jon.desk) if one.words == "Boule"))
    meet(seats)

    (question,) = missed.questions(mara.desk)
    missed.answer(mara.desk, question, ("Boule", "Pétanque"))
    meet(seats)

    assert ("Boule", "Pétanque") in synonyms.groups(jon.desk)
    assert missed.questions(jon.desk) == ()
    assert [*read.all_of(mara.desk.database, MissedSearch.KIND)] == []
    assert not town.context.store.quarantined()


def test_a_question_that_is_deleted_is_forgotten_at_every_desk(
    seats: tuple[Seat, Seat], town: Served
) -> None:
    mara, jon = seats
    missed.keep(jon.desk, "Renate Beispiel")
    missed.hand_on(jon.desk, missed.missed(jon.desk)[0].id)
    meet(seats)

    missed.drop(mara.desk, missed.questions(mara.desk)[0].id)
    meet(seats)

    assert missed.questions(jon.desk) == ()
    assert all("Renate" not in repr([*read.journal(at.desk.database)]) for at in seats)
    assert not town.context.store.quarantined()


def test_words_two_desks_add_to_one_synonym_meet(seats: tuple[Seat, Seat]) -> None:
    mara, jon = seats
    synonyms.add(mara.desk, ("Boule", "Pétanque"))
    meet(seats)
    for at, word in ((mara, "Boccia"), (jon, "Kugelspiel")):
        (own,) = (one for one in synonyms.entries(at.desk) if one.source is Source.AGENCY)
        synonyms.change(at.desk, own.id, (*own.group.words, word))

    meet(seats)

    for at in seats:
        (own,) = (one for one in synonyms.entries(at.desk) if one.source is Source.AGENCY)
        assert set(own.group.words) == {"Boule", "Pétanque", "Boccia", "Kugelspiel"}
