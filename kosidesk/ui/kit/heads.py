"""Headings: of a screen, of a section, of an empty place."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

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
        self._words, self._actions = column(self.title, self.remark, gap=0), row(gap=SMALL)
        for action in actions:
            self._actions.addWidget(action, 0, Qt.AlignmentFlag.AlignTop)
        self._both: QHBoxLayout = row(gap=SMALL)
        self._both.addLayout(self._words, 1)
        self._both.addLayout(self._actions)
        self.setLayout(self._both)

    def minimumSizeHint(self) -> QSize:
        # The layout would ask for both beside each other, and a narrower window could never stack them.
        width = max(self._words.minimumSize().width(), self._actions.minimumSize().width())
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where title and actions do not fit beside each other, the actions stand below."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        # Another title, larger letters, an action that comes or goes.
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        # Qt would break a word at its hyphens before it asks for more room.
        letters, text = self.title.fontMetrics(), self.title.text()
        longest = max((letters.horizontalAdvance(word) for word in text.split()), default=0)
        # Nor is a title read well in a column of single words.
        readable = min(letters.horizontalAdvance(text), self.width() // 3)
        words = max(longest, readable)
        fits = words + SMALL + self._actions.minimumSize().width() <= self.width()
        directions = QBoxLayout.Direction
        self._both.setDirection(directions.LeftToRight if fits else directions.TopToBottom)

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
