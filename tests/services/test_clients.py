"""A client is known only if she wants to be, for what she wants, and for as long as she wants."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from kosidesk.domain.city import ConsentText
from kosidesk.domain.client import CONTACT, PASS_ON, PURPOSES, STORE, Client, Consent
from kosidesk.domain.errors import Invalid, NotFound
from kosidesk.domain.fault import Fault
from kosidesk.domain.follow_up import DONE, DROPPED, DUE, FollowUp
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.services import clients, consultations, erasing, finishing, follow_ups
from kosidesk.services.desk import Desk
from kosidesk.storage import read, undo
from tests.desks import JON, MARA, NOW, make_desk

TODAY = NOW.date()
RENATE = Client(NOBODY, name="Renate Beispiel", phone="0202 000-111", mail="renate@example.org")
WITHOUT_STORE = [set(chosen) for count in range(3) for chosen in combinations((PASS_ON, CONTACT), count)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def talk(desk: Desk) -> RecordId:
    return consultations.begin(desk).id


def test_a_client_is_anonymous_until_she_wants_otherwise(desk: Desk, talk: RecordId) -> None:
    assert clients.of(desk, talk) is None


@pytest.mark.parametrize("purposes", WITHOUT_STORE)
def test_without_her_consent_nobody_is_kept(desk: Desk, talk: RecordId, purposes: set[str]) -> None:
    with pytest.raises(Invalid) as refused:
        clients.keep(desk, talk, RENATE, purposes)
    assert refused.value.faults == (Fault("purpose", "no_consent"),)
    assert not read.all_of(desk.database, Client.KIND)
    assert not read.all_of(desk.database, Consent.KIND)


def test_each_consent_is_kept_with_its_text_its_day_and_who_took_it(desk: Desk, talk: RecordId) -> None:
    clients.keep(desk, talk, RENATE, {STORE, CONTACT})
    known = clients.of(desk, talk)
    assert known is not None
    assert (known.client.name, known.client.phone, known.client.mail) == (
        RENATE.name, RENATE.phone, RENATE.mail,
    )  # fmt: skip
    versions = {text.purpose: text.version for text in clients.texts(desk)}
    assert [(one.purpose, one.text_version, one.given_on, one.taken_by) for one in known.consents] == [
        (purpose, versions[purpose], TODAY, MARA.id) for purpose in (STORE, CONTACT)
    ]


def test_her_data_are_corrected_and_consents_added_even_after_the_talk(desk: Desk, talk: RecordId) -> None:
    clients.keep(desk, talk, RENATE, {STORE})
    consultations.close(desk, talk)
    later = replace(desk, user=JON, clock=lambda: NOW + timedelta(days=3))
    clients.keep(later, talk, replace(RENATE, phone="0202 000-222"), {STORE, PASS_ON})
    known = clients.of(desk, talk)
    assert known is not None
    assert known.client.phone == "0202 000-222"
    assert [(one.purpose, one.given_on, one.taken_by) for one in known.consents] == [
        (STORE, TODAY, MARA.id),
        (PASS_ON, TODAY + timedelta(days=3), JON.id),
    ]


def test_correcting_her_data_ends_no_consent(desk: Desk, talk: RecordId) -> None:
    clients.keep(desk, talk, RENATE, set(PURPOSES))
    clients.keep(desk, talk, replace(RENATE, mail=""), ())
    known = clients.of(desk, talk)
    assert known is not None
    assert (known.client.mail, known.held()) == ("", set(PURPOSES))


def test_every_fault_is_told_at_once(desk: Desk, talk: RecordId) -> None:
    with pytest.raises(Invalid) as refused:
        clients.keep(desk, talk, Client(NOBODY, phone="später", mail="renate"), ())
    assert set(refused.value.faults) == {
        Fault("purpose", "no_consent"), Fault("phone", "phone", "später"), Fault("mail", "mail", "renate"),
    }  # fmt: skip
    with pytest.raises(Invalid) as refused:
        clients.keep(desk, talk, Client(NOBODY), {STORE})
    assert refused.value.faults == (Fault("name", "nobody"),)


def test_a_consent_taken_back_holds_no_more_and_can_be_given_anew(desk: Desk, talk: RecordId) -> None:
    clients.keep(desk, talk, RENATE, set(PURPOSES))
    withdrawal = clients.withdraw(desk, talk, PASS_ON)
    assert withdrawal.changes
    assert withdrawal.receipt is None
    known = clients.of(desk, talk)
    assert known is not None
    assert known.held() == {STORE, CONTACT}
    assert [one.withdrawn_on for one in known.consents if one.purpose == PASS_ON] == [TODAY]
    assert not clients.withdraw(desk, talk, PASS_ON).changes
    clients.keep(desk, talk, RENATE, {PASS_ON})
    again = clients.of(desk, talk)
    assert again is not None
    assert again.held() == set(PURPOSES)
    assert len(again.consents) == 4


def test_who_no_longer_wants_to_be_contacted_is_asked_no_more(desk: Desk) -> None:
    talks = [consultations.begin(desk) for _ in range(2)]
    for one in talks:
        clients.keep(desk, one.id, RENATE, set(PURPOSES))
        finishing.finish(desk, one.id, finishing.proposal(desk, one.id))
    asked, *later = (one.id for one in promised(desk, talks[0].id))
    follow_ups.done(desk, asked)
    clients.withdraw(desk, talks[0].id, PASS_ON)
    assert [one.state for one in promised(desk, talks[0].id)] == [DONE, DUE]
    withdrawal = clients.withdraw(desk, talks[0].id, CONTACT)
    assert [(one.state, one.done_on) for one in promised(desk, talks[0].id)] == [
        (DONE, TODAY),
        (DROPPED, TODAY),
    ]
    assert [one.state for one in promised(desk, talks[1].id)] == [DUE, DUE]
    assert withdrawal.changes.touches(FollowUp.KIND)
    undo.undo(desk.database, withdrawal.changes.transaction, desk.stamp())
    assert [one.id for one in promised(desk, talks[0].id) if one.state == DUE] == later


def promised(desk: Desk, talk: RecordId) -> list[FollowUp]:
    found = map(FollowUp.of, read.by(desk.database, FollowUp.KIND, "consultation", (talk,)))
    return sorted(found, key=lambda one: one.id)


def test_nothing_is_promised_any_more_to_who_takes_that_back_during_the_talk(
    desk: Desk, talk: RecordId
) -> None:
    clients.keep(desk, talk, RENATE, {STORE})
    assert finishing.proposal(desk, talk).ask_on
    clients.keep(desk, talk, RENATE, {CONTACT})
    assert finishing.proposal(desk, talk).ask_on
    clients.withdraw(desk, talk, CONTACT)
    assert not finishing.proposal(desk, talk).ask_on
    clients.keep(desk, talk, RENATE, {CONTACT})
    assert finishing.proposal(desk, talk).ask_on


def test_who_no_longer_wants_to_be_kept_is_erased_with_a_receipt(desk: Desk) -> None:
    begun = consultations.begin(desk)
    clients.keep(desk, begun.id, RENATE, set(PURPOSES))
    withdrawal = clients.withdraw(desk, begun.id, STORE)
    assert withdrawal.receipt is not None
    assert (withdrawal.receipt.code, withdrawal.receipt.on) == (begun.code, TODAY)
    assert clients.of(desk, begun.id) is None
    assert not read.all_of(desk.database, Client.KIND)
    assert not read.all_of(desk.database, Consent.KIND)
    with pytest.raises(NotFound):
        clients.keep(desk, begun.id, RENATE, {STORE})


def test_of_an_anonymous_client_nothing_is_taken_back(desk: Desk, talk: RecordId) -> None:
    for purpose in PURPOSES:
        with pytest.raises(NotFound):
            clients.withdraw(desk, talk, purpose)


def test_nobody_is_kept_of_a_talk_that_was_erased(desk: Desk, talk: RecordId) -> None:
    erasing.withdraw(desk, talk)
    with pytest.raises(NotFound):
        clients.keep(desk, talk, RENATE, {STORE})


def test_taking_back_that_she_was_kept_leaves_nobody_without_a_consent(desk: Desk, talk: RecordId) -> None:
    changes = clients.keep(desk, talk, RENATE, {STORE})
    undo.undo(desk.database, changes.transaction, desk.stamp())
    assert clients.of(desk, talk) is None
    assert not read.all_of(desk.database, Consent.KIND)
    clients.keep(desk, talk, RENATE, {STORE})
    assert clients.of(desk, talk) is not None


def _corrected(desk: Desk, talk: RecordId) -> None:
    clients.keep(desk, talk, replace(RENATE, phone="0202 000-222"), ())


def _agreed_to_more(desk: Desk, talk: RecordId) -> None:
    clients.keep(desk, talk, RENATE, {PASS_ON})


@pytest.mark.parametrize("since", [_corrected, _agreed_to_more])
def test_who_cannot_be_taken_back_any_more_keeps_the_consent_she_came_with(
    desk: Desk, talk: RecordId, since: Callable[[Desk, RecordId], None]
) -> None:
    changes = clients.keep(desk, talk, RENATE, {STORE})
    since(replace(desk, user=JON), talk)
    undone = undo.undo(desk.database, changes.transaction, desk.stamp())
    known = clients.of(desk, talk)
    assert known is not None
    assert STORE in known.held()
    assert undone.refused


def test_two_desks_that_know_her_know_one(tmp_path: Path) -> None:
    known = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        made = make_desk(tmp_path / name)
        begun = consultations.begin(made)
        clients.keep(made, begun.id, RENATE, {STORE})
        known.append(clients.of(made, begun.id))
        made.database.close()
    assert known[0] == known[1]


def test_the_usual_texts_are_one_a_purpose_and_say_that_they_can_be_taken_back(desk: Desk) -> None:
    texts = clients.texts(desk)
    assert [text.purpose for text in texts] == list(PURPOSES)
    assert all("widerrufen" in text.text and text.version for text in texts)


@pytest.fixture
def with_texts(desk: Desk) -> Callable[..., Desk]:
    def of(*texts: ConsentText) -> Desk:
        return replace(desk, city=replace(desk.city, consents=texts))

    return of


def test_the_newest_text_that_holds_today_is_asked_and_the_old_one_stays_readable(
    with_texts: Callable[..., Desk], talk: RecordId
) -> None:
    old = [ConsentText(one, "1", f"alt {one}", date(2020, 1, 1)) for one in PURPOSES]
    new = [ConsentText(one, "2", f"neu {one}", TODAY + timedelta(days=1)) for one in PURPOSES]
    today = with_texts(*old, *new)
    clients.keep(today, talk, RENATE, {STORE})
    assert clients.texts(today) == tuple(old)
    tomorrow = replace(today, clock=lambda: NOW + timedelta(days=1))
    assert clients.texts(tomorrow) == tuple(new)
    known = clients.of(tomorrow, talk)
    assert known is not None
    assert clients.text_of(tomorrow, known.consents[0]) == "alt store"


def test_a_text_this_desk_does_not_have_is_not_made_up(desk: Desk) -> None:
    assert not clients.text_of(desk, Consent(NOBODY, purpose=STORE, text_version="von anderswo"))


def test_a_clock_set_far_back_still_asks_for_something(desk: Desk) -> None:
    long_ago = replace(desk, clock=lambda: NOW - timedelta(days=9000))
    assert clients.texts(long_ago) == clients.texts(desk)
