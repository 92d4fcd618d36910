"""A line that suggests names while somebody types."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QStringListModel, Signal, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from kosidesk.search.words import sorting_key

_MOST = 12


class SuggestingLine(QLineEdit):
    """Anything may be typed. `told` carries what stands there, typed or taken from the list."""

    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: Mapping[str, str] = {}
        self._suggested = QStringListModel(self)
        completer = QCompleter(self._suggested, self)
        # Shows what is suggested as it stands: Qt would search through thousands of names at each key.
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_MOST)
        completer.activated.connect(self._type)
        self.setCompleter(completer)
        self.textEdited.connect(self._type)

    def suggest(self, names: Iterable[str]) -> None:
        self._names = {sorting_key(name): name for name in names}

    def is_unknown(self) -> bool:
        """Whether something stands there that is none of the names."""
        typed = sorting_key(self.text())
        return bool(typed and self._names) and typed not in self._names

    @Slot(str)
    def _type(self, typed: str) -> None:
        self._suggested.setStringList(self._like(sorting_key(typed)))
        self.told.emit(typed)

    def _like(self, typed: str) -> list[str]:
        """Those that begin with it come first."""
        found = sorted((not key.startswith(typed), key) for key in self._names if typed and typed in key)
        return [self._names[key] for _later, key in found[:_MOST]]
