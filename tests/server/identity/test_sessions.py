"""A token stands for one counsellor on one device, for a while, and dies with either."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kosidesk.protocol import orders
from kosidesk.server.identity import accounts, devices, limits, realm, sessions
from kosidesk.server.identity.office import Office
from kosidesk.server.identity.refusals import Denied, Later
from kosidesk.server.identity.revoke import revoke_account, revoke_device
from kosidesk.server.identity.sessions import Login, open_session
from kosidesk.server.person import COORDINATION, COUNSELLOR, DESK, STAND, Person
from tests.server.identity.machines import HERE, Machine, auth_of, enrolled, joined
from tests.server.identity.offices import EVA, JON, MARA, NOW

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WRONG = bytes(32)


def who(office: Office, token: str, after: timedelta = timedelta()) -> Person:
    with office.writing() as connection:
        return sessions.person(connection, token, NOW + after)


def use(office: Office, token: str, after: timedelta) -> None:
    with office.writing() as connection:
        sessions.keep_alive(connection, token, NOW + after)


def test_a_token_stands_for_a_counsellor_on_a_device(office: Office) -> None:
    machine = enrolled(office, MARA, COORDINATION, DESK, "süd")
    joined(machine, JON)

    opened = machine.log_in(MARA)

    assert who(office, opened.token) == Person(
        device=machine.id,
        counsellor=MARA,
        profile=DESK,
        role=COORDINATION,
        teams=frozenset({"süd"}),
        authors=frozenset({MARA, JON}),
    )
    assert (opened.role, opened.teams, opened.revoked, opened.order) == (
        COORDINATION,
        frozenset({"süd"}),
        False,
        b"",
    )


def test_a_token_unused_for_half_an_hour_is_dead(office: Office) -> None:
    token = enrolled(office).log_in().token

    assert who(office, token, 29 * MINUTE)
    with pytest.raises(Denied):
        who(office, token, 30 * MINUTE)


def test_a_token_in_use_lives_twelve_hours(office: Office) -> None:
    token = enrolled(office).log_in().token

    for minutes in range(0, 12 * 60, 20):
        use(office, token, minutes * MINUTE)
        assert who(office, token, minutes * MINUTE)
    with pytest.raises(Denied):
        who(office, token, 12 * HOUR)


def test_a_dead_token_is_not_woken_by_using_it(office: Office) -> None:
    token = enrolled(office).log_in().token

    with pytest.raises(Denied):
        who(office, token, 31 * MINUTE)
    sessions_before = who(office, token, 29 * MINUTE)
    assert sessions_before.counsellor == MARA


@pytest.mark.parametrize("token", ["", "x", "0" * 43, "ü", "a" * 100_000])
def test_what_is_no_token_is_refused(office: Office, token: str) -> None:
    enrolled(office).log_in()

    with pytest.raises(Denied):
        who(office, token)


def test_the_server_keeps_no_token(office: Office) -> None:
    token = enrolled(office).log_in().token
    with office.writing() as connection:
        kept = connection.exec_driver_sql("SELECT token_sha256 FROM session").scalars().all()

    assert len(kept) == 1
    assert token.encode() not in kept


def test_a_wrong_auth_value_an_unknown_account_and_a_foreign_key_are_refused_alike(office: Office) -> None:
    machine, foreign = enrolled(office), Machine(office)
    forged = Login(machine.id, MARA, auth_of(MARA))

    for attempt in (
        lambda: machine.log_in(MARA, WRONG),
        lambda: machine.log_in(EVA, WRONG),
        lambda: replace(foreign, id=machine.id).log_in(),
        foreign.log_in,
        lambda: open_session(office, forged, foreign.signed(NOW), HERE, NOW),
    ):
        with pytest.raises(Denied) as refusal:
            attempt()
        assert refusal.value.args == ()


def test_a_signed_login_is_good_once(office: Office) -> None:
    machine = enrolled(office)
    login, request = Login(machine.id, MARA, auth_of(MARA)), machine.signed(NOW)
    open_session(office, login, request, HERE, NOW)

    with pytest.raises(Denied):
        open_session(office, login, request, HERE, NOW)


@pytest.mark.parametrize(
    "change", [{"body": b"other"}, {"path": "/v1/enrol"}, {"method": "GET"}, {"signature": bytes(64)}]
)
def test_a_signed_request_cannot_be_changed(office: Office, change: dict[str, object]) -> None:
    machine = enrolled(office)
    login, request = Login(machine.id, MARA, auth_of(MARA)), machine.signed(NOW)

    with pytest.raises(Denied):
        open_session(office, login, replace(request, **change), HERE, NOW)  # type: ignore[arg-type]


def test_wrong_logins_make_the_account_wait_and_she_hears_of_them(office: Office) -> None:
    machine = enrolled(office)
    for second in (0, 1, 3):
        with pytest.raises(Denied):
            machine.log_in(MARA, WRONG, NOW + timedelta(seconds=second))

    with pytest.raises(Later):
        machine.log_in(MARA, now=NOW + timedelta(seconds=4))

    assert machine.log_in(MARA, now=NOW + timedelta(seconds=5)).failures == 3


def test_many_desks_behind_one_address_log_in(office: Office) -> None:
    machine = enrolled(office)

    for _ in range(2 * limits.MOST_VISITS):
        machine.log_in()


def test_a_session_renews_the_lease(office: Office) -> None:
    machine = enrolled(office)

    assert machine.log_in(now=NOW + 10 * DAY).lease_until == NOW + 40 * DAY


def test_another_role_holds_at_the_next_request(office: Office) -> None:
    token = enrolled(office).log_in().token
    with office.writing() as connection:
        accounts.place(connection, MARA, COUNSELLOR, {"nord"})

    assert (who(office, token).role, who(office, token).teams) == (COUNSELLOR, {"nord"})


def test_a_revoked_device_s_tokens_are_dead_at_once(office: Office) -> None:
    machine = enrolled(office)
    token = machine.log_in().token
    with office.writing() as connection:
        revoke_device(connection, machine.id)

    with pytest.raises(Denied):
        who(office, token)


def test_tokens_of_a_device_revoked_behind_their_back_are_dead_all_the_same(office: Office) -> None:
    machine = enrolled(office)
    token = machine.log_in().token
    with office.writing() as connection:
        devices.revoke(connection, machine.id)

    with pytest.raises(Denied):
        who(office, token)


def test_a_revoked_device_is_told_to_wipe_itself_and_may_hand_in(office: Office) -> None:
    machine = enrolled(office)
    with office.writing() as connection:
        revoke_device(connection, machine.id)
        policy = realm.realm(connection).policy
    request = machine.signed(NOW)

    opened = open_session(office, Login(machine.id, MARA, WRONG), request, HERE, NOW)

    order = orders.read(opened.order, policy, machine.id, request.nonce)
    assert order is not None
    assert order.kind == orders.WIPE
    assert orders.read(opened.order, policy, machine.id, "another nonce") is None
    assert orders.read(opened.order, policy, "another device", request.nonce) is None
    speaker = who(office, opened.token)
    assert (speaker.revoked, speaker.role, speaker.teams) == (True, "", frozenset())


def test_a_revoked_device_has_one_token_however_often_it_comes(office: Office) -> None:
    machine = enrolled(office)
    with office.writing() as connection:
        revoke_device(connection, machine.id)

    first, second = machine.log_in().token, machine.log_in().token

    assert who(office, second).revoked
    with pytest.raises(Denied):
        who(office, first)


def test_nobody_but_the_device_itself_is_told_that_it_was_revoked(office: Office) -> None:
    machine = enrolled(office)
    with office.writing() as connection:
        revoke_device(connection, machine.id)

    with pytest.raises(Denied):
        replace(Machine(office), id=machine.id).log_in()


def test_a_revoked_counsellor_may_hand_in_and_her_colleague_goes_on(office: Office) -> None:
    machine = enrolled(office)
    joined(machine, JON)
    token, his = machine.log_in(MARA).token, machine.log_in(JON).token
    with office.writing() as connection:
        revoke_account(connection, MARA)

    with pytest.raises(Denied):
        who(office, token)
    opened = machine.log_in(MARA)
    assert (opened.revoked, opened.order) == (True, b"")
    assert (who(office, opened.token).revoked, who(office, opened.token).role) == (True, "")
    assert who(office, his).counsellor == JON


def test_a_revoked_counsellor_with_a_wrong_passphrase_hears_nothing(office: Office) -> None:
    machine = enrolled(office)
    with office.writing() as connection:
        revoke_account(connection, MARA)

    with pytest.raises(Denied):
        machine.log_in(MARA, WRONG)


def test_a_session_of_a_revoked_device_renews_no_lease(office: Office) -> None:
    machine = enrolled(office, profile=STAND)
    with office.writing() as connection:
        revoke_device(connection, machine.id)

    assert machine.log_in(now=NOW + 10 * DAY).lease_until == NOW + 30 * DAY
