"""Line breaking keeps every sign and every limit."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kosidesk.printing.lines import Face, Line, Typeface
from kosidesk.printing.text import REPLACEMENT, unbroken

LATIN = Face("latin", dict.fromkeys(" abcdefghijklmnopqrstuvwxyz-\u00a0", 0.5))
SIGNS = Face("signs", dict.fromkeys("abc☐☎" + REPLACEMENT, 1.0))
TYPEFACE = Typeface(LATIN, SIGNS)
SIZE = 10


def lines(text: str, width: float = 50) -> tuple[Line, ...]:
    return TYPEFACE.lines(text, SIZE, width)


def drawn(text: str, width: float = 50) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in lines(text, width)]


def test_text_breaks_at_blanks() -> None:
    assert drawn("aaaa bbbb cccc") == ["aaaa bbbb", "cccc"]


def test_only_lines_that_go_on_are_soft() -> None:
    assert [line.soft for line in lines("aaaa bbbb cccc\ndd")] == [True, False, False]


def test_a_phone_number_is_never_broken() -> None:
    assert drawn(f"aaaaaaa {unbroken('bb cc')} d") == ["aaaaaaa", "bb\u00a0cc d"]


def test_a_word_longer_than_the_line_breaks_where_it_must() -> None:
    assert drawn("ab " + "c" * 25) == ["ab", "c" * 10, "c" * 10, "c" * 5]


def test_a_sign_the_first_font_lacks_comes_from_the_second() -> None:
    assert [run.face for run in lines("a☎b")[0].runs] == ["latin", "signs", "latin"]


def test_a_sign_no_font_has_prints_the_replacement() -> None:
    assert drawn("a🎉b") == [f"a{REPLACEMENT}b"]


def test_signs_without_ink_take_no_room() -> None:
    assert drawn("a\u200d\u202e\ufe0f\x00b") == ["ab"]


@given(st.text(st.sampled_from("abc ☐🎉\n\t\u200b\ud800")), st.floats(10, 200))
def test_no_sign_is_lost_and_no_line_is_too_wide(text: str, width: float) -> None:
    visible = re.sub("[ \n\t\u200b]", "", text).replace("🎉", REPLACEMENT).replace("\ud800", REPLACEMENT)
    assert "".join(drawn(text, width)).replace(" ", "") == visible
    assert all(line.width <= width + 1e-6 for line in lines(text, width))
