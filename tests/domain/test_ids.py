"""Codes and ids: the same everywhere, and safe to say over the telephone."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kosidesk.domain.ids import imported_id, new_code, normalised, read_code

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BODIES = st.text(st.sampled_from(ALPHABET), min_size=5, max_size=5)


def test_a_new_code_reads_back_as_itself() -> None:
    for _ in range(200):
        code = new_code(8)
        assert len(code) == len("12345678-9")
        assert read_code(code) == code


def test_a_code_is_read_as_people_write_it() -> None:
    code = new_code(5)

    assert read_code(f" {code.lower().replace('-', ' ')} ") == code


def test_letters_that_look_like_digits_are_forgiven() -> None:
    code = next(code for code in iter(lambda: new_code(8), "") if "0" in code and "1" in code)

    assert read_code(code.replace("0", "O").replace("1", "l")) == code


@given(place=st.integers(0, 4), sign=st.sampled_from(ALPHABET))
def test_one_mistyped_character_is_noticed(place: int, sign: str) -> None:
    code = new_code(5)
    assume(code[place] != sign)

    typed = code[:place] + sign + code[place + 1 :]

    # The check digit is taken modulo 31 of a base of 32: only the pair 0 and Z looks alike to it.
    assert read_code(typed) is None or {code[place], sign} == {"0", "Z"}


@pytest.mark.parametrize("typed", ["", "-", "A", "ÄÖÜ", "7K3QP", "7K3QP-?", "💡", "\x00"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


def test_an_imported_id_never_changes() -> None:
    assert imported_id("freinet:999", "offer", "20000") == "416a5770-bf67-5448-ad2f-3da543ebb9e5"


def test_parts_of_an_id_cannot_run_into_each_other() -> None:
    assert imported_id("a", "offer", "1", "2") != imported_id("a", "offer", "12")


def test_names_are_compared_without_case_and_spacing() -> None:
    assert normalised("  Haus  am\tFLUSS ") == normalised("Haus am Fluss")
