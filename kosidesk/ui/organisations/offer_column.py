"""The offers of the organisation in full, and the way to them."""

from PySide6.QtCore import QAbstractItemModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kosidesk.i18n import _
from kosidesk.services.organisations import FullOrganisation
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.heads import EmptyState, section
from kosidesk.ui.kit.layouts import FlowLayout, column
from kosidesk.ui.kit.row_list import RowList
from kosidesk.ui.organisations.lines import counted
from kosidesk.ui.theme import SMALL


class OfferColumn(QWidget):
    """`opened` carries the offer's number in the list, `typed` a letter; `left` when Esc leads back."""

    opened = Signal(object)
    new_wanted = Signal()
    typed = Signal(str)
    left = Signal()

    def __init__(self, offers: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build(offers)
        self._connect()
        self.show_organisation(None)

    def show_organisation(self, full: FullOrganisation | None) -> None:
        self._count.setText(counted(len(full.offers), full.active) if full else "")
        self._open.setVisible(bool(full and full.offers))
        self._new.setVisible(full is not None)
        if full is None:
            self._sides.setCurrentWidget(self._blank)
        else:
            self._sides.setCurrentWidget(self._list if full.offers else self._empty)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _build(self, offers: QAbstractItemModel) -> None:
        self._count = section("", self)
        self._open = Button(_("Angebot öffnen"), self, icon="offers")
        self._new = Button(_("Neues Angebot"), self, icon="plus")
        self._new.setAccessibleName(_("Neues Angebot dieser Einrichtung"))
        actions = FlowLayout(gap=SMALL)
        for button in (self._open, self._new):
            actions.addWidget(button)
        self._list = RowList(offers, _("Angebote der Einrichtung"), self)
        self._empty = EmptyState("offers", _("Diese Einrichtung hat noch keine Angebote."), self)
        self._blank = QWidget(self)
        self._sides = QStackedWidget(self)
        for side in (self._list, self._empty, self._blank):
            self._sides.addWidget(side)
        whole = column(actions, self._count, gap=SMALL)
        whole.addWidget(self._sides, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self._list.opened.connect(self.opened)
        self._list.typed.connect(self.typed)
        self._open.clicked.connect(self._open_current)
        self._new.clicked.connect(self.new_wanted)

    @Slot()
    def _open_current(self) -> None:
        """The first one, where nobody has chosen."""
        self._list.enter()
        self.opened.emit(self._list.current())
