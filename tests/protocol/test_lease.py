"""A lease is extended over the telephone by a code only the server can give to this one desk."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.protocol.lease import extended_until, extension

SECRET = bytes(range(32))
DESK = "00000000-0000-7000-8000-000000000001"
UNTIL = date(2026, 12, 24)


@given(st.integers(0, 30_000))
def test_a_code_says_its_last_day(days: int) -> None:
    until = date(2026, 1, 1) + timedelta(days=days)

    assert extended_until(SECRET, DESK, extension(SECRET, DESK, until)) == until


def test_a_code_may_be_misread_as_people_misread() -> None:
    code = extension(SECRET, DESK, UNTIL)

    assert len(code) == 14
    assert extended_until(SECRET, DESK, code.lower().replace("-", " ").replace("0", "o")) == UNTIL


@given(st.integers(0, 11), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_letter_is_found(place: int, letter: str) -> None:
    code = extension(SECRET, DESK, UNTIL).replace("-", "")
    changed = code[:place] + letter + code[place + 1 :]

    assert changed == code or extended_until(SECRET, DESK, changed) is None


def test_a_code_is_good_for_one_desk_and_one_secret() -> None:
    code = extension(SECRET, DESK, UNTIL)

    assert extended_until(SECRET, DESK.replace("1", "2"), code) is None
    assert extended_until(bytes(32), DESK, code) is None


@pytest.mark.parametrize("typed", ["", "0", "U" * 12, "0000-0000-0000", "0" * 13, "€"])
def test_what_is_no_code_is_refused(typed: str) -> None:
    assert extended_until(SECRET, DESK, typed) is None
