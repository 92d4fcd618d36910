"""A device is enrolled with a code, its keys and a counsellor's own proof."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kosidesk.server.identity import accounts, devices
from kosidesk.server.identity.codes import ENROLMENT, Ticket
from kosidesk.server.identity.devices import PublicKeys
from kosidesk.server.identity.enrolment import enrol
from kosidesk.server.identity.newcomer import Newcomer
from kosidesk.server.identity.office import Office
from kosidesk.server.identity.refusals import Denied, NoSuchCode
from kosidesk.server.identity.revoke import revoke_account
from kosidesk.server.person import COORDINATION, COUNSELLOR, STAND
from tests.server.identity.machines import HERE, Machine, account, auth_of, code, enrolled, newcomer, ticket
from tests.server.identity.offices import EVA, JON, MARA, NOW


def test_a_device_takes_home_what_its_code_stood_for(office: Office) -> None:
    machine = Machine(office)

    home = machine.enrol(code(office, ticket(COUNSELLOR, STAND, "süd")), JON)

    assert (home.device.name, home.device.profile) == ("Laptop 3", STAND)
    assert (home.account.role, home.account.teams) == (COUNSELLOR, frozenset({"süd"}))
    assert home.account.name == "Jon"
    assert home.realm.name == "Agentur Musterstadt"
    assert home.device.lease_until == NOW + timedelta(days=30)
    assert len(home.lease_secret) == 32
    with office.writing() as connection:
        assert devices.device(connection, home.device.id) == home.device
        assert devices.authors(connection, home.device.id) == {JON}


def test_a_name_the_coordinator_gave_is_the_account_s(office: Office) -> None:
    named = replace(ticket(), name="Jonathan")

    assert Machine(office).enrol(code(office, named), JON).account.name == "Jonathan"


def test_papers_need_no_nonce_because_the_code_is_proof_enough(office: Office) -> None:
    application = Machine(office).application(code(office, ticket()))

    assert enrol(office, application, None, "", NOW).device.keys == application.keys


def test_a_code_enrols_one_device(office: Office) -> None:
    typed = code(office, ticket())
    Machine(office).enrol(typed)

    with pytest.raises(NoSuchCode):
        Machine(office).enrol(typed, JON)


def test_a_request_signed_by_another_key_is_refused_and_the_code_stays_good(office: Office) -> None:
    typed, machine, thief = code(office, ticket()), Machine(office), Machine(office)

    with pytest.raises(Denied):
        enrol(office, thief.application(typed), machine.signed(NOW, "/v1/enrol"), HERE, NOW)

    machine.enrol(typed)


def test_who_names_an_account_must_prove_it_is_hers(office: Office) -> None:
    enrolled(office, MARA)
    typed = code(office, ticket())
    thief = Machine(office).application(typed)
    thief = replace(thief, newcomer=replace(thief.newcomer, auth=auth_of(JON)))

    with pytest.raises(Denied):
        enrol(office, thief, None, HERE, NOW)


def test_a_code_gives_an_account_that_exists_no_other_role(office: Office) -> None:
    enrolled(office, JON, COUNSELLOR)

    home = Machine(office).enrol(code(office, ticket(COORDINATION)), JON)

    assert home.account.role == COUNSELLOR
    assert account(office, JON) == home.account


def test_a_code_made_for_somebody_is_nobody_else_s(office: Office) -> None:
    typed = code(office, Ticket(ENROLMENT, role=COUNSELLOR, counsellor=MARA))

    with pytest.raises(Denied):
        Machine(office).enrol(typed, JON)
    assert Machine(office).enrol(typed, MARA).account.counsellor == MARA


def test_a_revoked_counsellor_enrols_nothing(office: Office) -> None:
    enrolled(office, MARA)
    with office.writing() as connection:
        revoke_account(connection, MARA)

    with pytest.raises(Denied):
        Machine(office).enrol(code(office, ticket()), MARA)


@pytest.mark.parametrize(
    "who",
    [
        Newcomer("mara", "Mara", bytes(32)),
        Newcomer(MARA.upper(), "Mara", bytes(32)),
        Newcomer(f"{{{MARA}}}", "Mara", bytes(32)),
        Newcomer(MARA, "Mara", b"a passphrase"),
        Newcomer(MARA, "M" * 201, bytes(32)),
    ],
)
def test_what_no_desk_would_send_is_refused(office: Office, who: Newcomer) -> None:
    application = replace(Machine(office).application(code(office, ticket())), newcomer=who)

    with pytest.raises(Denied):
        enrol(office, application, None, HERE, NOW)


def test_keys_that_are_none_are_refused(office: Office) -> None:
    application = replace(Machine(office).application(code(office, ticket())), keys=PublicKeys(b"", b""))

    with pytest.raises(Denied):
        enrol(office, application, None, HERE, NOW)


def test_no_secret_lies_readable_in_the_database(office: Office) -> None:
    typed = code(office, ticket())
    home = Machine(office).enrol(typed)

    with office.writing() as connection:
        raw = connection.exec_driver_sql("SELECT lease_sealed FROM device").scalar_one()
        kept = accounts.known_hash(connection, MARA) or ""

    assert home.lease_secret not in raw
    assert kept.startswith("$argon2id$")
    assert newcomer().auth.decode() not in kept
    assert EVA not in kept
