"""Filters to save under a name, and those that were saved."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from kosidesk.i18n import _
from kosidesk.services.filter_sets import FilterSet
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.layouts import column, flow
from kosidesk.ui.theme import SMALL

_LONGEST = 60


class SavedPanel(QWidget):
    """`saved` carries a name, `applied` and `dropped` a `FilterSet`, `renamed` one and its new name."""

    saved = Signal(str)
    applied = Signal(object)
    dropped = Signal(object)
    renamed = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sets: tuple[FilterSet, ...] = ()
        self._just_saved = ""
        self._choice = ChoiceBox(self)
        self._choice.widen()
        layout = form()
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        field(layout, _("Anwenden"), self._choice, _("Setzt alle Filter so, wie sie gespeichert wurden"))
        self._save = Button(_("Filter speichern …"), self, icon="plus")
        self._rename = Button(_("Umbenennen …"), self, icon="edit")
        self._drop = Button(_("Löschen"), self, icon="trash")
        self._naming = _Naming(self)
        self.setLayout(column(layout, flow(self._save, self._rename, self._drop), self._naming, gap=SMALL))
        self._choice.activated.connect(self._apply)
        self._naming.left.connect(self._choice.setFocus)
        self._save.clicked.connect(self._ask_name)
        self._rename.clicked.connect(self._ask_other_name)
        self._drop.clicked.connect(self._say_drop)
        self.show_sets(())

    @Slot(object)
    def show_sets(self, sets: tuple[FilterSet, ...]) -> None:
        """The one that was chosen stays chosen, unless another was saved just now."""
        chosen = next((kept for kept in sets if kept.name == self._just_saved), self._chosen())
        self._just_saved = ""
        self._sets = sets
        self._choice.clear()
        self._choice.addItem(_("keiner gewählt") if sets else _("noch keiner gespeichert"))
        for kept in sets:
            self._choice.addItem(kept.name)
        ids = [kept.id for kept in sets]
        self._choice.setCurrentIndex(ids.index(chosen.id) + 1 if chosen and chosen.id in ids else 0)
        self._allow()

    def show_chosen(self, *, any_filter: bool) -> None:
        """There must be something to save."""
        self._save.setEnabled(any_filter)

    def _chosen(self) -> FilterSet | None:
        place = self._choice.currentIndex() - 1
        return self._sets[place] if 0 <= place < len(self._sets) else None

    def _allow(self) -> None:
        for button in (self._rename, self._drop):
            button.setVisible(self._chosen() is not None)

    @Slot()
    def _apply(self) -> None:
        self._allow()
        if chosen := self._chosen():
            self.applied.emit(chosen)

    @Slot()
    def _ask_name(self) -> None:
        self._naming.ask("", self._say_save)

    @Slot()
    def _ask_other_name(self) -> None:
        if chosen := self._chosen():
            self._naming.ask(chosen.name, self._say_rename)

    def _say_save(self, name: str) -> None:
        self._just_saved = name
        self.saved.emit(name)

    def _say_rename(self, name: str) -> None:
        if chosen := self._chosen():
            self.renamed.emit(chosen, name)

    @Slot()
    def _say_drop(self) -> None:
        if chosen := self._chosen():
            self.dropped.emit(chosen)


class _Naming(QWidget):
    """Asks for a name: Enter takes it, Esc goes back. `left` while the keyboard is still here."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = QLineEdit(self)
        self._name.setMaxLength(_LONGEST)
        self._then: Callable[[str], object] = _nothing
        layout = form()
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._remark = field(layout, _("Name des Filters"), self._name, _("Etwa: Kinder am Nachmittag"))
        take, back = Button(_("Speichern"), self, icon="check"), Button(_("Abbrechen"), self)
        self.setLayout(column(layout, flow(take, back), gap=SMALL))
        self.hide()
        self._name.returnPressed.connect(self._take)
        take.clicked.connect(self._take)
        back.clicked.connect(self._leave)

    def ask(self, name: str, then: Callable[[str], object]) -> None:
        self._then = then
        self._name.setText(name)
        self._remark.say("")
        self.show()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _take(self) -> None:
        name = " ".join(self._name.text().split())
        if name:
            self._leave()
            self._then(name)
        else:
            self._remark.say(_("Bitte einen Namen eintragen."))

    @Slot()
    def _leave(self) -> None:
        self.left.emit()
        self.hide()


def _nothing(_name: str) -> None: ...
