"""A text to read, to select and to copy, with the words that were looked for marked in it."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from kosidesk.i18n import _
from kosidesk.search.terms import Term, spans
from kosidesk.ui import theme
from kosidesk.ui.reading.facts import Passage
from kosidesk.ui.theme import BODY, MEDIUM, META, TINY, TITLE

_MARKED = 20_000
"""So far into a text the words that were looked for are marked; far longer ones would hold the window."""


class Reader(QTextEdit):
    """Text goes in as signs with a format beside them, never as markup."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Angebot"))
        self._title, self._under = "", ""
        self._passages: tuple[Passage, ...] = ()
        self._terms: tuple[Term, ...] = ()

    def show_text(
        self, title: str, under: str, passages: tuple[Passage, ...], terms: tuple[Term, ...]
    ) -> None:
        """`under` stands below the title. The place on the page is kept where the title stays."""
        place = self.verticalScrollBar().value() if title == self._title else 0
        self._title, self._under, self._passages, self._terms = title, under, passages, terms
        self._write()
        self.verticalScrollBar().setValue(place)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._write()

    def _write(self) -> None:
        self.clear()
        cursor = self.textCursor()
        cursor.beginEditBlock()  # laid out once, not after every piece
        pen = _Pen(cursor, self._terms)
        pen.line((self._title, pen.title), gap=0)
        pen.line((self._under, pen.body), gap=TINY)
        for passage in self._passages:
            pen.line((passage.title, pen.head), gap=MEDIUM)
            for fact in passage.facts:
                term = _("{term}: ").format(term=fact.term) if fact.term else ""
                pen.line((term, pen.meta), (fact.text.strip(), pen.body), gap=TINY)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)


class _Pen:
    """Writes lines into a document."""

    def __init__(self, cursor: QTextCursor, terms: tuple[Term, ...]) -> None:
        colours = theme.look().colours
        self._cursor, self._terms, self._begun = cursor, terms, False
        self.title = _format(TITLE, colours.text, bold=True)
        self.head = _format(BODY, colours.accent, bold=True)
        self.body = _format(BODY, colours.text)
        self.meta = _format(META, colours.muted)

    def line(self, *parts: tuple[str, QTextCharFormat], gap: int) -> None:
        if not any(text for text, _format in parts):
            return
        block = QTextBlockFormat()
        block.setTopMargin(gap)
        self._cursor.insertBlock(block) if self._begun else self._cursor.setBlockFormat(block)
        self._begun = True
        for text, format_ in parts:
            for piece, marked in _pieces(text, self._terms):
                self._cursor.insertText(piece, _marked(format_) if marked else format_)


def _pieces(text: str, terms: tuple[Term, ...]) -> Iterable[tuple[str, bool]]:
    # Paragraphs stay within one block, so that a fact is one thing to select.
    text, at = text.replace("\r\n", "\n").replace("\n", "\u2028"), 0
    for start, end in spans(text[:_MARKED], terms) if terms else ():
        yield text[at:start], False
        yield text[start:end], True
        at = end
    yield text[at:], False


def _format(size: float, colour: str, *, bold: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(theme.look().font(size, bold=bold))
    made.setForeground(QColor(colour))
    return made


def _marked(plain: QTextCharFormat) -> QTextCharFormat:
    """Told by ground and line, not by colour alone."""
    colours = theme.look().colours
    made = QTextCharFormat(plain)
    made.setBackground(QColor(colours.chosen))
    made.setFontUnderline(True)
    made.setUnderlineColor(QColor(colours.accent))
    return made
