"""What stands on the desk is counted exactly, and no open talk is forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.services import consultations, editing
from kosidesk.services.desk import Desk
from kosidesk.services.overview import overview
from tests.desks import make_desk, offer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def test_an_empty_desk_has_nothing_to_go_on_with(desk: Desk) -> None:
    seen = overview(desk)
    assert (seen.offers, seen.talks, seen.conflicts, seen.drafts) == (0, (), 0, 0)


def test_open_talks_are_listed_newest_first_with_their_picks(desk: Desk) -> None:
    reading, garden = offer(desk, "Vorlesen"), offer(desk, "Garten")
    first, second = consultations.begin(desk), consultations.begin(desk, "stand")
    for one in (reading, garden):
        consultations.pick(desk, first.id, one.id)
    talks = overview(desk).talks
    assert [(talk.consultation.code, talk.picks) for talk in talks] == [(second.code, 0), (first.code, 2)]


def test_a_closed_talk_is_not_listed(desk: Desk) -> None:
    consultations.close(desk, consultations.begin(desk).id)
    assert overview(desk).talks == ()


def test_offers_and_drafts_are_counted(desk: Desk) -> None:
    record = offer(desk, "Vorlesen")
    editing.keep_drafts(desk, (Edit(record, record.with_values(title="Vorlesen im Park")),))
    seen = overview(desk)
    assert (seen.offers, seen.drafts) == (1, 1)
