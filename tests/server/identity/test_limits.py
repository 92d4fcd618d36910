"""Who tries too often waits, and a restart is no way around it."""

from datetime import timedelta
from pathlib import Path

import pytest

from kosidesk.server.identity import limits
from kosidesk.server.identity.office import Office
from kosidesk.server.identity.refusals import Later
from tests.server.identity import offices
from tests.server.identity.offices import JON, MARA, NOW

SECOND = timedelta(seconds=1)
HERE, THERE = "192.0.2.7", "192.0.2.8"


def visit(office: Office, address: str, after: timedelta = timedelta()) -> None:
    with office.writing() as connection:
        limits.visit(connection, address, NOW + after)


def fail(office: Office, counsellor: str, after: timedelta = timedelta()) -> None:
    with office.writing() as connection:
        limits.attempt(connection, counsellor, NOW + after)


def test_an_address_may_try_five_times_a_minute(office: Office) -> None:
    for second in range(5):
        visit(office, HERE, second * SECOND)

    with pytest.raises(Later) as refusal:
        visit(office, HERE, 10 * SECOND)
    assert refusal.value.seconds == 50
    visit(office, THERE, 10 * SECOND)
    visit(office, HERE, 60 * SECOND)


def test_tries_that_succeed_do_not_count(office: Office) -> None:
    for _ in range(20):
        visit(office, HERE)
        with office.writing() as connection:
            limits.welcome(connection, HERE)


def test_a_network_of_ipv6_addresses_counts_as_one(office: Office) -> None:
    for host in range(5):
        visit(office, f"2001:db8::{host}")

    with pytest.raises(Later):
        visit(office, "2001:db8::ffff")
    visit(office, "2001:db8:0:1::1")


def test_ipv4_told_as_ipv6_is_not_one_network(office: Office) -> None:
    for _ in range(limits.MOST_VISITS):
        visit(office, "::ffff:192.0.2.1")
    visit(office, "::ffff:192.0.2.2")
    with pytest.raises(Later):
        visit(office, "192.0.2.1")


def test_the_wait_doubles_up_to_half_a_minute() -> None:
    waits = [limits.wait_after(failures).total_seconds() for failures in range(9)]

    assert waits == [0, 0, 1, 2, 4, 8, 16, 30, 30]
    assert limits.wait_after(10**6) == limits.LONGEST_WAIT


def test_each_failed_login_makes_the_next_one_wait(office: Office) -> None:
    fail(office, MARA)
    fail(office, MARA)

    with pytest.raises(Later):
        fail(office, MARA, SECOND / 2)
    fail(office, JON, SECOND / 2)
    fail(office, MARA, SECOND)


def test_guesses_side_by_side_are_counted_before_any_of_them_is_judged(office: Office) -> None:
    for _ in range(2):
        fail(office, MARA)

    refused = 0
    for _ in range(40):
        try:
            fail(office, MARA)
        except Later:
            refused += 1
    assert refused == 40


def test_who_succeeds_hears_how_many_failed_and_waits_no_more(office: Office) -> None:
    for second in (0, 1, 2):
        fail(office, MARA, second * SECOND)
    fail(office, MARA, 10 * SECOND)

    with office.writing() as connection:
        assert limits.succeeded(connection, MARA) == 3
    fail(office, MARA, 10 * SECOND)


def test_a_restart_forgets_no_failure(tmp_path: Path) -> None:
    with offices.opened(tmp_path) as before:
        fail(before, MARA)
        fail(before, MARA)

    with offices.opened(tmp_path) as after, pytest.raises(Later):
        fail(after, MARA)
