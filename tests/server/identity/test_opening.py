"""A code opens an account on a device that is known: a new one, or one whose passphrase was forgotten."""

from datetime import timedelta

import pytest

from kosidesk.server.identity import devices, sessions
from kosidesk.server.identity.codes import ACCOUNT, Ticket
from kosidesk.server.identity.office import Office
from kosidesk.server.identity.refusals import Denied, NoSuchCode
from kosidesk.server.identity.revoke import revoke_account, revoke_device
from kosidesk.server.person import COORDINATION, COUNSELLOR
from tests.server.identity.machines import Machine, account, auth_of, code, enrolled, joined, ticket
from tests.server.identity.offices import EVA, JON, MARA, NOW

NEW = b"n" * 32
RECOVERY = Ticket(ACCOUNT, counsellor=MARA)


def test_a_new_counsellor_logs_in_on_a_device_that_is_known(office: Office) -> None:
    machine = enrolled(office)

    joined(machine, JON, COUNSELLOR, "süd")

    opened = machine.log_in(JON)
    assert (opened.role, opened.teams) == (COUNSELLOR, frozenset({"süd"}))
    with office.writing() as connection:
        assert devices.authors(connection, machine.id) == {MARA, JON}


def test_who_forgot_her_passphrase_sets_another(office: Office) -> None:
    machine = enrolled(office)

    machine.open_account(code(office, RECOVERY), MARA, NEW)

    assert machine.log_in(MARA, NEW).role == COORDINATION
    with pytest.raises(Denied):
        machine.log_in(MARA, auth_of(MARA))


def test_a_new_passphrase_ends_every_session_and_every_wait(office: Office) -> None:
    machine = enrolled(office)
    token = machine.log_in().token
    for second in (0, 1, 3):
        with pytest.raises(Denied):
            machine.log_in(MARA, bytes(32), NOW + timedelta(seconds=second))

    machine.open_account(code(office, RECOVERY), MARA, NEW, NOW + timedelta(seconds=4))

    with office.writing() as connection, pytest.raises(Denied):
        sessions.person(connection, token, NOW)
    assert machine.log_in(MARA, NEW, NOW + timedelta(seconds=4)).failures == 0


def test_a_code_for_one_account_opens_no_other(office: Office) -> None:
    machine = enrolled(office)
    joined(machine, JON)

    with pytest.raises(Denied):
        machine.open_account(code(office, RECOVERY), JON, NEW)
    machine.log_in(JON)


def test_a_code_for_somebody_new_opens_nobody_s_account(office: Office) -> None:
    machine = enrolled(office)

    with pytest.raises(Denied):
        machine.open_account(code(office, Ticket(ACCOUNT, role=COUNSELLOR)), MARA, NEW)
    machine.log_in(MARA)


def test_a_code_is_good_once_and_only_for_what_it_was_made_for(office: Office) -> None:
    machine = enrolled(office)
    typed = code(office, RECOVERY)
    machine.open_account(typed, MARA, NEW)

    with pytest.raises(NoSuchCode):
        machine.open_account(typed, MARA, bytes(32))
    with pytest.raises(NoSuchCode):
        machine.open_account(code(office, ticket()), EVA, NEW)


def test_a_machine_that_is_not_enrolled_opens_nothing(office: Office) -> None:
    enrolled(office)

    with pytest.raises(Denied):
        Machine(office).open_account(code(office, RECOVERY), MARA, NEW)


def test_a_revoked_device_opens_nothing(office: Office) -> None:
    machine = enrolled(office)
    typed = code(office, RECOVERY)
    with office.writing() as connection:
        revoke_device(connection, machine.id)

    with pytest.raises(Denied):
        machine.open_account(typed, MARA, NEW)


def test_a_revoked_account_stays_closed(office: Office) -> None:
    machine = enrolled(office)
    before = code(office, RECOVERY)
    with office.writing() as connection:
        revoke_account(connection, MARA)
    after = code(office, RECOVERY)

    with pytest.raises(NoSuchCode):
        machine.open_account(before, MARA, NEW)
    with pytest.raises(Denied):
        machine.open_account(after, MARA, NEW)
    assert account(office, MARA)
