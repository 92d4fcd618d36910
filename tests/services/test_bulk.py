"""One deed for many offers."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kosidesk.domain.availability import bit
from kosidesk.domain.change import Edit
from kosidesk.domain.errors import Invalid
from kosidesk.domain.ids import RecordId
from kosidesk.domain.time_reading import read
from kosidesk.search.query import PAUSED, Query
from kosidesk.services import bulk, history, offers
from kosidesk.services.bulk import Assure, Deed, Line, Pause, SetStatus, TakeTimes, TakeUp, Unchanged
from kosidesk.services.desk import Desk
from kosidesk.services.time_suggestions import Suggestion
from tests.desks import make_desk, offer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def stock(desk: Desk) -> tuple[RecordId, ...]:
    """An active one, one that rests, one that is paused, and one that was assured today."""
    today, later = desk.today(), desk.today() + timedelta(days=30)
    return (
        offer(desk, "Kochen", number="1").id,
        offer(desk, "Chor", number="2", status="inactive").id,
        offer(desk, "Garten", number="3", paused_until=later.isoformat()).id,
        offer(desk, "Vorlesen", number="4", assured_on=today.isoformat(), assured_by="Mara").id,
    )


def later(desk: Desk) -> Pause:
    return Pause(desk.today() + timedelta(days=30))


def values(desk: Desk, ids: tuple[RecordId, ...]) -> list[object]:
    return [
        (o.status, o.paused_until, o.assured_by) for o in (full.offer for full in offers.by_ids(desk, ids))
    ]


def test_the_preview_says_what_changes_what_does_not_and_why(desk: Desk, stock: tuple[RecordId, ...]) -> None:
    seen = bulk.preview(desk, (*stock, RecordId("gone")), later(desk))

    assert seen.changed == 2
    assert seen.unchanged == {Unchanged.NOT_ACTIVE: 1, Unchanged.ALREADY: 1, Unchanged.GONE: 1}
    assert seen.lines == (
        Line("1", "Kochen", None),
        Line("4", "Vorlesen", None),
        Line("2", "Chor", Unchanged.NOT_ACTIVE),
        Line("3", "Garten", Unchanged.ALREADY),
    )


@pytest.mark.parametrize(
    "deed", [Assure(), Assure("Frau Beispiel"), TakeUp(), SetStatus("inactive"), "pause"]
)
def test_what_was_announced_is_done_and_one_undo_takes_it_back(
    desk: Desk, stock: tuple[RecordId, ...], deed: Deed | str
) -> None:
    meant = later(desk) if isinstance(deed, str) else deed
    before = values(desk, stock)
    announced = bulk.preview(desk, stock, meant)

    changes = bulk.apply(desk, stock, meant)

    assert len(changes.touched["offer"]) == announced.changed > 0
    assert bulk.preview(desk, stock, meant).changed == 0
    history.undo_last(desk)
    assert values(desk, stock) == before


def test_a_pause_that_is_over_need_not_be_ended(desk: Desk) -> None:
    back = offer(desk, "Garten", paused_until=desk.today().isoformat()).id
    assert bulk.preview(desk, (back,), TakeUp()).unchanged == {Unchanged.ALREADY: 1}


def test_times_are_taken_from_the_text_into_empty_fields_only(desk: Desk) -> None:
    said = (
        {"time_text": "dienstags nachmittags"},
        {"time_text": "dienstags", "week": bit(2, 0)},
        {"time_text": "mind. ein halbes Jahr"},
    )
    ids = tuple(offer(desk, f"Chor {n}", number=str(n), **values).id for n, values in enumerate(said))

    seen = bulk.preview(desk, ids, TakeTimes())
    bulk.apply(desk, ids, TakeTimes())

    assert (seen.changed, seen.unchanged) == (1, {Unchanged.NOTHING_READ: 2})
    assert seen.lines[0].read == Suggestion("dienstags nachmittags", read("dienstags nachmittags"))
    assert [full.offer.week for full in offers.by_ids(desk, ids)] == [bit(1, 1), bit(2, 0), 0]
    history.undo_last(desk)
    assert offers.full(desk, ids[0]).offer.week == 0


def test_what_already_stands_so_is_not_written(desk: Desk, stock: tuple[RecordId, ...]) -> None:
    assert not bulk.apply(desk, stock[1:2], SetStatus("inactive"))
    assert not bulk.apply(desk, stock[3:], Assure())


def test_an_offer_deleted_meanwhile_does_not_stop_the_others(desk: Desk, stock: tuple[RecordId, ...]) -> None:
    bulk.preview(desk, stock, SetStatus("defunct"))
    gone = offers.with_number(desk, "1")[0]
    desk.write(Edit(gone, None))

    assert bulk.apply(desk, stock, SetStatus("defunct")).touched["offer"] == set(stock[1:])


@pytest.mark.parametrize("days", [-1, 0])
def test_a_pause_must_end_after_today(desk: Desk, stock: tuple[RecordId, ...], days: int) -> None:
    over = Pause(desk.today() + timedelta(days=days))

    for act in (bulk.preview, bulk.apply):
        with pytest.raises(Invalid):
            act(desk, stock, over)


def test_a_paused_offer_is_found_only_by_who_asks_for_it(desk: Desk, stock: tuple[RecordId, ...]) -> None:
    def found(*statuses: str, days: int = 0) -> set[str]:
        query = Query(desk.today() + timedelta(days=days), statuses=frozenset(statuses))
        return {row.title for row in offers.rows(desk, offers.find(desk, query).ns)}

    assert found("active") == {"Kochen", "Vorlesen"}
    assert found(PAUSED) == {"Garten"}
    assert found("active", PAUSED) == {"Kochen", "Vorlesen", "Garten"}
    assert found() == {"Kochen", "Vorlesen", "Garten", "Chor"}
    assert found("active", days=30) == {"Kochen", "Vorlesen", "Garten"}
