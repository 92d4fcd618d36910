"""Texts from outside become fit for paper without losing words."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kosidesk.printing.text import clean, isolated, one_line, shortened, unbroken

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))
MARK = "… (mehr im Zentrum)"


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(exclude_categories=("C", "Z"))))
def test_cleaning_keeps_every_visible_sign(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@given(ANY_TEXT)
def test_cleaned_text_can_be_written_as_utf_8_and_holds_no_controls(text: str) -> None:
    kept = clean(text).encode()
    assert not set(kept) & (set(range(0x20)) - {0x0A})


def test_direction_overrides_cannot_reverse_a_number() -> None:
    assert clean("\u202e321\u202c 0202") == "321 0202"


def test_no_text_can_leave_the_isolate_it_stands_in() -> None:
    assert isolated(clean("a\u2069\u2068b\u2067\u2066")) == "\u2068ab\u2069"


def test_marks_of_direction_copied_from_a_chat_are_dropped() -> None:
    assert clean("\u200f0202\u200e 000\u061c") == "0202 000"


def test_the_joiners_of_persian_stay() -> None:
    assert clean("سه\u200cشنبه ک\u200dک") == "سه\u200cشنبه ک\u200dک"


def test_line_ends_of_all_systems_are_one() -> None:
    assert clean("a\r\nb\rc\u2028d\n\n \n\x0be") == "a\nb\nc\nd\ne"


def test_non_breaking_blanks_of_editors_become_blanks() -> None:
    assert clean("zwei\u00a0\u202fStunden ") == "zwei Stunden"


def test_one_line_has_no_line_end() -> None:
    assert one_line(" Haus\n am See ") == "Haus am See"


def test_unbroken_text_has_no_blank_to_break_at() -> None:
    assert unbroken("0202 000 1").split(" ") == ["0202\u00a0000\u00a01"]


def test_short_text_stays_as_it_is() -> None:
    assert shortened("Kurz.", 5, MARK) == "Kurz."


def test_long_text_ends_with_a_sentence_in_the_last_third() -> None:
    assert shortened("Eins zwei. Drei vier fünf", 14, MARK) == f"Eins zwei. {MARK}"


def test_long_text_without_a_sentence_ends_with_a_word() -> None:
    assert shortened("Eins zwei drei vier", 14, MARK) == f"Eins zwei drei {MARK}"


def test_long_text_without_a_blank_is_cut_where_the_limit_is() -> None:
    assert shortened("x" * 20, 14, MARK) == f"{'x' * 14} {MARK}"


def test_a_date_or_decimal_is_no_end_of_a_sentence() -> None:
    assert shortened("Um 14.30 Uhr im Saal", 10, MARK) == f"Um 14.30 {MARK}"


@given(st.text(max_size=60), st.integers(1, 40), st.integers(1, 5))
def test_shortened_text_is_the_beginning_within_both_limits_or_all_of_it(
    text: str, limit: int, lines: int
) -> None:
    short = shortened(text, limit, MARK, lines)
    if short != text:
        kept = short.removesuffix(f" {MARK}")
        assert text.startswith(kept)
        assert len(kept) <= limit
        assert kept.count("\n") < lines
    else:
        assert len(text) <= limit or text == short
