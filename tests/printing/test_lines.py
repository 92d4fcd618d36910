"""Line breaking keeps every sign and every limit, in both directions."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.printing.lines import Line, Setting, lines
from kosidesk.printing.text import REPLACEMENT, clean, isolated, unbroken

GERMAN, ARABIC = Setting(), Setting(language="ar", rtl=True)
SIZE = 10


def broken(text: str, width: float = 80, setting: Setting = GERMAN) -> tuple[Line, ...]:
    return lines(text, SIZE, width, setting)


def copied(line: Line) -> str:
    """What the glyphs stand for, in the order of reading."""
    return unicodedata.normalize(
        "NFC", "".join(glyph.text for run in line.runs for glyph in run.shaped.glyphs)
    )


def test_text_breaks_at_blanks() -> None:
    assert [line.text for line in broken("Vorlesen für Kinder", 55)] == ["Vorlesen", "für Kinder"]


def test_a_line_that_goes_on_ends_with_a_blank() -> None:
    first, last = broken("Vorlesen für Kinder", 55)
    assert (first.soft, last.soft) == (True, False)
    assert (copied(first), copied(last)) == ("Vorlesen ", "für Kinder")
    assert copied(*lines("Wann", SIZE, 80, GERMAN, goes_on=True)) == "Wann "


def test_a_phone_number_is_never_broken() -> None:
    said = [line.text for line in broken("Telefon 0202 000 1234 oder", 90)]
    assert said == ["Telefon", unbroken("0202 000 1234"), "oder"]


def test_a_word_longer_than_the_line_breaks_behind_a_sign_made_for_it() -> None:
    said = [line.text for line in broken("https://www.example.org/angebote/lesepaten-elberfeld", 150)]
    assert len(said) > 1
    assert all(part[-1] in "/-." for part in said[:-1])


def test_a_mark_is_not_torn_from_its_letter() -> None:
    said = broken("e\u0301\u0323" * 60)
    assert all(not unicodedata.combining(line.text[0]) for line in said)


def test_letters_of_other_scripts_come_from_the_face_that_has_them() -> None:
    (line,) = broken("Ayşe ☎ ሰላም علي", 500)
    faces = [run.shaped.face for run in line.runs if copied(Line((run,), 0, "")).strip()]
    assert faces == ["NotoSans-Regular", "DejaVuSans", "NotoSansEthiopic-Regular", "Vazirmatn-Regular"]


def test_arabic_letters_are_joined() -> None:
    (line,) = broken("علي", setting=ARABIC)
    (alone,) = broken("ع ل ي", setting=ARABIC)
    ids = [glyph.id for run in line.runs for glyph in run.shaped.glyphs]
    assert ids != [glyph.id for run in alone.runs for glyph in run.shaped.glyphs if glyph.text != " "]


def test_a_number_in_an_arabic_line_is_read_from_the_left() -> None:
    (line,) = broken(f"اتصل {isolated('+49 202 000-12')} اليوم", 500, ARABIC)
    by_place = sorted(line.runs, key=lambda run: run.x)
    number = "".join(copied(Line((run,), 0, "")) for run in by_place if not run.shaped.rtl).strip()
    assert unbroken("+49 202 000-12") in number
    assert copied(line) == f"اتصل {unbroken('+49 202 000-12')} اليوم"


def seen(line: Line) -> str:
    """The line as the eye finds it, from the left."""
    placed = [(run.x + glyph.x * SIZE / 1000, glyph.text) for run in line.runs for glyph in run.shaped.glyphs]
    return "".join(text for _x, text in sorted(placed))


@pytest.mark.parametrize("setting", [GERMAN, ARABIC], ids=["left", "right"])
@pytest.mark.parametrize("phone", ["0202 000-77", "+49 (0)202 000-77", "(0202) 000-77", "۰۲۰۲ ۰۰۰-۷۷"])
def test_a_phone_somebody_wrote_between_arabic_words_is_read_from_the_left(
    setting: Setting, phone: str
) -> None:
    for text in (f"اتصل {phone} اليوم", f"اتصل ({phone})"):
        (line,) = broken(text, 500, setting)
        assert unbroken(phone) in seen(line)
        assert copied(line) == text.replace(phone, unbroken(phone))


def test_a_range_between_arabic_words_is_read_from_the_right() -> None:
    (line,) = broken("من 9-12 يوم", 500, ARABIC)
    assert "12-9" in seen(line)


def test_a_sign_no_face_has_is_shown_by_another_and_copied_as_itself() -> None:
    (line,) = broken("a漢b")
    assert copied(line) == "a漢b"
    (shown,) = broken(f"a{REPLACEMENT}b")
    assert [g.id for r in line.runs for g in r.shaped.glyphs] == [
        g.id for r in shown.runs for g in r.shaped.glyphs
    ]


def test_a_sign_of_private_use_means_nothing_to_others() -> None:
    (line,) = broken("a\ue000b")
    assert copied(line) == f"a{REPLACEMENT}b"


def test_a_letter_drawn_in_parts_is_copied_whole() -> None:
    (line,) = broken("được chọn một", 500)
    assert copied(line) == "được chọn một"


@pytest.mark.parametrize("setting", [GERMAN, ARABIC], ids=["left", "right"])
@given(
    text=st.text(st.sampled_from("abcäß ☐漢-/12(). عليم\u200c\u0301"), max_size=80), width=st.floats(20, 200)
)
def test_no_sign_is_lost_and_no_line_is_too_wide(setting: Setting, text: str, width: float) -> None:
    said = broken(clean(text), width, setting)
    assert "".join("".join(map(copied, said)).split()) == "".join(clean(text).split())
    assert all(line.width <= width + 1e-6 or len(line.text.strip("\u200c\u0301")) <= 1 for line in said)


@given(st.text(st.sampled_from("abc 12(). عليم"), max_size=60))
def test_the_runs_of_a_line_cover_it_without_a_gap(text: str) -> None:
    for line in broken(clean(text), 400, ARABIC):
        places = sorted((run.x, run.x + run.shaped.width * SIZE) for run in line.runs)
        assert all(abs(a[1] - b[0]) < 1e-6 for a, b in pairwise(places))
        assert abs(places[-1][1] - line.width) < 1e-6
