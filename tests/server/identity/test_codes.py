"""Codes let in once, for seven days, and burn after five wrong tries."""

from datetime import timedelta

import pytest

from kosidesk.server.identity import codes
from kosidesk.server.identity.codes import ACCOUNT, ENROLMENT, Ticket
from kosidesk.server.identity.office import Office
from kosidesk.server.identity.refusals import NoSuchCode
from tests.server.identity.offices import MARA, NOW

TICKET = Ticket(ENROLMENT, "Mara", "coordination", frozenset({"süd"}), "Stand Süd 2", "stand")


def issue(office: Office, ticket: Ticket = TICKET) -> str:
    with office.writing() as connection:
        return codes.issue(connection, office.hashing, ticket, NOW)


def use(office: Office, typed: str, after: timedelta = timedelta(), purpose: str = ENROLMENT) -> Ticket:
    with office.writing() as connection:
        tried = codes.tried(connection, typed, purpose, NOW + after)
    if not office.hashing.matches(tried.code, tried.known):
        raise NoSuchCode
    with office.writing() as connection:
        return codes.take(connection, tried, NOW + after)


def misread(code: str) -> str:
    return code[:-1] + ("0" if code[-1] != "0" else "1")


def test_a_code_has_twelve_letters_and_stands_for_its_ticket(office: Office) -> None:
    code = issue(office)

    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert use(office, code) == TICKET


def test_a_code_may_be_typed_in_small_letters_and_without_hyphens(office: Office) -> None:
    code = issue(office)

    assert use(office, f" {code.lower().replace('-', ' ')} ") == TICKET


def test_a_code_is_good_once(office: Office) -> None:
    code = issue(office)
    use(office, code)

    with pytest.raises(NoSuchCode):
        use(office, code)


def test_of_two_who_type_a_code_at_once_one_gets_in(office: Office) -> None:
    code = issue(office)
    with office.writing() as connection:
        first, second = (codes.tried(connection, code, ENROLMENT, NOW) for _ in range(2))

    with office.writing() as connection:
        codes.take(connection, first, NOW)
    with office.writing() as connection, pytest.raises(NoSuchCode):
        codes.take(connection, second, NOW)


def test_a_code_is_good_for_seven_days(office: Office) -> None:
    late, later = issue(office), issue(office)

    assert use(office, late, timedelta(days=7, seconds=-1)) == TICKET
    with pytest.raises(NoSuchCode):
        use(office, later, timedelta(days=7))


def test_five_wrong_tries_burn_a_code(office: Office) -> None:
    code = issue(office)
    for _ in range(5):
        with pytest.raises(NoSuchCode):
            use(office, misread(code))

    with pytest.raises(NoSuchCode):
        use(office, code)


def test_four_wrong_tries_do_not(office: Office) -> None:
    code = issue(office)
    for _ in range(4):
        with pytest.raises(NoSuchCode):
            use(office, misread(code))

    assert use(office, code) == TICKET


def test_a_code_for_an_account_enrols_no_device(office: Office) -> None:
    code = issue(office, Ticket(ACCOUNT, counsellor=MARA))

    with pytest.raises(NoSuchCode):
        use(office, code)
    assert use(office, code, purpose=ACCOUNT).counsellor == MARA


@pytest.mark.parametrize("typed", ["", "UUUU", "ÄÖÜ", "0000-0000-0000", "0" * 10_000])
def test_what_is_no_code_is_refused_like_a_wrong_one(office: Office, typed: str) -> None:
    issue(office)

    with pytest.raises(NoSuchCode):
        use(office, typed)


def test_a_code_of_somebody_revoked_is_withdrawn(office: Office) -> None:
    code = issue(office, Ticket(ACCOUNT, counsellor=MARA))
    with office.writing() as connection:
        codes.withdraw(connection, MARA)

    with pytest.raises(NoSuchCode):
        use(office, code, purpose=ACCOUNT)
