"""Length makes a passphrase strong, in words or in characters."""

import pytest

from kosidesk.domain.passphrase import Strength, strength


@pytest.mark.parametrize(
    ("passphrase", "worth"),
    [
        ("", Strength.SHORT),
        ("elf Zeichen", Strength.SHORT),
        ("zwölf Zeichn", Strength.FAIR),
        ("a b c d", Strength.FAIR),
        ("   a b c   ", Strength.SHORT),
        ("a b c d e", Strength.GOOD),
        ("achtzehn Zeichen!!", Strength.GOOD),
        ("achtzehn Zeichen!\udcff", Strength.SHORT),
    ],
)
def test_length_makes_a_passphrase_strong(passphrase: str, worth: Strength) -> None:
    assert strength(passphrase) is worth


def test_decomposed_letters_count_once() -> None:
    assert strength("u\u0308" * 11) is Strength.SHORT
