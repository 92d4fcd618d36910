"""Headings: of a screen, of a section, of an empty place."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kosidesk.ui import theme
from kosidesk.ui.kit.icons import picture
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.theme import LARGE, SMALL


class ScreenHead(QWidget):
    """The title of a screen and, at the right, what can be done; the primary action comes last."""

    def __init__(self, title: str, parent: QWidget | None = None, *actions: QWidget) -> None:
        super().__init__(parent)
        self.title = PlainLabel(title, self, role="screen", wrap=True)
        self.remark = PlainLabel("", self, role="meta", wrap=True)
        self.remark.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        layout: QHBoxLayout = row(gap=SMALL)
        layout.addLayout(column(self.title, self.remark, gap=0), 1)
        for action in actions:
            layout.addWidget(action, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)

    def say(self, text: str) -> None:
        """A quiet line under the title, such as how many were found."""
        self.remark.setText(text)
        self.remark.setVisible(bool(text))


def section(title: str, parent: QWidget | None = None) -> PlainLabel:
    return PlainLabel(title, parent, role="section", wrap=True)


class EmptyState(QWidget):
    """Stands where nothing is yet, says what to do next, and offers it."""

    def __init__(self, icon: str, sentence: str, parent: QWidget | None = None, *actions: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self._picture = PlainLabel("", self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence = PlainLabel(sentence, self, wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = row(None, *actions, None)
        self.setLayout(column(None, self._picture, self._sentence, buttons, None, gap=LARGE, margin=LARGE))
        self._draw()

    def say(self, sentence: str) -> None:
        self._sentence.setText(sentence)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        look = theme.look()
        colour = QColor(look.colours.muted)
        self._picture.setPixmap(picture(self._icon, colour, look.pixels(48), self.devicePixelRatioF()))
