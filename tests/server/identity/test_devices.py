"""Devices: their leases, what they have erased, and copies of them."""

from datetime import timedelta

import pytest
from sqlalchemy import insert

from kosidesk.domain.errors import NotFound, NotPossibleNow
from kosidesk.protocol import lease
from kosidesk.server.identity import devices
from kosidesk.server.identity.devices import PublicKeys
from kosidesk.server.identity.office import Office
from kosidesk.server.person import DESK
from kosidesk.server.store.tables import TOMB
from tests.server.identity.offices import NOW

DAY = timedelta(days=1)


def enrolled(office: Office, name: str = "Laptop 3") -> tuple[str, bytes]:
    new = devices.new_device(name, DESK, PublicKeys(bytes(32), bytes(32)), NOW)
    with office.writing() as connection:
        return new.id, devices.add(connection, office.keys, new)


def look(office: Office, identity: str) -> devices.Device:
    with office.writing() as connection:
        found = devices.device(connection, identity)
    assert found is not None
    return found


def turn(office: Office, identity: str, said: str, erased_upto: int = 0) -> str:
    with office.writing() as connection:
        return devices.turn_ratchet(connection, identity, said, erased_upto, NOW + DAY)


def test_a_lease_ends_thirty_days_after_the_device_was_last_here(office: Office) -> None:
    identity, _ = enrolled(office)
    assert look(office, identity).lease_until == NOW + 30 * DAY

    with office.writing() as connection:
        assert devices.renew(connection, identity, NOW + 10 * DAY) == NOW + 40 * DAY
    assert look(office, identity).seen_at == NOW + 10 * DAY


def test_the_code_that_extends_a_lease_is_checked_by_the_desk_alone(office: Office) -> None:
    identity, secret = enrolled(office)

    with office.writing() as connection:
        code = devices.extend(connection, office.keys, identity, 60, NOW)

    assert lease.extended_until(secret, identity, code) == (NOW + 60 * DAY).date()
    assert look(office, identity).lease_until == NOW + 60 * DAY


def test_a_session_does_not_shorten_an_extended_lease(office: Office) -> None:
    identity, _ = enrolled(office)
    with office.writing() as connection:
        devices.extend(connection, office.keys, identity, 60, NOW)
        assert devices.renew(connection, identity, NOW + DAY) == NOW + 60 * DAY


@pytest.mark.parametrize("days", [-1, 0, 91])
def test_a_lease_is_extended_by_one_to_ninety_days(office: Office, days: int) -> None:
    identity, _ = enrolled(office)
    with office.writing() as connection, pytest.raises(NotPossibleNow):
        devices.extend(connection, office.keys, identity, days, NOW)


def test_a_revoked_device_gets_no_more_time(office: Office) -> None:
    identity, _ = enrolled(office)
    with office.writing() as connection:
        devices.revoke(connection, identity)
        with pytest.raises(NotPossibleNow):
            devices.extend(connection, office.keys, identity, 30, NOW)


def test_an_unknown_device_cannot_be_revoked(office: Office) -> None:
    with office.writing() as connection, pytest.raises(NotFound):
        devices.revoke(connection, "nowhere")


def test_a_device_that_says_each_word_in_turn_is_one(office: Office) -> None:
    identity, _ = enrolled(office)

    word = ""
    for _ in range(5):
        word = turn(office, identity, word)

    assert look(office, identity).doubled_at is None


def test_a_lost_reply_makes_no_copy(office: Office) -> None:
    identity, _ = enrolled(office)
    first = turn(office, identity, "")
    second = turn(office, identity, first)

    turn(office, identity, first)
    third = turn(office, identity, first)

    assert second != third
    turn(office, identity, third)
    assert look(office, identity).doubled_at is None


def test_two_copies_of_a_device_show_themselves(office: Office) -> None:
    identity, _ = enrolled(office)
    copied = turn(office, identity, "")
    word = turn(office, identity, copied)
    turn(office, identity, word)

    turn(office, identity, copied)

    assert look(office, identity).doubled_at == NOW + DAY


def test_who_has_not_carried_out_an_erasure_is_named(office: Office) -> None:
    done, _ = enrolled(office, "Laptop 1")
    waiting, _ = enrolled(office, "Laptop 2")
    turn(office, done, "", erased_upto=9)
    turn(office, waiting, "", erased_upto=8)

    with office.writing() as connection:
        assert [each.name for each in devices.erasure_pending(connection, 9)] == ["Laptop 2"]


def test_only_an_erasure_is_news_of_a_device_that_reads_along(office: Office) -> None:
    identity, _ = enrolled(office)
    turn(office, identity, "", erased_upto=3)
    known = look(office, identity)

    with office.writing() as connection:
        for rev, erased in ((5, False), (7, True)):
            tomb = {"id": f"o{rev}", "kind": "offer", "rev": rev, "scope": "public", "erased": erased}
            connection.execute(insert(TOMB).values(tomb | {"author": "", "at": ""}))
        assert not devices.has_erased_more(connection, known, 6)
        assert devices.has_erased_more(connection, known, 7)
        assert devices.has_erased_more(connection, known, 2**70)


def test_an_old_image_of_a_device_has_its_erasures_before_it_again(office: Office) -> None:
    identity, _ = enrolled(office)
    turn(office, identity, "", erased_upto=9)

    turn(office, identity, "", erased_upto=3)

    with office.writing() as connection:
        assert devices.erasure_pending(connection, 9)
