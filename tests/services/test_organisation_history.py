"""What there was with an organisation: talks by day and name, referrals by numbers that tell of nobody."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record, Value
from kosidesk.services import organisation_history
from kosidesk.services.desk import Desk
from kosidesk.services.organisation_history import Outcome, Past, Talk
from tests.desks import JON, MARA, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def body(desk: Desk) -> RecordId:
    return stored(desk, "organisation", name="Haus am Wald")


def stored(desk: Desk, kind: str, /, **values: Value) -> RecordId:
    record = Record(kind, desk.born_id(), values)
    desk.write(Edit(None, record))
    return record.id


def refer(desk: Desk, organisation: RecordId, **states: int) -> None:
    """So many referrals in each state, to offers of the organisation."""
    offer = stored(desk, "offer", title="Vorlesen", organisation=organisation)
    for state, count in states.items():
        for _ in range(count):
            stored(desk, "referral", offer=offer, state=state, consultation="x")


def past(desk: Desk, organisation: RecordId) -> Past:
    return organisation_history.past(desk, organisation)


def test_talks_with_it_and_about_it_come_newest_first(desk: Desk, body: RecordId) -> None:
    for kind, day, who in (
        ("organisation", "2026-03-02T10:00:00+00:00", MARA.id),
        ("complaint", "2026-11-12T10:00:00+00:00", JON.id),
        ("seeking", "2026-11-13T10:00:00+00:00", JON.id),
        ("company", "", "gone"),
    ):
        stored(
            desk, "consultation", kind=kind, begun_at=day, counsellor=who, organisation=body,
            code=f"C-{kind}", notes="Frau Geheim klagt",
        )  # fmt: skip
    stored(desk, "consultation", kind="complaint", organisation=stored(desk, "organisation", name="Andere"))
    assert past(desk, body).talks == (
        Talk("C-complaint", "complaint", date(2026, 11, 12), "Jon"),
        Talk("C-organisation", "organisation", date(2026, 3, 2), "Mara"),
        Talk("C-company", "company", None, ""),
    )


def test_referrals_are_counted_by_what_came_of_them(desk: Desk, body: RecordId) -> None:
    refer(desk, body, started=5, ended=2, contacted=3, first_meeting=3, declined_by_person=6, noted=40)
    refer(desk, body, declined_by_organisation=1, no_answer=9, handed_out=8)
    refer(desk, stored(desk, "organisation", name="Andere"), started=30)
    found = past(desk, body)
    assert found.counts == {
        Outcome.STARTED: 7,
        Outcome.UNDER_WAY: 6,
        Outcome.DECLINED: 7,
        Outcome.NO_ANSWER: 9,
        Outcome.UNKNOWN: 8,
    }
    assert found.total == 37


def test_a_small_number_is_hidden_and_so_is_the_sum_that_would_tell_it(desk: Desk, body: RecordId) -> None:
    refer(desk, body, started=6, contacted=7, declined_by_person=8, no_answer=9, handed_out=3)
    found = past(desk, body)
    assert found.counts[Outcome.UNKNOWN] is None
    assert found.counts[Outcome.STARTED] == 6
    assert found.total is None


def test_a_few_in_all_look_like_none(desk: Desk, body: RecordId) -> None:
    refer(desk, body, started=2, handed_out=2)
    assert past(desk, body) == past(desk, stored(desk, "organisation", name="Neu"))
    assert past(desk, body) == Past((), dict.fromkeys(Outcome), None)


def test_it_is_also_that_of_the_organisations_merged_into_it(desk: Desk, body: RecordId) -> None:
    merged = stored(desk, "organisation", name="Haus Am Walde", merged_into=body)
    refer(desk, body, started=4)
    refer(desk, merged, started=3)
    stored(desk, "consultation", kind="complaint", organisation=merged, code="C")
    found = past(desk, body)
    assert found.counts[Outcome.STARTED] == 7
    assert [talk.code for talk in found.talks] == ["C"]


def test_it_is_quick_after_years(desk: Desk, body: RecordId) -> None:
    offers = [
        Record("offer", desk.born_id(), {"title": f"{n}", "organisation": body if n % 5 == 0 else "other"})
        for n in range(100)
    ]
    talks = [
        Record(
            "consultation",
            desk.born_id(),
            {"kind": "organisation", "organisation": body if n % 25 == 0 else "other", "counsellor": MARA.id},
        )
        for n in range(5_000)
    ]
    referrals = [
        Record(
            "referral",
            desk.born_id(),
            {"offer": offers[n % 100].id, "state": "started", "consultation": talk.id},
        )
        for n, talk in enumerate(talks * 2)
    ]
    desk.write(*(Edit(None, record) for record in (*offers, *talks, *referrals)))
    past(desk, body)
    begun = process_time()
    found = past(desk, body)
    assert process_time() - begun <= 0.05
    assert len(found.talks) == 200
    assert found.counts[Outcome.STARTED] == 2_000
