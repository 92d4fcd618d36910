"""A person at the window: each key and each click counts, a typed word counts once."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QPushButton, QWidget

from kosidesk.ui.main_window import MainWindow

B = TypeVar("B", bound=QAbstractButton)


class Hands:
    """Works on what is in sight, as a person does."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.interactions = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.interactions += 1
        QTest.keyClick(self._window.focusWidget() or self._window, key, modifier)

    def write(self, text: str) -> None:
        for number, word in enumerate(text.split()):
            self.interactions += 1
            QTest.keyClicks(self._window.focusWidget() or self._window, f"{' ' * bool(number)}{word}")

    def click(self, words: str) -> None:
        """A button by its words, a box by what a screen reader says."""
        self._click(next(one for one in self._in_sight(QPushButton) if _words(one) == words))

    def tick(self, name: str) -> None:
        self._click(next(one for one in self._in_sight(QCheckBox) if one.accessibleName() == name))

    def _click(self, widget: QWidget) -> None:
        self.interactions += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def _in_sight(self, kind: type[B]) -> list[B]:
        return [one for one in self._window.findChildren(kind) if one.isVisible()]


def _words(button: QAbstractButton) -> str:
    return " ".join(button.text().replace("&&", "&").split())
