"""What is due, what it is about, and that asking back survives everything that happens meanwhile."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.client import CONTACT, STORE, Client, Consent, client_id
from kosidesk.domain.consultation import Consultation
from kosidesk.domain.errors import Invalid, LeaseEnded, NotPossibleNow
from kosidesk.domain.follow_up import FollowUp
from kosidesk.domain.ids import NOBODY, RecordId, new_code
from kosidesk.domain.record import Record
from kosidesk.services import clients, connection, consultations, erasing, follow_ups, records
from kosidesk.services.connection import Contact
from kosidesk.services.desk import Desk
from kosidesk.services.follow_ups import Counts, Meant
from tests.desks import JON, MARA, NOW, make_desk, offer
from tests.services.test_lease import CONNECTION

TODAY = date(2026, 11, 21)  # a Saturday
DAY = timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Wuppertal's time, whatever the machine is set to."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def promise(
    desk: Desk, talk: Consultation, on: date = TODAY, by: RecordId = MARA.id, state: str = "due"
) -> FollowUp:
    made = FollowUp(desk.born_id(), talk.id, due_on=on, counsellor=by, state=state)
    desk.write(Edit(None, made.record()))
    return made


def known(desk: Desk, talk: Consultation, *purposes: str) -> Client:
    client = Client(client_id(talk.id), talk.id, "Ada Beispiel", "0202 000-11", "ada@example.org")
    consents = (Consent(desk.born_id(), client.id, purpose, given_on=TODAY) for purpose in purposes)
    desk.write(Edit(None, client.record()), *(Edit(None, consent.record()) for consent in consents))
    return client


def test_who_waited_longest_comes_first_and_what_is_settled_or_to_come_not_at_all(desk: Desk) -> None:
    talk = consultations.begin(desk)
    today, late = promise(desk, talk), promise(desk, talk, TODAY - 9 * DAY, JON.id)
    promise(desk, talk, TODAY + DAY)
    promise(desk, talk, TODAY - DAY, state="done")

    assert [case.follow_up.id for case in follow_ups.due(desk, mine=False, until=TODAY)] == [
        late.id,
        today.id,
    ]
    assert [case.follow_up.id for case in follow_ups.due(desk, mine=True, until=TODAY)] == [today.id]
    assert follow_ups.counts(desk) == Counts(mine=1, all=2, overdue=1)


def test_a_line_tells_code_day_name_and_number_of_offers(desk: Desk) -> None:
    talk = consultations.begin(desk)
    consultations.pick(desk, talk.id, offer(desk, "Vorlesen").id)
    consultations.pick(desk, talk.id, offer(desk, "Kochen").id)
    known(desk, talk, STORE)
    promise(desk, talk)

    (case,) = follow_ups.due(desk, mine=True, until=TODAY)

    assert (case.code, case.kind, case.talked_on, case.name, case.offers) == (
        talk.code,
        "seeking",
        TODAY,
        "Ada Beispiel",
        2,
    )


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize(
    ("now", "today"),
    [
        (datetime(2026, 11, 20, 22, 59, tzinfo=UTC), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 23, 0, tzinfo=UTC), date(2026, 11, 21)),
        # The clocks go back on 25 October and forward on 28 March.
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 26)),
        (datetime(2027, 3, 27, 23, 30, tzinfo=UTC), date(2027, 3, 28)),
        (datetime(2027, 3, 28, 21, 59, tzinfo=UTC), date(2027, 3, 28)),
        (datetime(2027, 3, 28, 22, 0, tzinfo=UTC), date(2027, 3, 29)),
    ],
)
def test_today_is_the_day_at_the_desk_on_the_nights_the_clocks_change_too(
    desk: Desk, now: datetime, today: date
) -> None:
    talk = consultations.begin(desk)
    promise(desk, talk, today - DAY)
    promise(desk, talk, today)
    promise(desk, talk, today + DAY)
    assert follow_ups.counts(replace(desk, clock=lambda: now)) == Counts(mine=2, all=2, overdue=1)


def test_whom_nobody_reached_is_tried_again_on_a_weekday(desk: Desk) -> None:
    made = promise(desk, consultations.begin(desk))

    follow_ups.miss(desk, made.id)

    after = records.value(desk, FollowUp, made.id)
    assert (after.due_on, after.tries, after.state) == (date(2026, 11, 24), 1, "due")
    for day in range(7):
        at = replace(desk, clock=lambda day=day: NOW + day * DAY)
        assert follow_ups.proposed_again(at).weekday() < 5
        assert follow_ups.proposed_again(at) - at.today() >= 3 * DAY


def test_nothing_is_put_off_into_the_past(desk: Desk) -> None:
    made = promise(desk, consultations.begin(desk), TODAY - 30 * DAY)
    for put_off in (follow_ups.miss, follow_ups.postpone):
        with pytest.raises(Invalid) as refused:
            put_off(desk, made.id, TODAY - DAY)
        assert refused.value.faults[0].code == "past"
    follow_ups.postpone(desk, made.id, TODAY)
    assert records.value(desk, FollowUp, made.id) == replace(made, due_on=TODAY)


def test_what_is_settled_is_settled_once(desk: Desk) -> None:
    talk = consultations.begin(desk)
    asked, unwanted = promise(desk, talk), promise(desk, talk)

    follow_ups.done(desk, asked.id, "hat angefangen")
    follow_ups.drop(desk, unwanted.id)

    assert follow_ups.counts(desk) == Counts()
    settled = records.value(desk, FollowUp, asked.id)
    assert (settled.done_on, settled.note) == (TODAY, "hat angefangen")
    for again in (follow_ups.done, follow_ups.drop, follow_ups.miss):
        with pytest.raises(NotPossibleNow):
            again(desk, unwanted.id)


@pytest.mark.parametrize("purposes", [(STORE, CONTACT), (STORE,)])
def test_a_client_is_called_only_with_her_consent(desk: Desk, purposes: tuple[str, ...]) -> None:
    talk = consultations.begin(desk)
    client = known(desk, talk, *purposes)
    case = follow_ups.case(desk, promise(desk, talk).id)
    assert (case.client, case.may_contact) == (client, CONTACT in purposes)


def test_a_consent_that_was_taken_back_is_none(desk: Desk) -> None:
    talk = consultations.begin(desk)
    client = known(desk, talk, STORE)
    taken_back = Consent(desk.born_id(), client.id, CONTACT, given_on=TODAY, withdrawn_on=TODAY)
    desk.write(Edit(None, taken_back.record()))
    assert not follow_ups.case(desk, promise(desk, talk).id).may_contact


def test_an_anonymous_case_has_the_numbers_of_the_organisations(desk: Desk) -> None:
    made = offer(desk, "Vorlesen")
    body = records.record(desk, "organisation", made.text("organisation"))
    ours = Record("contact", desk.born_id(), {"offer": made.id, "name": "Frau Weber", "phone": "0202 000-1"})
    theirs = Record(
        "contact", desk.born_id(), {"organisation": body.id, "name": "Büro", "phone": "0202 000-2"}
    )
    desk.write(
        Edit(None, theirs),
        Edit(None, ours),
        Edit(body, body.with_values(phone="0202 000-1", mail="a@example.org")),
    )
    talk = consultations.begin(desk)
    consultations.pick(desk, talk.id, made.id)

    case = follow_ups.case(desk, promise(desk, talk).id)

    assert (case.client, case.may_contact) == (None, False)
    assert [(way.name, way.phone, way.mail) for way in case.given[0].ways] == [
        ("Frau Weber", "0202 000-1", ""),
        ("Büro", "0202 000-2", ""),
        ("", "0202 000-1", "a@example.org"),
    ]


def test_a_deleted_offer_stays_in_its_place_without_its_facts(desk: Desk) -> None:
    talk = consultations.begin(desk)
    gone, kept = offer(desk, "Vorlesen"), offer(desk, "Kochen")
    consultations.pick(desk, talk.id, gone.id)
    consultations.pick(desk, talk.id, kept.id)
    made = promise(desk, talk)
    desk.write(Edit(gone, None))

    case = follow_ups.case(desk, made.id)

    assert [bool(given.offer) for given in case.given] == [False, True]
    assert case.given[0].referral.offer == gone.id


def test_with_the_consultation_its_promises_are_erased(desk: Desk) -> None:
    talk = consultations.begin(desk)
    promise(desk, talk)
    erasing.withdraw(desk, talk.id)
    assert follow_ups.due(desk, mine=False, until=TODAY) == ()
    assert follow_ups.counts(desk) == Counts()


def test_after_the_lease_no_case_is_shown(desk: Desk) -> None:
    made = promise(desk, consultations.begin(desk))
    connection.keep(desk, CONNECTION)
    connection.keep_contact(desk, Contact(lease_until=NOW + 30 * DAY, latest=NOW))
    late = replace(desk, clock=lambda: NOW + 31 * DAY)
    for closed in (
        lambda: follow_ups.due(late, mine=True, until=TODAY),
        lambda: follow_ups.case(late, made.id),
        lambda: follow_ups.find(late, "X"),
        lambda: follow_ups.miss(late, made.id),
        lambda: follow_ups.done(late, made.id),
    ):
        with pytest.raises(LeaseEnded):
            closed()
    assert follow_ups.counts(late) == Counts()


def test_a_slip_finds_its_case_with_the_promise_that_is_due_next(desk: Desk) -> None:
    talk = consultations.begin(desk)
    promise(desk, talk, TODAY + 28 * DAY)
    soon = promise(desk, talk, TODAY + DAY)
    promise(desk, talk, TODAY - DAY, state="done")
    found = follow_ups.find(desk, talk.code.lower().replace("-", " ")).case
    assert found is not None
    assert found.follow_up == soon


def test_a_slip_without_a_promise_finds_its_case_too(desk: Desk) -> None:
    talk = consultations.begin(desk)
    found = follow_ups.find(desk, talk.code).case
    assert found is not None
    assert (found.consultation.id, found.follow_up) == (talk.id, None)


def test_a_mistyped_code_brings_the_one_that_was_meant_first(desk: Desk) -> None:
    talk = consultations.begin(desk)
    others = [consultations.begin(desk).code for _ in range(20)]
    body, check = talk.code.split("-")
    wrong = body[1] + body[0] + body[2:] if body[0] != body[1] else "00" + body[2:]

    found = follow_ups.find(desk, f"{wrong}-{check}")

    assert found.case is None
    assert found.near[0].code == talk.code
    assert not {one.code for one in found.near} & set(others)


@pytest.mark.parametrize("typed", ["Ilse Beispielfrau", "ilse", "beisp il", "Beispielfrua"])
def test_who_gave_her_name_is_found_by_it_half_typed_or_mistyped(desk: Desk, typed: str) -> None:
    talk = consultations.begin(desk)
    consultations.begin(desk)
    clients.keep(desk, talk.id, Client(NOBODY, name="Ilse Beispielfrau"), (STORE,))
    assert follow_ups.find(desk, typed).near == (Meant(talk.code, "Ilse Beispielfrau"),)


@pytest.mark.parametrize("typed", ["", "  ", "…", "-"])
def test_nobody_is_found_by_nothing(desk: Desk, typed: str) -> None:
    known(desk, consultations.begin(desk), STORE)
    assert follow_ups.find(desk, typed).near == ()


def test_thousands_of_cases_are_counted_and_listed_at_once(desk: Desk) -> None:
    stock_up(desk, 5_000)
    follow_ups.due(desk, mine=True, until=TODAY)

    start = time.process_time()
    listed = follow_ups.due(desk, mine=False, until=TODAY)
    counted = follow_ups.counts(desk)
    spent = time.process_time() - start

    assert len(listed) == counted.all == 250
    assert spent <= 0.05


def stock_up(desk: Desk, talks: int) -> None:
    """Two promises a consultation, one in twenty of the first still waiting."""
    edits = []
    for n in range(talks):
        talk = Consultation(desk.born_id(), code=new_code(8), counsellor=MARA.id, begun_at=NOW - 60 * DAY)
        edits.append(Edit(None, talk.record()))
        edits += (
            Edit(
                None,
                FollowUp(
                    desk.born_id(),
                    talk.id,
                    due_on=TODAY - (n % 40) * DAY if first else TODAY + (1 + n % 40) * DAY,
                    counsellor=MARA.id if n % 3 else JON.id,
                    state="due" if not first or n % 20 == 0 else "done",
                ).record(),
            )
            for first in (True, False)
        )
    desk.write(*edits)
