"""A text with marks, and the button that leads to what waits."""

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from kosidesk.domain.difference import Piece
from kosidesk.ui.kit.dispute_button import DisputeButton
from kosidesk.ui.kit.marked_text import MarkedText

WORDS = "Treffpunkt am Talblick"


def text(qtbot: QtBot, *pieces: Piece) -> MarkedText:
    made = MarkedText(pieces)
    qtbot.addWidget(made)
    return made


def test_marks_are_seen_and_markup_is_not_obeyed(qtbot: QtBot) -> None:
    plain = text(qtbot, Piece(f"<b>{WORDS}</b>"))
    marked = text(qtbot, Piece("<b>"), Piece(WORDS, differs=True), Piece("</b>"))
    for one in (plain, marked):
        one.resize(QSize(600, one.heightForWidth(600)))
    assert plain.accessibleName() == marked.accessibleName() == f"<b>{WORDS}</b>"
    assert plain.grab().toImage() != marked.grab().toImage()


@pytest.mark.parametrize(
    "said", ["Wort " * 200, "Donaudampfschifffahrtsgesellschaft" * 20, "eins\nzwei\r\ndrei 🙂"]
)
def test_it_is_as_high_as_its_lines(qtbot: QtBot, said: str) -> None:
    one, long = text(qtbot, Piece("Wort")), text(qtbot, Piece(said))
    assert long.heightForWidth(240) > 2 * one.heightForWidth(240)
    assert long.heightForWidth(240) >= long.heightForWidth(480)
    assert long.minimumSizeHint().width() < 240


def test_without_anything_to_decide_there_is_no_button(qtbot: QtBot) -> None:
    made = DisputeButton()
    qtbot.addWidget(made)
    made.show_count(2)
    assert (made.text(), made.isHidden()) == ("2 Widersprüche klären", False)
    made.show_count(0)
    assert made.isHidden()
