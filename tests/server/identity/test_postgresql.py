"""Identity on PostgreSQL is the same: one day of a desk, from its code to its end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.server.identity import codes, devices, sessions
from kosidesk.server.identity.codes import ACCOUNT, ENROLMENT, Ticket
from kosidesk.server.identity.office import Office
from kosidesk.server.identity.refusals import Denied, Later, NoSuchCode
from kosidesk.server.identity.revoke import revoke_account, revoke_device
from kosidesk.server.person import COUNSELLOR, DESK
from tests.server.identity import offices
from tests.server.identity.machines import code, enrolled, joined, ticket
from tests.server.identity.offices import JON, MARA, NOW
from tests.server.store.conftest import database_url, postgresql

__all__ = ["database_url", "postgresql"]  # fixtures


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    with offices.opened(tmp_path, database_url) as office:
        yield office


def test_a_day_of_a_desk(office: Office) -> None:
    machine = enrolled(office, MARA, COUNSELLOR, DESK, "süd")
    joined(machine, JON)
    token = machine.log_in(JON).token
    with office.writing() as connection:
        sessions.keep_alive(connection, token, NOW)
        assert sessions.person(connection, token, NOW).authors == {MARA, JON}
        devices.turn_ratchet(connection, machine.id, "", 7, NOW)
        devices.extend(connection, office.keys, machine.id, 60, NOW)
        assert [each.erased_upto for each in devices.devices(connection)] == [7]

    with office.writing() as connection:
        revoke_account(connection, JON)
    assert machine.log_in(JON).revoked
    with office.writing() as connection:
        revoke_device(connection, machine.id)
    assert machine.log_in(MARA).order


def test_wrong_codes_and_wrong_logins_are_counted(office: Office) -> None:
    machine = enrolled(office)
    for _ in range(2):
        with pytest.raises(Denied):
            machine.log_in(MARA, bytes(32))
    with pytest.raises(Later):
        machine.log_in(MARA)
    with pytest.raises(NoSuchCode):
        machine.enrol("0000-0000-0000")

    typed = code(office, ticket())
    for _ in range(codes.MOST_TRIES):
        with office.writing() as connection:
            codes.tried(connection, typed, ENROLMENT, NOW)
    with office.writing() as connection:
        assert codes.tried(connection, typed, ENROLMENT, NOW).known is None
        assert codes.issue(connection, office.hashing, Ticket(ACCOUNT), NOW)
