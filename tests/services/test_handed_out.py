from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kosidesk.domain.ids import RecordId
from kosidesk.domain.wish import Wish
from kosidesk.services import consultations, handed_out
from kosidesk.services.desk import Desk
from kosidesk.services.fits import fits
from tests.desks import make_desk, offer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = make_desk(tmp_path)
    yield desk
    desk.database.close()


def hand_out(desk: Desk, *offers: RecordId) -> None:
    """In one talk, on one sheet."""
    talk = consultations.begin(desk)
    for one in offers:
        consultations.pick(desk, talk.id, one)
    consultations.hand_out(desk, talk.id)


def later(desk: Desk, days: int) -> Desk:
    return replace(desk, clock=lambda: desk.clock() + timedelta(days=days))


def test_what_went_along_with_a_sheet_is_counted_talk_by_talk(desk: Desk) -> None:
    often, once, never = (offer(desk, title).id for title in ("Oft", "Einmal", "Nie"))
    hand_out(desk, often, once)
    hand_out(desk, often)

    assert handed_out.times(desk) == {often: 2, once: 1}
    assert never not in handed_out.times(desk)


def test_what_is_only_noted_is_not_counted(desk: Desk) -> None:
    one = offer(desk, "Vorlesen").id
    talk = consultations.begin(desk)
    consultations.pick(desk, talk.id, one)
    assert handed_out.times(desk) == {}

    consultations.hand_out(desk, talk.id)

    assert handed_out.times(desk) == {one: 1}


def test_it_is_counted_for_ninety_days(desk: Desk) -> None:
    one = offer(desk, "Vorlesen").id
    hand_out(desk, one)

    assert handed_out.times(later(desk, 90)) == {one: 1}
    assert handed_out.times(later(desk, 91)) == {}
    assert handed_out.times(desk) == {one: 1}


def test_of_two_that_fit_alike_the_one_that_was_handed_out_comes_second(desk: Desk) -> None:
    wish = Wish(RecordId("wish"))
    for title in ("Vorlesen", "Besuchen"):
        offer(desk, title, open_places=1, assured_on=desk.today().isoformat())
    first, second = (fit.row for fit in fits(desk, wish, most=2).best)

    hand_out(desk, first.id)

    assert [fit.row.id for fit in fits(desk, wish, most=2).best] == [second.id, first.id]
