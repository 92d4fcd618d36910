"""Texts of any length are shown at once; marking ends where nobody reads on."""

import pytest
from pytestqt.qtbot import QtBot

from kosidesk.search.terms import parse
from kosidesk.search.words import LONGEST
from kosidesk.ui.kit.search import SearchField
from kosidesk.ui.reading.facts import Fact, Passage
from kosidesk.ui.reading.reader import Reader


@pytest.mark.timeout(10)
def test_a_text_far_too_long_is_shown_whole_and_marked_at_its_beginning(qtbot: QtBot) -> None:
    reader = Reader()
    qtbot.addWidget(reader)
    reader.show()
    text = "Vorlesen heute " * 13_000 + "Vorlesen zuletzt"
    reader.show_text("Angebot", "", (Passage("Worum", (Fact(text),)),), parse("vorlesen"))
    document = reader.document()
    assert document.find("Vorlesen").charFormat().fontUnderline()
    assert not document.find("zuletzt").isNull()
    late = document.find("Vorlesen", 100_000)
    assert not late.isNull()
    assert not late.charFormat().fontUnderline()


def test_the_search_field_takes_no_more_than_is_looked_for(qtbot: QtBot) -> None:
    field = SearchField("Suche")
    qtbot.addWidget(field)
    field.setText("Wort " * 40_000)
    assert len(field.text()) == LONGEST
