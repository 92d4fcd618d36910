"""Chooses an organisation by typing its name, or has a new one made."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QStringListModel, Signal, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from kosidesk.domain.ids import normalised
from kosidesk.domain.record import Value
from kosidesk.i18n import _
from kosidesk.services.bundles import Named
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.theme import TINY

_SUGGESTED = 12


class OrganisationInput(QWidget):
    """`make_wanted` carries the name of an organisation that shall be made."""

    changed = Signal()
    make_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: dict[str, str] = {}
        self._by_label: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        self._id = ""
        self._suggested = QStringListModel(self)
        self._line = QLineEdit(self)
        self._line.setCompleter(self._completer())
        self._line.setPlaceholderText(_("Namen eingeben und aus der Liste wählen"))
        self._make = Button("", self, kind="link", icon="plus")
        self._make.hide()
        self.setLayout(column(self._line, self._make, gap=TINY))
        self.setFocusProxy(self._line)
        self._line.textEdited.connect(self._choose)
        self._line.editingFinished.connect(self._show_chosen)
        self._make.clicked.connect(self._want_made)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self._line.setAccessibleDescription(description)

    def show_choices(self, choices: Sequence[Named]) -> None:
        """What can be chosen; the choice made before stays."""
        self._labels = {named.id: named.label for named in choices}
        self._by_label = {normalised(named.label): named.id for named in choices}
        self._by_name = only_ones(choices)
        self.show_value(self._id)

    def add_choice(self, named: Named) -> None:
        """An organisation that was just made, and is chosen now."""
        self._labels[named.id] = named.label
        self._by_label[normalised(named.label)] = named.id

    def value(self) -> Value:
        return self._id

    def show_value(self, value: Value) -> None:
        self._id = value if isinstance(value, str) else ""
        self._line.setText(self._labels.get(self._id, ""))
        self._line.setCursorPosition(0)
        self._make.hide()

    def _completer(self) -> QCompleter:
        """Shows what is suggested as it stands: Qt would search through thousands of names at each key."""
        completer = QCompleter(self._suggested, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_SUGGESTED)
        completer.activated.connect(self._choose)
        return completer

    @Slot(str)
    def _choose(self, typed: str) -> None:
        """Only a whole name chooses, with the town if more than one bears it; half a name is nobody's."""
        wanted = normalised(typed)
        self._suggested.setStringList([self._labels[id_] for id_ in suggested(self._by_label, wanted)])
        self._id = self._by_label.get(wanted) or self._by_name.get(wanted, "")
        name = " ".join(typed.split())
        self._make.setText(_("„{name}“ als neue Einrichtung anlegen").format(name=name))
        self._make.setVisible(bool(name) and not self._id)
        self.changed.emit()

    @Slot()
    def _show_chosen(self) -> None:
        """With its town, so that whoever typed the bare name sees whom it chose."""
        if self._id:
            self.show_value(self._id)

    @Slot()
    def _want_made(self) -> None:
        self._make.hide()
        self.make_wanted.emit(" ".join(self._line.text().split()))


def only_ones(choices: Sequence[Named]) -> dict[str, str]:
    """Ids by names that no two bear."""
    bearers = Counter(normalised(named.name) for named in choices)
    ids = {normalised(named.name): named.id for named in choices if named.name}
    return {name: id_ for name, id_ in ids.items() if bearers[name] == 1}


def suggested(ids: Mapping[str, str], typed: str) -> list[str]:
    """Whose name holds what is typed, first those whose name begins with it; a few are enough."""
    met = sorted((name for name in ids if typed in name), key=lambda name: not name.startswith(typed))
    return [ids[name] for name in met[:_SUGGESTED]]
