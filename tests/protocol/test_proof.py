"""Who cannot sign is nobody, and no signature is good for anything but what was signed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.protocol import proof

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)


ASKED = ("POST", "/v1/sync", "00ff", b"what is asked")
SIGNATURE = proof.sign(KEY, *ASKED)


def test_a_signature_proves_the_key() -> None:
    assert proof.verify(proof.public(KEY), SIGNATURE, *ASKED)
    assert not proof.verify(proof.public(OTHER), SIGNATURE, *ASKED)


@pytest.mark.parametrize(
    "other",
    [
        ("GET", *ASKED[1:]),
        ("POST", "/v1/digest", *ASKED[2:]),
        ("POST", "/v1/sync", "00fe", ASKED[3]),
        (*ASKED[:3], b"what is aske"),
    ],
)
def test_a_signature_is_good_for_one_request_alone(other: tuple[str, str, str, bytes]) -> None:
    assert not proof.verify(proof.public(KEY), SIGNATURE, *other)


requests = st.tuples(texts, texts, texts, st.binary(max_size=5))


@given(requests, requests)
def test_no_two_requests_are_signed_by_the_same_text(
    one: tuple[str, str, str, bytes], other: tuple[str, str, str, bytes]
) -> None:
    assert (proof._request(*one) == proof._request(*other)) == (one == other)


@pytest.mark.parametrize("bit", range(0, 512, 7))
def test_a_bent_signature_is_none(bit: int) -> None:
    bent = bytearray(SIGNATURE)
    bent[bit // 8] ^= 1 << bit % 8
    assert not proof.verify(proof.public(KEY), bytes(bent), *ASKED)


@pytest.mark.parametrize("nonsense", [b"", b"short", bytes(33), b"\xff" * 32])
def test_what_is_no_key_signs_nothing(nonsense: bytes) -> None:
    assert not proof.verify(nonsense, SIGNATURE, *ASKED)
    assert not proof.verify(proof.public(KEY), nonsense, *ASKED)


def test_two_keys_are_never_the_same() -> None:
    assert proof.new_key() != proof.new_key()
    assert len(proof.new_key()) == len(proof.public(proof.new_key())) == 32


def test_the_auth_value_is_the_same_on_every_desk_and_for_nobody_else() -> None:
    value = proof.auth_value("geteilte freude", "realm-1", "mara")
    # A desk of any later version must come to the same.
    assert value.hex() == "84da62933d0cf37e126a15afd9e1ba886f37e3373e5bdffcf7544dc183e7b3ce"
    others = {
        proof.auth_value("geteilte freudE", "realm-1", "mara"),
        proof.auth_value("geteilte freude", "realm-2", "mara"),
        proof.auth_value("geteilte freude", "realm-1", "jon"),
    }
    assert len(others | {value}) == 4


def test_the_same_passphrase_typed_by_another_keyboard_is_the_same() -> None:
    composed, decomposed = "gr\u00fcne B\u00e4ume", "gru\u0308ne Ba\u0308ume"
    assert proof.auth_value(composed, "r", "m") == proof.auth_value(decomposed, "r", "m")
