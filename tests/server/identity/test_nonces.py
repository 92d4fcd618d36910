"""A nonce is good once, for two minutes, at the server that made it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.server.identity import nonces
from kosidesk.server.identity.keys import Keys
from kosidesk.server.identity.office import Office
from kosidesk.server.identity.refusals import Denied
from tests.server.identity.offices import KEY, NOW

KEYS = Keys(KEY)


def spend(office: Office, nonce: str, after: timedelta = timedelta()) -> None:
    with office.writing() as connection:
        nonces.spend(connection, office.keys, nonce, NOW + after)


def test_a_nonce_is_good_for_two_minutes(office: Office) -> None:
    spend(office, nonces.new_nonce(KEYS, NOW), timedelta(seconds=119))
    with pytest.raises(Denied):
        spend(office, nonces.new_nonce(KEYS, NOW), timedelta(seconds=120))


def test_a_nonce_is_good_once(office: Office) -> None:
    nonce = nonces.new_nonce(KEYS, NOW)
    spend(office, nonce)

    for again in (nonce, nonce.upper(), f" {nonce}", f"{nonce[:2]} {nonce[2:]}"):
        with pytest.raises(Denied):
            spend(office, again)


def test_no_two_nonces_are_alike() -> None:
    assert len({nonces.new_nonce(KEYS, NOW) for _ in range(100)}) == 100


def test_a_nonce_of_another_server_is_refused(office: Office) -> None:
    with pytest.raises(Denied):
        spend(office, nonces.new_nonce(Keys(bytes(32)), NOW))


def test_a_nonce_from_far_ahead_is_refused(office: Office) -> None:
    with pytest.raises(Denied):
        spend(office, nonces.new_nonce(KEYS, NOW + timedelta(minutes=3)))


@given(st.text() | st.binary(max_size=60).map(bytes.hex))
def test_anything_else_is_refused(said: str) -> None:
    with pytest.raises(Denied):
        nonces._issued(KEYS, said)
