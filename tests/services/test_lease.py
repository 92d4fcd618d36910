from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.client import STORE, Client
from kosidesk.domain.conflict import SYNC, UNDECIDED, Answer
from kosidesk.domain.errors import LeaseEnded, Refused
from kosidesk.domain.ids import NOBODY
from kosidesk.domain.record import Record
from kosidesk.domain.wish import Wish, wish_id
from kosidesk.protocol.lease import extension
from kosidesk.search.query import Query
from kosidesk.services import (
    clients,
    conflicts,
    connection,
    consultations,
    drafting,
    editing,
    finishing,
    history,
    lease,
    merging,
    offers,
    records,
    wishes,
)
from kosidesk.services.connection import Connection, Contact
from kosidesk.services.desk import Desk
from kosidesk.services.drafting import Checklist
from kosidesk.services.finishing import Agreement
from tests.desks import JON, MARA, NOW, make_desk, offer

SECRET = bytes(32)
MONTH = timedelta(days=30)
CONNECTION = Connection(
    address="kosi.example.org",
    fingerprint="",
    realm="realm",
    device="device",
    profile="desk",
    account=MARA.id,
    auth=b"",
    signing=b"",
    sealing=b"",
    policy=b"",
    lease_secret=SECRET,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    connection.keep(made, CONNECTION)
    connection.keep_contact(made, Contact(lease_until=NOW + MONTH, latest=NOW))
    yield made
    made.database.close()


def at(desk: Desk, moment: datetime) -> Desk:
    return replace(desk, clock=lambda: moment)


def test_within_the_lease_consultations_are_open(desk: Desk) -> None:
    talk = consultations.begin(at(desk, NOW + MONTH - timedelta(minutes=1)))

    assert consultations.open_ones(at(desk, NOW)) == (talk,)


def test_after_it_only_what_is_personal_is_closed(desk: Desk) -> None:
    offer(desk, "Vorlesen")
    talk = consultations.begin(at(desk, NOW))
    late = at(desk, NOW + MONTH)

    for closed in (
        lambda: consultations.begin(late),
        lambda: consultations.by_code(late, talk.code),
        lambda: consultations.shortlist(late, talk.id),
        lambda: consultations.note(late, talk.id, "…"),
    ):
        with pytest.raises(LeaseEnded):
            closed()
    assert consultations.open_ones(late) == ()
    assert len(offers.find(late, Query(late.today())).ns) == 1
    offer(late, "Garten pflegen")


def test_after_it_no_step_of_a_talk_is_taken(desk: Desk) -> None:
    now, late = at(desk, NOW), at(desk, NOW + MONTH)
    talk, paused = consultations.begin(now, kind="organisation").id, consultations.begin(now).id
    consultations.pause(now, paused)
    client = Client(NOBODY, name="Renate Beispiel")
    clients.keep(now, talk, client, {STORE})

    for closed in (
        lambda: consultations.tell(late, talk, subject="…"),
        lambda: consultations.pause(late, talk),
        lambda: consultations.resume(late, paused),
        lambda: consultations.hand_over(late, talk, JON.id),
        lambda: consultations.close(late, talk),
        lambda: wishes.of(late, talk),
        lambda: wishes.say(late, Wish(wish_id(talk), talk, words="…")),
        lambda: finishing.proposal(late, talk),
        lambda: finishing.finish(late, talk, Agreement()),
        lambda: clients.of(late, talk),
        lambda: clients.keep(late, talk, client, {STORE}),
        lambda: clients.withdraw(late, talk, STORE),
        lambda: drafting.draft(late, talk, Checklist("Vorlesen")),
    ):
        with pytest.raises(LeaseEnded):
            closed()
    assert consultations.paused_ones(late) == ()
    assert [one.id for one in consultations.open_ones(now)] == [talk]


def test_after_it_nothing_of_a_talk_is_taken_back_but_what_is_nobodys_secret(desk: Desk) -> None:
    before, late = at(desk, NOW), at(desk, NOW + MONTH)
    reading = offer(before, "Vorlesen")
    noted = consultations.note(before, consultations.begin(before).id, "mag Hunde")
    renamed = late.write(Edit(reading, reading.with_values(title="Lesen")))

    with pytest.raises(LeaseEnded):
        history.undo(late, noted.transaction)

    history.undo(late, renamed.transaction)
    assert records.record(late, "offer", reading.id).text("title") == "Vorlesen"
    assert history.undo(before, noted.transaction).changes


def test_after_it_a_merge_can_be_taken_back_though_a_talk_was_about_it(desk: Desk) -> None:
    before, late = at(desk, NOW), at(desk, NOW + MONTH)
    keep, gone = (
        editing.new_record(before, "organisation", name=name) for name in ("Talhaus", "Talhaus e. V.")
    )
    before.write(Edit(None, keep), Edit(None, gone))
    talk = consultations.begin(before, kind="organisation")
    consultations.tell(before, talk.id, organisation=gone.id)
    merged = merging.merge(late, "organisation", keep.id, gone.id)
    assert consultations.by_code(before, talk.code).organisation == keep.id

    history.undo(late, merged.transaction)

    assert consultations.by_code(before, talk.code).organisation == gone.id


def test_setting_the_clock_back_wins_no_time(desk: Desk) -> None:
    connection.keep_contact(desk, Contact(lease_until=NOW + MONTH, latest=NOW + MONTH))

    assert lease.is_over(at(desk, NOW))


def test_a_code_of_the_coordination_opens_them_again(desk: Desk) -> None:
    late = at(desk, NOW + MONTH)
    code = extension(SECRET, CONNECTION.device, (NOW + 2 * MONTH).date())

    lease.extend(late, code.lower())

    assert consultations.begin(late).code
    assert lease.is_over(at(desk, NOW + 2 * MONTH + timedelta(days=1)))


@pytest.mark.parametrize("code", ["", "0B5K-7QXM-2D9T", "kein Code"])
def test_a_code_for_another_desk_changes_nothing(desk: Desk, code: str) -> None:
    late = at(desk, NOW + MONTH)

    with pytest.raises(Refused):
        lease.extend(late, code)

    assert lease.is_over(late)


def test_an_old_code_takes_no_time_away(desk: Desk) -> None:
    lease.extend(desk, extension(SECRET, CONNECTION.device, NOW.date()))

    assert lease.remaining(at(desk, NOW)) == MONTH


def test_a_stand_and_a_desk_without_a_server_are_bound_by_nothing(desk: Desk) -> None:
    connection.keep(desk, msgspec.structs.replace(CONNECTION, profile="stand"))
    assert lease.remaining(desk) is None

    connection.forget(desk)
    assert lease.remaining(desk) is None


def test_after_it_no_conflict_tells_of_a_consultation(desk: Desk) -> None:
    talk, made, late = consultations.begin(at(desk, NOW)), offer(desk, "Vorlesen"), at(desk, NOW + MONTH)
    for of, record, field in (("consultation", talk.id, "notes"), ("offer", made.id, "title")):
        values = {"of_kind": of, "of_record": record, "field": field, "theirs": '"anders"', "source": SYNC}
        desk.write(Edit(None, Record("conflict", desk.born_id(), {**values, "status": UNDECIDED})))
    (personal,) = (one for one in conflicts.undecided(desk) if one.kind == "consultation")

    assert [one.kind for one in conflicts.undecided(late)] == ["offer"]
    with pytest.raises(LeaseEnded):
        conflicts.decide(late, personal, Answer.MINE)
