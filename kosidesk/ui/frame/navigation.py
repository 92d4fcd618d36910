"""The way from screen to screen, in words."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from kosidesk.ui.frame.screen import Screen
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.theme import MEDIUM, TINY


class Navigation(QFrame):
    """The current entry carries a bar and bold words, not only a colour. `chosen` carries a name."""

    chosen = Signal(str)

    def __init__(self, screens: Sequence[Screen], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", "navigation")
        self._entries = {screen.name: self._entry(screen) for screen in screens}
        layout = column(*self._entries.values(), None, gap=TINY)
        layout.setContentsMargins(0, MEDIUM, 0, MEDIUM)
        self.setLayout(layout)

    def mark(self, name: str) -> None:
        """A screen that has no entry leaves the mark where it was."""
        if name in self._entries:
            for own, entry in self._entries.items():
                entry.setChecked(own == name)

    def point_at(self, name: str) -> None:
        """Draws a ring around an entry, or around none."""
        for own, entry in self._entries.items():
            entry.setProperty("pointed", own == name)
            entry.style().polish(entry)

    def _entry(self, screen: Screen) -> Button:
        entry = Button(screen.title, self, kind="plain", icon=screen.icon)
        entry.setCheckable(True)
        entry.clicked.connect(partial(self._choose, screen.name))
        return entry

    def _choose(self, name: str) -> None:
        self.mark(name)
        self.chosen.emit(name)
