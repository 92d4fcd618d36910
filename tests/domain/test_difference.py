"""What differs between two texts is marked, and what they share may be cut short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.difference import Piece, pieces

TEXTS = st.text("ab ,\n🙂", max_size=40)


def marked(text: str, other: str) -> list[str]:
    return [piece.text for piece in pieces(text, other) if piece.differs]


@pytest.mark.parametrize(
    ("text", "other", "differs"),
    [
        ("montags um zehn", "dienstags um zehn", ["montags"]),
        ("Kinder, Sport", "Kinder", [", Sport"]),
        ("Kinder", "Kinder, Sport", []),
        ("montags <b>um</b> zehn", "montags <b>um</b> elf", ["zehn"]),
        ("ganz anders", "nichts davon hier", []),
        ("", "etwas", []),
    ],
)
def test_what_the_other_lacks_is_marked(text: str, other: str, differs: list[str]) -> None:
    assert marked(text, other) == differs


def test_far_from_a_difference_a_long_text_is_cut() -> None:
    long = " ".join(f"Wort{n}" for n in range(400))
    said = "".join(piece.text for piece in pieces(f"{long} hier {long}", f"{long} dort {long}"))
    assert "hier" in said
    assert said.count("…") == 2
    assert len(said) < 300


def test_what_is_too_long_to_compare_is_shown_from_the_beginning() -> None:
    (piece,) = pieces("Wort " * 5000, "Wort " * 4999)
    assert not piece.differs
    assert piece.text.startswith("Wort Wort")
    assert len(piece.text) < 700


@given(text=TEXTS, other=TEXTS)
def test_short_texts_are_told_whole(text: str, other: str) -> None:
    assert "".join(piece.text for piece in pieces(text, other)) == text or "…" in "".join(
        piece.text for piece in pieces(text, other)
    )


@given(text=TEXTS.filter(bool))
def test_equal_texts_have_no_marks(text: str) -> None:
    assert pieces(text, text) == (Piece(text),)
