"""What is lost with a device is said by kind and scope."""

import pytest

from kosidesk.domain.errors import NotFound
from kosidesk.server.identity import revoke
from kosidesk.server.identity.office import Office
from kosidesk.server.person import COUNSELLOR, DESK, STAND
from kosidesk.server.store.tables import RECORD
from tests.server.identity.machines import enrolled
from tests.server.identity.offices import JON

HELD = {
    ("offer", "public"): 2,
    ("counsellor", "agency"): 1,
    ("consultation", "case:süd"): 2,
    ("consultation", "case:nord"): 3,
}


def fill(office: Office) -> None:
    rows = [
        {
            "id": f"{kind}-{scope}-{n}",
            "kind": kind,
            "rev": n,
            "scope": scope,
            "author": "",
            "at": "",
            "body": "",
        }
        for (kind, scope), number in HELD.items()
        for n in range(number)
    ]
    with office.writing() as connection:
        connection.execute(RECORD.insert(), rows)


def test_a_lost_desk_held_what_those_who_worked_there_may_see(office: Office) -> None:
    machine = enrolled(office, JON, COUNSELLOR, DESK, "süd")
    fill(office)

    with office.writing() as connection:
        lost = revoke.revoke_device(connection, machine.id)
        again = revoke.loss(connection, machine.id)

    assert lost.counsellors == {JON}
    assert lost.held == {key: number for key, number in HELD.items() if key[1] != "case:nord"}
    assert again.device.is_revoked
    assert again.held == lost.held


def test_a_lost_stand_held_nothing_personal(office: Office) -> None:
    machine = enrolled(office, JON, COUNSELLOR, STAND, "süd")
    fill(office)

    with office.writing() as connection:
        assert revoke.loss(connection, machine.id).held == {("offer", "public"): 2}


def test_what_is_unknown_cannot_be_revoked(office: Office) -> None:
    with office.writing() as connection:
        with pytest.raises(NotFound):
            revoke.revoke_device(connection, "nowhere")
        with pytest.raises(NotFound):
            revoke.revoke_account(connection, "nobody")
