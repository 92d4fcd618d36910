"""The sheet as text to be read, listened to and copied: the same words in the same order as on paper."""

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from kosidesk.i18n import _
from kosidesk.services.sheets import Passage
from kosidesk.ui import theme
from kosidesk.ui.theme import BODY, SMALL, TITLE

_READABLE = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse


class SheetText(QTextEdit):
    """Read only, with a caret to walk along."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passages: tuple[Passage, ...] = ()
        self.setReadOnly(True)
        self.setTextInteractionFlags(_READABLE)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Der Zettel als Text"))

    def show_passages(self, passages: tuple[Passage, ...], language: str) -> None:
        """`language` is what a screen reader shall speak; Qt knows one for a whole text only."""
        self._passages = passages
        self.setLocale(QLocale(language))
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._write()

    def _write(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        for number, passage in enumerate(self._passages):
            if number:
                cursor.insertBlock()
            cursor.setBlockFormat(_block(passage))
            cursor.setBlockCharFormat(_letters(passage))
            cursor.insertText(_words(passage), _letters(passage))
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _words(passage: Passage) -> str:
    return _("Bild: {shows}").format(shows=passage.text) if passage.role == "Figure" else passage.text


def _level(passage: Passage) -> int:
    """Of a heading, 1 above all others; 0 for what is none."""
    role = passage.role
    return int(role[1:]) if role[:1] == "H" and role[1:].isdigit() else 0


def _block(passage: Passage) -> QTextBlockFormat:
    made = QTextBlockFormat()
    level = _level(passage)
    made.setHeadingLevel(level)
    made.setTopMargin(SMALL if level else 0)
    made.setBottomMargin(SMALL // 2)
    if passage.rtl:
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    return made


def _letters(passage: Passage) -> QTextCharFormat:
    made = QTextCharFormat()
    level = _level(passage)
    made.setFont(theme.look().font(TITLE if level == 1 else BODY, bold=bool(level)))
    return made
