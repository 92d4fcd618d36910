"""Wiedervorlage: what is due at the left, the call at the right."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kosidesk.domain.errors import LeaseEnded
from kosidesk.domain.ids import RecordId
from kosidesk.i18n import N_, _, number
from kosidesk.services import asking, lists, words
from kosidesk.services.confirming import FullRound
from kosidesk.services.desk import Desk
from kosidesk.services.follow_ups import FullCase
from kosidesk.ui import messages
from kosidesk.ui.follow_up import case_panel, outcome_editor, round_panel
from kosidesk.ui.follow_up.case_panel import CasePanel
from kosidesk.ui.follow_up.finder import Finder
from kosidesk.ui.follow_up.lines import Listed, Pile
from kosidesk.ui.follow_up.model import FollowUps, Sight
from kosidesk.ui.follow_up.round_panel import RoundPanel
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.columns import Column, Columns
from kosidesk.ui.kit.heads import EmptyState, ScreenHead
from kosidesk.ui.kit.keys import Key, press
from kosidesk.ui.kit.layouts import column, flow
from kosidesk.ui.kit.list_button import LIST, ListButton, ListWish
from kosidesk.ui.kit.row_list import RowList
from kosidesk.ui.theme import LARGE, SMALL

_CALL = Key("Return", N_("Anrufen: in den gewählten Fall"))
_FIND = Key("F3", N_("Code oder Namen eingeben"))
KEYS = (_CALL, _FIND, *case_panel.KEYS, *outcome_editor.KEYS, *round_panel.KEYS, LIST)

_LIST, _CALLING = range(2)


class FollowUpScreen(QWidget):
    """`offer_wanted` carries an offer's id, `letter_wanted` an organisation's, `list_wanted` a `ListWish`."""

    offer_wanted = Signal(object)
    letter_wanted = Signal(object)
    list_wanted = Signal(object)

    def __init__(self, model: FollowUps, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._build()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list.enter()
        self._model.watch(is_seen=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.watch(is_seen=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from the call to the list before the window leaves the screen."""
        if event.key() == Qt.Key.Key_Escape and _LIST not in self._columns.shown():
            self._back_to_list()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._call = Button(_("Anrufen"), self, kind="primary")
        self._list_out = ListButton(self)
        self._head = ScreenHead(_("Wiedervorlage"), self, self._list_out, self._call)
        self._tabs = {pile: self._tab(pile) for pile in Pile}
        self._case = CasePanel(self._model, self)
        self._round = RoundPanel(self._model, self)
        self._none = EmptyState("followup", _("Links einen Fall wählen und mit Enter anrufen."), self)
        self._right = QStackedWidget(self)
        for side in (self._none, self._case, self._round):
            self._right.addWidget(side)
        parts = (
            Column(_("Liste"), self._list_column(), 36, 2),
            Column(_("Anruf"), self._right, 46, 3),
        )
        self._columns = Columns(parts, self, main=_LIST)
        layout = column(self._head, flow(*self._tabs.values()), gap=SMALL, margin=LARGE)
        layout.addWidget(self._columns, 1)
        self.setLayout(layout)

    def _list_column(self) -> QWidget:
        self._finder = Finder(self)
        self._list = RowList(self._model.rows, _("Was fällig ist"), self)
        self._empty = EmptyState("check", "", self)
        self._left = QStackedWidget(self)
        for side in (self._list, self._empty):
            self._left.addWidget(side)
        whole = column(self._finder, gap=SMALL)
        whole.addWidget(self._left, 1)
        made = QWidget(self)
        made.setLayout(whole)
        return made

    def _tab(self, pile: Pile) -> Button:
        tab = Button("", self, kind="tab")
        tab.setCheckable(True)
        tab.clicked.connect(partial(self._look_into, pile))
        return tab

    def _connect(self) -> None:
        model = self._model
        model.listed.connect(self._show_list)
        model.pointed.connect(self._point)
        model.shown.connect(self._show)
        model.places_wanted.connect(self._case.ask_places)
        model.near.connect(self._finder.show_near)
        model.found.connect(self._show_found)
        model.closed.connect(self._show_closed)
        self._list.pointed.connect(model.point_at)
        self._list.opened.connect(self.call)
        self._call.clicked.connect(self.call)
        self._list_out.clicked.connect(self._want_list)
        self._finder.wanted.connect(model.find)
        self._finder.left.connect(self._back_to_list)
        for panel in (self._case, self._round):
            panel.left.connect(self._back_to_list)
            panel.offer_wanted.connect(self.offer_wanted)
        self._round.letter_wanted.connect(self.letter_wanted)
        self._case.client_mail_wanted.connect(partial(self._save_mail, asking.client_mail))
        self._case.mail_wanted.connect(partial(self._save_mail, asking.organisation_mail))
        self._round.mail_wanted.connect(partial(self._save_mail, asking.offers_mail))
        press(_FIND, self, self._finder.enter)

    @Slot(object)
    def _show_list(self, found: Listed) -> None:
        for pile, tab in self._tabs.items():
            counted = _("{name} ({count})")
            tab.setText(counted.format(name=_(_PILES[pile]), count=number(found.counts[pile])))
            tab.setChecked(pile is found.pile)
        self._empty.say(_(_EMPTY[found.pile]))
        self._left.setCurrentWidget(self._list if found.entries else self._empty)
        for button in (self._call, self._list_out):
            button.setEnabled(bool(found.entries))

    @Slot(object)
    def _point(self, id_: RecordId | None) -> None:
        index = QModelIndex() if id_ is None else self._model.rows.index_of(id_)
        if index != self._list.currentIndex():
            self._list.point_at(index)

    @Slot(object)
    def _show(self, sight: Sight | None) -> None:
        match sight:
            case FullCase():
                self._case.show_case(sight)
                self._right.setCurrentWidget(self._case)
            case FullRound():
                self._round.show_round(sight)
                self._right.setCurrentWidget(self._round)
            case None:
                self._right.setCurrentWidget(self._none)

    @Slot()
    def _show_found(self) -> None:
        self._finder.clear()
        self.call()

    @Slot()
    def _show_closed(self) -> None:
        self._empty.say(words.sentence(LeaseEnded()))
        self._left.setCurrentWidget(self._empty)
        for button in (self._call, self._list_out):
            button.setEnabled(False)

    @Slot()
    def call(self) -> None:
        """Into the case, with the keyboard."""
        self._columns.reveal(_CALLING)
        panel = self._round if isinstance(self._model.sight, FullRound) else self._case
        panel.enter()

    @Slot()
    def _want_list(self) -> None:
        pile = self._model.pile
        if pile is Pile.OFFERS:
            wish = ListWish(partial(lists.organisations, ids=self._model.rows.ids()))
        else:
            make = partial(lists.follow_ups, mine=pile is Pile.MINE)
            wish = ListWish(make, partial(make, with_people=True))
        self.list_wanted.emit(wish)

    @Slot()
    def _back_to_list(self) -> None:
        self._columns.reveal(_LIST)
        self._list.enter()

    def _save_mail(self, mail: Callable[[Desk, RecordId], bytes], about: RecordId) -> None:
        title, kinds = _("Nachfrage als E-Mail-Entwurf speichern"), _("E-Mail-Entwurf (*.eml)")
        target = messages.choose_save(self, title, self._model.mail_name(), kinds)
        if target is not None:
            self._model.save_mail(mail, about, target)

    def _look_into(self, pile: Pile) -> None:
        self._model.look_into(pile)
        self._back_to_list()


_PILES = {
    Pile.MINE: N_("Meine fälligen"),
    Pile.ALL: N_("Alle fälligen"),
    Pile.OFFERS: N_("Einrichtungen anrufen"),
}
_EMPTY = {
    Pile.MINE: N_(
        "Für Sie ist heute nichts fällig. Unter „Alle fälligen“ steht, was andere versprochen haben."
    ),
    Pile.ALL: N_("Heute ist nichts fällig."),
    Pile.OFFERS: N_("Kein Angebot muss bestätigt werden."),
}
