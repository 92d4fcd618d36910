"""The inbox of conflicts: a card for each, together under the record they are about."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kosidesk.domain.conflict import DUPLICATE, Answer, Box, Standing
from kosidesk.domain.errors import Invalid
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import WHOLES
from kosidesk.domain.record import Values
from kosidesk.i18n import N_, _, ngettext, number
from kosidesk.services import lists
from kosidesk.services.conflicts import Conflict, Inbox
from kosidesk.ui.conflicts import wording
from kosidesk.ui.conflicts.card import ConflictCard
from kosidesk.ui.conflicts.model import Disagreements
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.chip_bar import ChipBar
from kosidesk.ui.kit.heads import EmptyState, ScreenHead, section
from kosidesk.ui.kit.keys import Key
from kosidesk.ui.kit.layouts import FlowLayout, column, row, scrolling
from kosidesk.ui.kit.list_button import LIST, ListButton, ListWish
from kosidesk.ui.theme import LARGE, MEDIUM, SMALL

KEYS = (
    Key("1", N_("Erste Antwort der Karte geben, 2 die zweite und so fort")),
    Key("Tab", N_("Zur nächsten Antwort")),
    Key("PgDown", N_("Zur nächsten Karte")),
    Key("PgUp", N_("Zur vorigen Karte")),
    LIST,
)


class ConflictsScreen(QWidget):
    """Cards keep their place; the one decided goes, and the next takes the focus.

    `record_wanted` carries kind and id of an offer or organisation, `list_wanted` a `ListWish`.
    """

    record_wanted = Signal(str, object)
    list_wanted = Signal(object)

    def __init__(self, model: Disagreements, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._cards: dict[RecordId, ConflictCard] = {}
        self._heads: list[QWidget] = []
        self._build()
        model.shown.connect(self._show)
        model.invalid.connect(self._explain)
        self._chips.removed.connect(self._look_at_all)
        self._list_out.clicked.connect(self._want_list)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.look()

    def _build(self) -> None:
        self._list_out = ListButton(self)
        self._head = ScreenHead(_("Abgleich"), self, self._list_out)
        self._tabs = {box: self._tab(box) for box in (None, *Box)}
        tabs = FlowLayout(gap=SMALL)
        for tab in self._tabs.values():
            tabs.addWidget(tab)
        self._chips = ChipBar(self)
        self._chips.hide()
        self._body = column(gap=MEDIUM)
        self._body.addStretch(1)
        content = QWidget()
        content.setLayout(self._body)
        self._area = scrolling(content, self)
        self._empty = EmptyState("check", "", self)
        self._sides = QStackedWidget(self)
        for side in (self._empty, self._area):
            self._sides.addWidget(side)
        layout = column(self._head, tabs, self._chips, gap=MEDIUM, margin=LARGE)
        layout.addWidget(self._sides, 1)
        self.setLayout(layout)

    def _tab(self, box: Box | None) -> Button:
        tab = Button("", self, kind="tab")
        tab.setCheckable(True)
        tab.clicked.connect(partial(self._look_into, box))
        tab.hide()
        return tab

    @Slot(object)
    def _show(self, inbox: Inbox) -> None:
        place = self._place_of_focus()
        shown = _grouped(inbox.shown)
        typed = self._drop_others(shown)
        self._lay_out(shown)
        for id_, values in typed.items():
            self._cards[id_].go_on(values)
        self._show_tabs(inbox)
        self._show_chip(shown)
        self._empty.say(self._nothing())
        self._sides.setCurrentIndex(1 if shown else 0)
        self._head.say(_count_words(inbox.total))
        self._list_out.setEnabled(inbox.total > 0)
        if place is not None:
            self._enter(place)

    def _place_of_focus(self) -> int | None:
        """The place of the card that has the keyboard."""
        focused = self.focusWidget()
        cards = list(self._cards.values())
        return next((n for n, card in enumerate(cards) if focused and card.isAncestorOf(focused)), None)

    def _enter(self, place: int) -> None:
        """Whoever answers goes on with the card that has taken the place of the one answered."""
        cards = list(self._cards.values())
        if cards:
            card = cards[max(0, min(place, len(cards) - 1))]
            if not card.isAncestorOf(self.focusWidget() or self):
                card.enter()
            self._area.ensureWidgetVisible(card)

    def _drop_others(self, shown: tuple[Conflict, ...]) -> dict[RecordId, Values]:
        """A card whose sides have changed since is made anew; returns what was being typed into such."""
        kept = {conflict.id: conflict for conflict in shown}
        typed: dict[RecordId, Values] = {}
        for id_ in [id_ for id_, card in self._cards.items() if kept.get(id_) != card.conflict]:
            card = self._cards.pop(id_)
            values = card.typed()
            if id_ in kept and values is not None:
                typed[id_] = values
            _take_away(card)
        for head in self._heads:
            _take_away(head)
        self._heads = []
        return typed

    def _lay_out(self, shown: tuple[Conflict, ...]) -> None:
        self._cards = {one.id: self._cards.get(one.id) or self._card(one) for one in shown}
        place, root = 0, ""
        for conflict in shown:
            if conflict.root != root:
                root = conflict.root
                self._heads.append(self._heading(conflict))
                self._body.insertWidget(place, self._heads[-1])
                place += 1
            self._body.insertWidget(place, self._cards[conflict.id])
            place += 1

    def _heading(self, conflict: Conflict) -> QWidget:
        name = wording.record_name(conflict)
        line = row(gap=SMALL)
        line.addWidget(section(name, self), 1)
        is_there = conflict.standing is not Standing.GONE or conflict.root != conflict.record
        if is_there and conflict.root_kind in WHOLES and conflict.reason != DUPLICATE:
            way = Button(_("Ansehen"), self, kind="link")
            way.setAccessibleName(_("{name} ansehen").format(name=name))
            way.clicked.connect(partial(self._open, conflict.root_kind, conflict.root))
            line.addWidget(way)
        heading = QWidget(self)
        heading.setLayout(line)
        return heading

    def _card(self, conflict: Conflict) -> ConflictCard:
        card = ConflictCard(conflict, self._model.vocabulary, self)
        card.decided.connect(partial(self._decide, conflict))
        card.passed.connect(partial(self._pass, conflict.id))
        card.opened.connect(partial(self._open, conflict.kind))
        return card

    def _show_tabs(self, inbox: Inbox) -> None:
        for box, tab in self._tabs.items():
            count = inbox.counts.get(box, 0) if box else inbox.total
            said = _("{name} ({count})").format(name=wording.box_name(box), count=number(count))
            tab.setText(said)
            tab.setChecked(box is self._model.asked.box)
            # With a single heading there is nothing to choose.
            tab.setVisible(count > 0 and len(inbox.counts) > 1)

    def _show_chip(self, shown: tuple[Conflict, ...]) -> None:
        name = wording.record_name(shown[0]) if shown else _("ein Eintrag")
        chips = ((_("Nur: {name}").format(name=_short(name)), None),) if self._model.asked.about else ()
        self._chips.show_chips(chips)

    def _nothing(self) -> str:
        if self._model.asked.about:
            return _("Zu diesem Eintrag ist nichts mehr zu entscheiden.")
        return _(
            "Nichts zu entscheiden. Wo zwei Schreibtische, oder eine Datei und dieser, dieselbe Angabe "
            "verschieden geändert haben, steht es hier."
        )

    def _decide(self, conflict: Conflict, answer: Answer, values: Values | None) -> None:
        self._model.decide(conflict, answer, values)

    def _pass(self, id_: RecordId, steps: int) -> None:
        self._enter(list(self._cards).index(id_) + steps)

    def _open(self, kind: str, id_: RecordId) -> None:
        self.record_wanted.emit(kind, id_)

    def _look_into(self, box: Box | None) -> None:
        self._model.look_into(box)

    @Slot()
    def _look_at_all(self) -> None:
        self._model.look_about(())

    @Slot()
    def _want_list(self) -> None:
        self.list_wanted.emit(ListWish(lists.conflicts))

    @Slot(object, object)
    def _explain(self, id_: RecordId, error: Invalid) -> None:
        if id_ in self._cards:
            self._cards[id_].explain(error)


def _grouped(found: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Those about one record together, where the first of them stands."""
    groups: dict[RecordId, list[Conflict]] = {}
    for conflict in found:
        groups.setdefault(conflict.root, []).append(conflict)
    return tuple(conflict for group in groups.values() for conflict in group)


def _take_away(widget: QWidget) -> None:
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()


_LONGEST = 30


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]} …"


def _count_words(count: int) -> str:
    if not count:
        return ""
    said = ngettext(
        "{count} Widerspruch wartet. Bis zur Entscheidung gilt, was jetzt hier steht.",
        "{count} Widersprüche warten. Bis zur Entscheidung gilt, was jetzt hier steht.",
        count,
    )
    return said.format(count=number(count))
