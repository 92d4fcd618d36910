"""Text on the screen, which is never taken for markup."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class PlainLabel(QLabel):
    """Shows text from anywhere as it is: a label of Qt would obey tags and load pictures in it.

    `role` is one of body, meta, title, screen, number, section, wrong.
    """

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, role: str = "body", wrap: bool = False
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        self.setText(text)


class Notice(PlainLabel):
    """A sentence about what went wrong; it takes no room while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, role="wrong", wrap=True)
        self.hide()

    def say(self, text: str) -> None:
        self.setText(text)
        self.setVisible(bool(text))


class Badge(PlainLabel):
    """A short word in a frame. `kind` is one of plain, accent, good, watch, old, stop."""

    def __init__(self, text: str, kind: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.show_kind(kind)

    def show_kind(self, kind: str) -> None:
        self.setProperty("badge", kind)
        self.style().polish(self)


def tool_tip(*lines: str) -> str:
    """Tool tips obey markup; text from anywhere must not be obeyed."""
    return "<p>" + "<br>".join(escape(line) for line in lines if line) + "</p>"
