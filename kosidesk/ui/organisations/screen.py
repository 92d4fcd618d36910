"""List, detail and offers side by side."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Organisation
from kosidesk.i18n import N_, _, ngettext, number
from kosidesk.services import lists
from kosidesk.services.desk import Desk
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.history.model import History
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.columns import Column, Columns
from kosidesk.ui.kit.heads import EmptyState, ScreenHead
from kosidesk.ui.kit.keys import Key, press
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.kit.list_button import LIST, ListButton, ListWish
from kosidesk.ui.kit.row_list import RowList
from kosidesk.ui.kit.search import SearchField
from kosidesk.ui.organisations.detail import OrganisationDetail
from kosidesk.ui.organisations.doubles import DoublesView
from kosidesk.ui.organisations.doubles_model import DoubleSearch
from kosidesk.ui.organisations.lines import Found, Sight
from kosidesk.ui.organisations.model import OrganisationSearch
from kosidesk.ui.organisations.offer_column import OfferColumn
from kosidesk.ui.tasks import Tasks
from kosidesk.ui.theme import LARGE, SMALL

_OPEN = Key("Return", N_("Einrichtung lesen, unter den Angeboten: Angebot öffnen"))
_EDIT = Key("F2", N_("Einrichtung bearbeiten"))
_HISTORY = Key("F7", N_("Verlauf zeigen und wieder schließen"))
_NEW = Key("Ctrl+N", N_("Neue Einrichtung anlegen"))
_LETTER = Key("Space", N_("Einrichtung zu den Briefen nehmen und wieder heraus"))
_DOUBLE = Key("1", N_("Unter den Dubletten: den linken behalten, 2 den rechten, 3 sind verschieden"))
KEYS = (_OPEN, _LETTER, _EDIT, _HISTORY, _NEW, LIST, _DOUBLE)

_LIST, _DETAIL, _OFFERS = range(3)


class OrganisationsScreen(QWidget):
    """Has a search line of its own; the frame's looks for offers.

    `edit_wanted` carries kind and id ("" for a new record), `new_offer_wanted` the id of the organisation it
    is to belong to, `letter_wanted` the id of one to be written to, `offer_wanted` an offer's id,
    `conflicts_wanted` the ids of the records they are about, `list_wanted` a `ListWish`, `done` a `Done`,
    `refused` a `KosiError`.
    """

    edit_wanted = Signal(str, str)
    new_offer_wanted = Signal(object)
    offer_wanted = Signal(object)
    letter_wanted = Signal(object)
    conflicts_wanted = Signal(object)
    list_wanted = Signal(object)
    import_wanted = Signal()
    done = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = OrganisationSearch(desk, tasks, bus, self)
        self._history = History(desk, tasks, bus, self)
        self._double_search = DoubleSearch(desk, tasks, bus, self)
        self._build()
        self._connect_model()
        self._connect_wishes()
        self.model.begin()

    def show_organisation(self, organisation: RecordId) -> None:
        """The organisation another screen speaks of, to be read at once."""
        self._sides.setCurrentWidget(self._columns)
        self._search.clear()
        self.model.show_saved(Organisation.KIND, organisation)
        self._open()

    def enter(self) -> None:
        """Into the list."""
        self._leave_doubles()

    @Slot()
    def show_doubles(self) -> None:
        """Pairs that may be one, in place of the list."""
        self._sides.setCurrentWidget(self._doubles)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes the typed words back before the window leaves the screen."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif _LIST not in self._columns.shown():
            self._back_to_list()
        elif self._search.text():
            self._search.clear()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._new = Button(_("Neue Einrichtung"), self, kind="primary", icon="plus")
        self._list_out = ListButton(self)
        self._head = ScreenHead(_("Einrichtungen"), self, self._list_out, self._new)
        self._detail = OrganisationDetail(self._history, self)
        self._offers = OfferColumn(self.model.offers, self)
        parts = (
            Column(_("Liste"), self._list_column(), 34),
            Column(_("Einrichtung"), self._detail, 34),
            Column(_("Angebote"), self._offers, 32),
        )
        self._columns = Columns(parts, self, main=_LIST)
        self._doubles = DoublesView(self._double_search, self)
        self._sides = QStackedWidget(self)
        for side in (self._columns, self._doubles):
            self._sides.addWidget(side)
        layout = column(self._head, gap=SMALL, margin=LARGE)
        layout.addWidget(self._sides, 1)
        self.setLayout(layout)

    def _list_column(self) -> QWidget:
        self._search = SearchField(_("Name, Ort, Nummer oder Kontakt"), self)
        self._search.setAccessibleName(_("Einrichtungen suchen nach Name, Ort, Nummer oder Kontakt"))
        self._list = RowList(self.model.rows, _("Einrichtungen"), self)
        self._import = Button(_("Datei importieren …"), self, icon="import")
        words = _(
            "Noch keine Einrichtungen. Sie kommen mit einer Datei herein, etwa dem Export aus Freinet, "
            "oder werden hier angelegt."
        )
        self._empty = EmptyState("organisations", words, self, self._import)
        words = _(
            "Keine Einrichtung gefunden. Vielleicht hilft ein Teil des Namens, der Ort, die Straße "
            "oder wer dort anzusprechen ist."
        )
        self._nothing = EmptyState("search", words, self)
        self._middle = QStackedWidget(self)
        for state in (self._list, self._nothing, self._empty):
            self._middle.addWidget(state)
        self._look_for_doubles = Button(_("Mögliche Dubletten …"), self, kind="link")
        whole = column(self._search, row(self._look_for_doubles, None), gap=SMALL)
        whole.addWidget(self._middle, 1)
        made = QWidget(self)
        made.setLayout(whole)
        return made

    def _connect_model(self) -> None:
        model = self.model
        model.found.connect(self._show_found)
        model.shown.connect(self._show_sight)
        model.offer_wanted.connect(self.offer_wanted)
        model.refused.connect(self.refused)
        self._history.refused.connect(self.refused)
        self._history.done.connect(self.done)
        self._double_search.done.connect(self.done)
        self._double_search.refused.connect(self.refused)
        self._search.textChanged.connect(model.set_text)
        self._search.left.connect(self._back_to_list)
        self._list.pointed.connect(model.point_at)
        self._list.picked.connect(self.letter_wanted)
        self._offers.opened.connect(model.open_offer)

    def _connect_wishes(self) -> None:
        self._list.opened.connect(self._open)
        self._list.typed.connect(self._begin_search)
        self._detail.edit_wanted.connect(self._edit)
        self._detail.conflicts_wanted.connect(self._want_conflicts)
        self._detail.left.connect(self._back_to_list)
        self._offers.new_wanted.connect(self._begin_offer)
        self._offers.typed.connect(self._begin_search)
        self._offers.left.connect(self._back_to_list)
        self._new.clicked.connect(self._begin_new)
        self._import.clicked.connect(self.import_wanted)
        self._list_out.clicked.connect(self._want_list)
        self._look_for_doubles.clicked.connect(self.show_doubles)
        self._doubles.left.connect(self._leave_doubles)
        press(_EDIT, self, self._edit)
        press(_HISTORY, self, self._detail.toggle_history)
        press(_NEW, self, self._begin_new)

    @Slot(object)
    def _show_found(self, found: Found) -> None:
        count = len(found.ids)
        said = ngettext("{count} Einrichtung", "{count} Einrichtungen", count)
        self._head.say(" · ".join((said.format(count=number(count)), *_readings(found))))
        self._list_out.setEnabled(count > 0)
        if count:
            self._middle.setCurrentWidget(self._list)
            self._keep_place()
        else:
            self._middle.setCurrentWidget(self._nothing if found.total else self._empty)

    def _keep_place(self) -> None:
        pointed_at = self.model.pointed_at
        if pointed_at is not None and self._list.current() != pointed_at:
            self._list.point_at(self.model.rows.index_of(pointed_at))

    @Slot(object)
    def _show_sight(self, sight: Sight | None) -> None:
        self._detail.show_sight(sight)
        self._offers.show_organisation(sight.full if sight else None)

    @Slot(str)
    def _begin_search(self, letter: str) -> None:
        self._columns.reveal(_LIST)
        self._search.begin_with(letter)

    @Slot()
    def _open(self) -> None:
        self._columns.reveal(_DETAIL)
        self._detail.enter()

    @Slot()
    def _leave_doubles(self) -> None:
        self._sides.setCurrentWidget(self._columns)
        self._back_to_list()

    @Slot()
    def _back_to_list(self) -> None:
        self._columns.reveal(_LIST)
        self._list.enter()

    @Slot()
    def _begin_new(self) -> None:
        self.edit_wanted.emit("organisation", "")

    @Slot()
    def _edit(self) -> None:
        if self.model.sight:
            self.edit_wanted.emit("organisation", self.model.sight.full.organisation.id)

    @Slot()
    def _want_conflicts(self) -> None:
        if self.model.sight:
            self.conflicts_wanted.emit((self.model.sight.full.organisation.id,))

    @Slot()
    def _want_list(self) -> None:
        self.list_wanted.emit(ListWish(partial(lists.organisations, ids=self.model.rows.ids())))

    @Slot()
    def _begin_offer(self) -> None:
        if self.model.sight:
            self.new_offer_wanted.emit(self.model.sight.full.organisation.id)


def _readings(found: Found) -> Iterator[str]:
    """What was read for a mistyped word."""
    for typed, meant in found.corrected:
        yield _("gefunden mit „{meant}“ statt „{typed}“").format(meant=meant, typed=typed)
