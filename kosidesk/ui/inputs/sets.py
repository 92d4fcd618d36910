"""An input for a set of words: chips, and a line in which further words are typed or taken from a list."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from kosidesk.domain.ids import normalised
from kosidesk.domain.record import Value
from kosidesk.i18n import _
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.chip_choice import in_lines
from kosidesk.ui.kit.layouts import FlowLayout, column
from kosidesk.ui.theme import TINY


class SetInput(QWidget):
    """Enter or a comma takes a word over; words outside the vocabulary are kept as they are typed.

    `read` turns what is typed into the stored word, `write` back into what is shown.
    """

    changed = Signal()

    def __init__(
        self,
        vocabulary: Sequence[str] = (),
        parent: QWidget | None = None,
        *,
        read: Callable[[str], str] = str,
        write: Callable[[str], str] = str,
    ) -> None:
        super().__init__(parent)
        self._vocabulary: tuple[str, ...] = ()
        self._read, self._write = read, write
        self._words: tuple[str, ...] = ()
        self._chips: list[Button] = []
        self._room = QWidget(self)
        self._flow = FlowLayout(self._room, gap=TINY)
        self._line = _WordLine(self)
        self._line.setPlaceholderText(_("Wort eingeben, Enter übernimmt es"))
        self.suggest(vocabulary)
        self.setLayout(column(self._room, self._line, gap=TINY))
        self.setFocusProxy(self._line)
        self._line.entered.connect(self._take_typed)
        self._line.textEdited.connect(self._split)
        self._show_chips()

    def setAccessibleName(self, name: str) -> None:
        """The line is what takes the focus, so it must say the name as well."""
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self._line.setAccessibleDescription(description)

    def value(self) -> Value:
        """With what stands in the line and was not taken over yet."""
        return self._with(self._line.text())

    def show_value(self, value: Value) -> None:
        self._words = value if isinstance(value, tuple) else ()
        self._line.clear()
        self._show_chips()

    def _with(self, typed: str) -> tuple[str, ...]:
        word = self._known(self._read(" ".join(typed.split())))
        return self._words if not word or word in self._words else (*self._words, word)

    def _known(self, word: str) -> str:
        """The vocabulary's own spelling."""
        wanted = normalised(word)
        return next((known for known in self._vocabulary if normalised(known) == wanted), word)

    def suggest(self, vocabulary: Sequence[str]) -> None:
        """Words to take from a list; they say how a word is spelt."""
        self._vocabulary = tuple(vocabulary)
        if not self._vocabulary:
            return
        completer = QCompleter(list(self._vocabulary), self._line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._take)
        self._line.setCompleter(completer)

    @Slot()
    def _take_typed(self) -> None:
        self._take(self._line.text())

    @Slot(str)
    def _take(self, typed: str) -> None:
        self._words = self._with(typed)
        self._line.take_away()
        self._show_chips()
        self.changed.emit()

    @Slot(str)
    def _split(self, typed: str) -> None:
        if typed.endswith((",", ";")):
            self._line.setText(typed[:-1])
            self._take_typed()
        else:
            self.changed.emit()

    def _remove(self, word: str) -> None:
        self._words = tuple(other for other in self._words if other != word)
        self._show_chips()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _show_chips(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(word) for word in self._words]
        self._room.setVisible(bool(self._words))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A form does not ask its inputs how high they are at their width, so they must say it."""
        self._room.setFixedHeight(max(self._flow.heightForWidth(self.width()), 1))

    def _chip(self, word: str) -> Button:
        shown = self._write(word)
        chip = Button(in_lines(shown), self._room, kind="chip", icon="close")
        chip.setAccessibleName(_("{word} entfernen").format(word=shown))
        chip.clicked.connect(partial(self._remove, word))
        self._flow.addWidget(chip)
        chip.show()
        return chip


class _WordLine(QLineEdit):
    """A line that knows Enter as its own."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def take_away(self) -> None:
        """Empties the line for the next word."""
        completer = self.completer()
        popup = completer.popup() if completer else None
        if popup:
            popup.hide()
        self.clear()
        # Once more, queued: a completer writes its word into the line after its signal has returned.
        self.metaObject().invokeMethod(self, "clear", Qt.ConnectionType.QueuedConnection)
