"""A contact for phones says what it was given, and nothing can slip into it."""

from hypothesis import given
from hypothesis import strategies as st

from kosidesk.printing.vcard import vcard

CARD = vcard("Ayşe Öztürk", "Färberhöfe; e.V.", "Leitung, Büro", "0202 000-6448", "ayse@example.org")


def test_a_card_is_written_line_by_line() -> None:
    assert CARD.split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Ayşe Öztürk;;;;",
        "FN:Ayşe Öztürk",
        r"ORG:Färberhöfe\; e.V.",
        r"TITLE:Leitung\, Büro",
        "TEL:0202 000-6448",
        "EMAIL:ayse@example.org",
        "END:VCARD",
        "",
    ]


@given(st.text(st.sampled_from("a\r\n:;,\\ \x0b\x85\u2028")), st.text(st.sampled_from("TEL:1\r\n\x1c")))
def test_no_text_can_begin_a_property_of_its_own(name: str, organisation: str) -> None:
    known = ("BEGIN:", "VERSION:", "N:", "FN:", "ORG:", "END:", "")
    assert all(line.startswith(known) for line in vcard(name, organisation).splitlines())


def test_a_number_too_long_is_left_out_and_never_cut() -> None:
    assert "TEL" not in vcard("A", phone="0" * 65)
    assert "EMAIL" not in vcard("A", mail="a" * 80 + "@example.org")


def test_a_cut_name_leaves_no_half_escape() -> None:
    card = vcard("a" * 39 + ";;;")
    assert "FN:" + "a" * 39 + r"\;" + "\r\n" in card
