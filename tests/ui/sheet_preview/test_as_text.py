"""The same sheet for whoever listens: headings are headings, and each paragraph begins at its own side."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextBlock
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kosidesk.domain.consultation import Consultation
from kosidesk.services.sheets import Choices
from kosidesk.ui.sheet_preview.as_text import SheetText
from kosidesk.ui.sheet_preview.model import SheetPreview
from kosidesk.ui.sheet_preview.screen import SheetScreen
from tests.ui.sheet_preview.seeing import settle, show

CONTROL = Qt.KeyboardModifier.ControlModifier


def shown(screen: SheetScreen) -> SheetText:
    return screen.findChild(SheetText)


def blocks(view: SheetText) -> list[QTextBlock]:
    found, block = [], view.document().begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def test_a_key_turns_the_sheet_into_text_and_back(
    screen: SheetScreen, talk: Consultation, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    QTest.keyClick(screen, Qt.Key.Key_T, CONTROL)
    assert shown(screen).isVisible()
    assert shown(screen).hasFocus()
    QTest.keyClick(screen, Qt.Key.Key_T, CONTROL)
    assert not shown(screen).isVisible()


def test_the_text_says_all_that_the_sheet_says(
    screen: SheetScreen, model: SheetPreview, talk: Consultation, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    assert model.printout is not None
    passages = [passage.text for passage in model.printout.text if passage.role != "Figure"]
    told = [block.text() for block in blocks(shown(screen))]
    assert [text for text in told if not text.startswith("Bild: ")] == passages
    spoken = QAccessible.queryAccessibleInterface(shown(screen))
    assert spoken.state().readOnly
    assert "Vorlesen" in spoken.textInterface().text(0, spoken.textInterface().characterCount())


def test_headings_are_headings(screen: SheetScreen, talk: Consultation, qtbot: QtBot) -> None:
    show(screen, talk, qtbot)
    levels = {block.text(): block.blockFormat().headingLevel() for block in blocks(shown(screen))}
    assert levels["Ihr Vorschlag"] == 1
    assert levels["1\u00a0Vorlesen"] == 2
    assert 0 in levels.values()


def test_what_is_read_from_the_right_begins_there(
    screen: SheetScreen, model: SheetPreview, talk: Consultation, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    model.choose(Choices(language="ar"))
    settle(screen, qtbot)
    assert model.printout is not None
    for passage, block in zip(model.printout.text, blocks(shown(screen)), strict=True):
        aligned = bool(block.blockFormat().alignment() & Qt.AlignmentFlag.AlignRight)
        assert aligned is passage.rtl
    assert any(passage.rtl for passage in model.printout.text)
    assert shown(screen).locale().name().startswith("ar")


def test_the_text_goes_with_the_client(
    screen: SheetScreen, model: SheetPreview, talk: Consultation, qtbot: QtBot
) -> None:
    show(screen, talk, qtbot)
    QTest.keyClick(screen, Qt.Key.Key_T, CONTROL)
    model.show_sheet(None)
    assert shown(screen).toPlainText() == ""
    assert not shown(screen).isVisible()
