"""Codes written by hand, read by somebody else and typed in a hurry."""

from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.ids import read_base32
from kosidesk.services.typos import near

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
codes = st.text(SIGNS, min_size=8, max_size=8).map(lambda body: f"{body}-0")


@given(codes, st.integers(0, 7), st.sampled_from(SIGNS))
def test_one_wrong_sign_finds_the_code(code: str, at: int, sign: str) -> None:
    assert near(code[:at] + sign + code[at + 1 :], [code]) == (code,)


@given(codes, st.integers(0, 6))
def test_swapped_and_missing_signs_find_the_code(code: str, at: int) -> None:
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert near(swapped, [code]) == near(code[:at] + code[at + 1 :], [code]) == (code,)


def test_a_misread_sign_is_likelier_than_another_one() -> None:
    assert near("7K3QP8SZ-C", ["7K3QP9SZ-C", "7K3QPBSZ-C"]) == ("7K3QPBSZ-C", "7K3QP9SZ-C")


def test_many_misread_signs_are_still_understood() -> None:
    assert near("8S2G-VD 7", ["B5Z6-V0-7"[:6] + "0-7"]) == ("B5Z6-V0-7",)


def test_what_is_far_away_is_not_suggested() -> None:
    assert near("7K3QP8SZ-C", ["4M4QP9TT-C"]) == ()
    assert near("", ["7K3QP8SZ-C"]) == ()


def test_every_sign_a_code_can_have_is_compared() -> None:
    assert all(read_base32(sign) for sign in SIGNS)
