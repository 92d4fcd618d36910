"""What stands on the desk."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kosidesk.services import agency, consultations
from kosidesk.services.desk import Desk
from kosidesk.services.overview import overview
from tests.desks import make_desk, offer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def test_open_talks_are_told_with_their_picks(desk: Desk) -> None:
    talk = consultations.begin(desk)
    consultations.pick(desk, talk.id, offer(desk, "Vorlesen").id)
    consultations.close(desk, consultations.begin(desk).id)

    seen = overview(desk)

    assert [(one.consultation.id, one.picks) for one in seen.talks] == [(talk.id, 1)]
    assert seen.offers == 1


def test_an_address_nobody_has_looked_at_is_pointed_out(desk: Desk) -> None:
    assert overview(desk).address_unchecked

    agency.save(desk, replace(agency.current(desk), id=desk.born_id(), phone="0202 000-7"))

    assert not overview(desk).address_unchecked
