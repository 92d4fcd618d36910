"""A code is drawn as it was computed, large enough to be read."""

import segno

from kosidesk.printing.qr import QUIET, matrix
from kosidesk.printing.vcard import vcard

CARD = vcard("Ayşe Öztürk", "Färberhöfe; e.V.", "Leitung, Büro", "0202 000-6448", "ayse@example.org")


def test_bars_draw_exactly_the_dark_modules() -> None:
    code = segno.make(CARD, error="m", mask=3, micro=False, boost_error=False, encoding="utf-8", eci=True)
    dark = {
        (x, y)
        for y, row in enumerate(code.matrix_iter(border=QUIET))
        for x, module in enumerate(row)
        if module
    }
    bars = matrix(CARD).bars
    assert {(bar.column + n, bar.row) for bar in bars for n in range(bar.length)} == dark
    assert sum(bar.length for bar in bars) == len(dark)


def test_the_longest_card_keeps_modules_a_phone_can_tell_apart() -> None:
    text = "Förderverein der Mehrgenerationenhäuser und Stadtteilzentren"
    longest = vcard(text, text, text, "0202 000-6448", "a" * 52 + "@example.org")
    assert 34 / matrix(longest).size >= 0.4
