"""Filters, list and detail side by side."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kosidesk.i18n import N_, _, ngettext, number
from kosidesk.search.query import Query
from kosidesk.services import lists
from kosidesk.services.desk import Desk
from kosidesk.services.filter_sets import FilterSet
from kosidesk.services.loosening import Looser
from kosidesk.services.words import understood
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.history.model import History
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.chip_bar import ChipBar
from kosidesk.ui.kit.columns import Column, Columns
from kosidesk.ui.kit.heads import EmptyState, ScreenHead
from kosidesk.ui.kit.keys import Key, press
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.kit.list_button import LIST, ListButton, ListWish
from kosidesk.ui.kit.row_list import RowList
from kosidesk.ui.offers.bulk_model import Bulk
from kosidesk.ui.offers.bulk_panel import BulkPanel
from kosidesk.ui.offers.chips import NEAR, STATUS, chips
from kosidesk.ui.offers.detail import OfferDetail
from kosidesk.ui.offers.filters import USUAL, FilterColumn
from kosidesk.ui.offers.model import OfferSearch
from kosidesk.ui.offers.nothing import NothingFound
from kosidesk.ui.offers.repair_bar import RepairBar
from kosidesk.ui.offers.saved_filters import SavedFilters
from kosidesk.ui.reading.lines import Found, Sight
from kosidesk.ui.tasks import Tasks
from kosidesk.ui.theme import LARGE, SMALL

_OPEN = Key("Return", N_("Angebot lesen"))
_PICK = Key("Space", N_("Auf die Merkliste und wieder herunter"))
_EDIT = Key("F2", N_("Angebot bearbeiten"))
_ASSURE = Key("F4", N_("Angebot gilt noch: mit heutigem Tag und Ihrem Namen vermerken"))
_HISTORY = Key("F7", N_("Verlauf zeigen und wieder schließen"))
_NEW = Key("Ctrl+N", N_("Neues Angebot anlegen"))
_MANY = Key("Ctrl+G", N_("Für alle gefundenen Angebote: noch gültig, Pause, Stand, Zeiten"))
_LEAVE_OUT = Key("-", N_("Im Filter: das Wort ausschließen; die Leertaste schließt es ein"))
KEYS = (_OPEN, _PICK, _LEAVE_OUT, _EDIT, _ASSURE, _HISTORY, _NEW, _MANY, LIST)

_FILTERS, _LIST, _DETAIL = range(3)


class OffersScreen(QWidget):
    """The search line is the frame's: `search` takes what is typed there, `enter` is for leaving it.

    `search_wanted` carries what the search line shall say from now on, `pick_wanted` and `unpick_wanted` an
    offer's id, `edit_wanted` kind and id ("" for a new record), `conflicts_wanted` the ids of the records
    they are about, `list_wanted` a `ListWish`, `done` a `Done`, `refused` a `KosiError`.
    """

    search_wanted = Signal(str)
    pick_wanted = Signal(object)
    unpick_wanted = Signal(object)
    edit_wanted = Signal(str, str)
    conflicts_wanted = Signal(object)
    list_wanted = Signal(object)
    import_wanted = Signal()
    practice_wanted = Signal()
    done = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = OfferSearch(desk, tasks, bus, self)
        self._history = History(desk, tasks, bus, self)
        self._bulk = Bulk(desk, tasks, bus, self)
        self._kept = SavedFilters(desk, tasks, bus, self)
        self._build()
        self._connect_model()
        self._connect_wishes()
        self._connect_bulk()
        self._connect_saved()
        self._filters.show_query(self.model.query)
        self.model.begin()
        self._kept.begin()

    @Slot(str)
    def search(self, text: str) -> None:
        self._sides.setCurrentWidget(self._search)
        self.model.set_text(text)

    @Slot()
    def enter(self) -> None:
        """From the search line into the list."""
        self._sides.setCurrentWidget(self._search)
        self._columns.reveal(_LIST)
        self._enter_found()

    def show_offer(self, offer: str) -> None:
        """The offer another screen speaks of, to be read at once."""
        self.search_wanted.emit("")
        self.model.turn_to(offer)
        self._open()

    def show_statuses(self, statuses: frozenset[str]) -> None:
        """All offers of these statuses, with the keyboard in the list."""
        self.search_wanted.emit("")
        self.model.set_query(Query(self.model.query.today, statuses=statuses))
        self.enter()

    @Slot()
    def show_similar(self) -> None:
        """The first of the similar offers, with the keyboard in the list and the heading in sight."""
        for n in self.model.similar.rows.ns()[:1]:
            first = self.model.list.index_of(n)
            self._list.point_at(first)
            self._list.scrollTo(first.siblingAtRow(first.row() - 1), RowList.ScrollHint.PositionAtTop)
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_filters(self, *, everything: bool) -> None:
        """All of them one below the other, or those that are asked for most."""
        self._sides.setCurrentWidget(self._search)
        self._columns.reveal(_FILTERS)
        self._filters.unfold(everything=everything)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes the typed words back before the window leaves the screen."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif _LIST not in self._columns.shown():
            self._back_to_list()
        elif self.model.query.text:
            self.search_wanted.emit("")
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._new = Button(_("Neues Angebot"), self, icon="plus")
        self._list_out = ListButton(self)
        # Short, for three buttons stand beside the title on little screens, too.
        self._many = Button(_("Für alle …"), self, icon="edit")
        self._many.setAccessibleName(_("Für alle gefundenen Angebote …"))
        self._many.setToolTip(_(_MANY.words))
        self._head = ScreenHead(_("Angebote"), self, self._many, self._list_out, self._new)
        self._filters = FilterColumn(self)
        self._chips = ChipBar(self)
        self._repair = RepairBar(self)
        self._notice = PlainLabel("", self, role="meta", wrap=True)
        self._notice.hide()
        self._list = RowList(self.model.list, _("Angebote"), self)
        self._nothing = NothingFound(self)
        self._import = Button(_("Datei importieren …"), self, kind="primary", icon="import")
        self._practice = Button(_("Mit Beispieldaten üben"), self)
        words_of_empty = _(
            "Noch keine Angebote. Eine Datei importieren, etwa den Export aus Freinet, oder mit erfundenen "
            "Beispieldaten üben."
        )
        self._empty = EmptyState("offers", words_of_empty, self, self._import, self._practice)
        self._middle = QStackedWidget(self)
        self._found_page = QWidget(self)
        # Below the list: it comes later, and nothing that is read may jump.
        self._to_similar = Button("", self, kind="link", icon="down")
        self._to_similar.hide()
        found = column(self._nothing, gap=SMALL)
        found.addWidget(self._list, 1)
        found.addWidget(self._to_similar)
        self._found_page.setLayout(found)
        for page in (self._found_page, self._empty):
            self._middle.addWidget(page)
        middle = QWidget(self)
        list_column = column(self._chips, self._repair, self._notice, gap=SMALL)
        list_column.addWidget(self._middle, 1)
        middle.setLayout(list_column)
        self._detail = OfferDetail(self._history, self)
        parts = (
            Column(_("Filter"), self._filters, 31, 0),
            Column(_("Liste"), middle, 34),
            Column(_("Angebot"), self._detail, 36),
        )
        self._columns = Columns(parts, self, main=_LIST)
        layout = column(self._head, gap=SMALL, margin=LARGE)
        layout.addWidget(self._columns, 1)
        self._search = QWidget(self)
        self._search.setLayout(layout)
        self._panel = BulkPanel(self)
        self._sides = QStackedWidget(self)
        for side in (self._search, self._panel):
            self._sides.addWidget(side)
        self.setLayout(column(self._sides))

    def _connect_model(self) -> None:
        model = self.model
        model.queried.connect(self._show_query)
        model.found.connect(self._show_found)
        model.counted.connect(self._filters.show_options)
        for changed in (model.similar.rows.rowsInserted, model.similar.rows.rowsRemoved):
            changed.connect(self._arrange)
        model.nothing.connect(self._nothing.show_ways)
        model.shown.connect(self._show_sight)
        for part in (model, self._history, self._bulk, self._kept):
            part.done.connect(self.done)
            part.refused.connect(self.refused)
        model.pick_wanted.connect(self.pick_wanted)
        model.unpick_wanted.connect(self.unpick_wanted)
        model.marked.connect(self._show_picked)
        self._filters.chosen.connect(model.choose)
        self._filters.near_chosen.connect(model.measure)
        self._filters.statuses_chosen.connect(model.set_statuses)
        model.repair.begun.connect(self._repair.begin)
        model.repair.advanced.connect(self._repair.advance)
        for ended in (model.repair.ended, model.repair.refused):
            ended.connect(self._repair.hide)
        model.placed.connect(self._filters.distance.show_points)
        model.placeless.connect(self._filters.distance.show_placeless)
        self._chips.removed.connect(self._drop)
        self._chips.cleared.connect(model.clear)
        self._nothing.chosen.connect(self._loosen)
        self._list.pointed.connect(model.point_at)
        self._list.picked.connect(model.pick)

    def _connect_wishes(self) -> None:
        self._list.typed.connect(self.search_wanted)
        self._to_similar.clicked.connect(self.show_similar)
        self._list.opened.connect(self._open)
        self._new.clicked.connect(self._begin_new)
        self._import.clicked.connect(self.import_wanted)
        self._list_out.clicked.connect(self._want_list)
        self._practice.clicked.connect(self.practice_wanted)
        detail = self._detail
        detail.pick_wanted.connect(self.model.pick_shown)
        detail.assure_wanted.connect(self.model.assure)
        detail.edit_wanted.connect(self._edit)
        detail.organisation_wanted.connect(self._edit_organisation)
        detail.conflicts_wanted.connect(self._want_conflicts)
        detail.left.connect(self._back_to_list)
        # Not for one offer while something is to be done with many.
        press(_EDIT, self._search, self._edit)
        press(_ASSURE, self._search, self.model.assure)
        press(_HISTORY, self._search, detail.toggle_history)
        press(_NEW, self, self._begin_new)
        press(_MANY, self._search, self._begin_many)

    def _connect_bulk(self) -> None:
        bulk, panel = self._bulk, self._panel
        self._many.clicked.connect(self._begin_many)
        bulk.begun.connect(self._show_panel)
        panel.considered.connect(bulk.consider)
        bulk.previewed.connect(panel.show_preview)
        bulk.not_possible.connect(panel.say_no)
        panel.done_wanted.connect(bulk.do)
        panel.left.connect(self._leave_panel)
        bulk.done.connect(self._leave_panel)

    def _connect_saved(self) -> None:
        panel, kept = self._filters.saved, self._kept
        kept.listed.connect(panel.show_sets)
        panel.saved.connect(self._save)
        panel.applied.connect(self._apply)
        panel.renamed.connect(kept.rename)
        panel.dropped.connect(kept.drop)

    @Slot(object)
    def _show_query(self, query: Query) -> None:
        self._filters.show_query(query)
        place = self._filters.distance.name_of(query.near) if query.near else ""
        self._chips.show_chips(chips(query, place))

    @Slot(object)
    def _show_found(self, found: Found) -> None:
        count = len(found.hits)
        self._many.setEnabled(count > 0)
        self._say_notice(understood(found.hits))
        self._list.make_room(for_passages=bool(found.terms))
        self._head.say(ngettext("{count} Angebot", "{count} Angebote", count).format(count=number(count)))
        self._list_out.setEnabled(count > 0)
        self._middle.setCurrentWidget(self._found_page if found.total else self._empty)
        self._arrange()
        if count:
            self._keep_place()

    @Slot()
    def _arrange(self) -> None:
        """Where no offer has the words, those that are similar stand below the ways out."""
        had_keyboard = self._list.hasFocus() or self._nothing.has_keyboard()
        exact, similar = self.model.rows.rowCount(), len(self.model.similar.rows.ns())
        said = ngettext("{count} ähnliches Angebot", "{count} ähnliche Angebote", similar)
        self._to_similar.setText(said.format(count=number(similar)))
        self._to_similar.setVisible(bool(exact and similar))
        self._nothing.setVisible(not exact)
        self._nothing.stand_alone(alone=not similar)
        self._list.setVisible(bool(exact or similar))
        if had_keyboard and not (self._list.hasFocus() or self._nothing.has_keyboard()):
            self._enter_found()

    def _enter_found(self) -> None:
        """Where nothing was found, to the first way out."""
        (self._nothing if self._list.isHidden() else self._list).enter()

    def _say_notice(self, said: str) -> None:
        self._notice.setText(said)
        self._notice.setVisible(bool(said))

    def _keep_place(self) -> None:
        pointed_at = self.model.pointed_at
        if pointed_at is not None and self._list.current() != pointed_at:
            self._list.point_at(self.model.list.index_of(pointed_at))

    @Slot(object)
    def _show_sight(self, sight: Sight | None) -> None:
        self._detail.show_sight(sight, self.model.terms)
        self._show_picked()

    @Slot()
    def _show_picked(self) -> None:
        self._detail.show_picked(self.model.is_picked())

    @Slot(object)
    def _drop(self, chip: tuple[str, str]) -> None:
        part, word = chip
        if part == NEAR:
            self.model.measure(None)
        elif part == STATUS:
            self.model.set_statuses(USUAL)
        else:
            self.model.drop(part, word)

    @Slot(object)
    def _loosen(self, way: Looser) -> None:
        if way.part == "text":
            self.search_wanted.emit("")
        self.model.set_query(way.query)

    @Slot(str)
    def _save(self, name: str) -> None:
        self._kept.save(name, self.model.query)

    @Slot(object)
    def _apply(self, kept: FilterSet) -> None:
        """The words that are typed stay."""
        self.model.set_query(replace(kept.query, text=self.model.query.text))

    @Slot()
    def _open(self) -> None:
        self._sides.setCurrentWidget(self._search)
        self._columns.reveal(_DETAIL)
        self._detail.enter()

    @Slot()
    def _back_to_list(self) -> None:
        self._columns.reveal(_LIST)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _begin_many(self) -> None:
        if self._many.isEnabled():
            self._bulk.begin(self.model.rows.ids())

    @Slot(int)
    def _show_panel(self, count: int) -> None:
        self._sides.setCurrentWidget(self._panel)
        self._panel.begin(count)

    @Slot()
    def _leave_panel(self) -> None:
        self._sides.setCurrentWidget(self._search)
        self._back_to_list()

    @Slot()
    def _begin_new(self) -> None:
        self.edit_wanted.emit("offer", "")

    @Slot()
    def _edit(self) -> None:
        if self.model.sight:
            self.edit_wanted.emit("offer", self.model.sight.full.offer.id)

    @Slot()
    def _want_conflicts(self) -> None:
        if self.model.sight:
            full = self.model.sight.full
            self.conflicts_wanted.emit((full.offer.id, full.organisation.id))

    @Slot()
    def _want_list(self) -> None:
        self.list_wanted.emit(ListWish(partial(lists.offers, ns=self.model.rows.ids())))

    @Slot()
    def _edit_organisation(self) -> None:
        if self.model.sight:
            self.edit_wanted.emit("organisation", self.model.sight.full.organisation.id)
