"""Keys, and the words F1 shows for them."""

from collections.abc import Callable
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_COMBINING = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


@dataclass(frozen=True)
class Key:
    """A key as Qt writes it ("Ctrl+K") and what it does, in German; it is translated when it is shown."""

    sequence: str
    words: str

    def name(self) -> str:
        """As it stands on a German keyboard; Qt's own words need its translation to be installed."""
        name = QKeySequence(self.sequence).toString(QKeySequence.SequenceFormat.NativeText)
        return name.replace("Return", "Enter")  # as keyboards say; Qt says Return even in German


def press(key: Key, owner: QWidget, do: Callable[[], object], *, inside_only: bool = False) -> QShortcut:
    """`do`, a bound method, runs when the key is pressed while the owner is visible, once however long.

    With `inside_only` the focus must be within the owner: two shown owners may then share a key.
    """
    shortcut = QShortcut(QKeySequence(key.sequence), owner)
    shortcut.setAutoRepeat(False)
    if inside_only:
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(do)
    return shortcut


def typed(event: QKeyEvent) -> str:
    """The sign of a single key, in capitals: nothing with Ctrl or Alt, and once however long it is held."""
    is_other = event.isAutoRepeat() or event.modifiers() & _COMBINING
    return "" if is_other else event.text().upper()


def give_back(widget: QWidget | None) -> None:
    """The keyboard goes back to whoever had it, if that is still there."""
    if widget is not None and shiboken6.isValid(widget):
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
