"""What became of the files, and the way back."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kosidesk.i18n import _, ngettext, number
from kosidesk.ui.import_wizard.lines import Result
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.heads import ScreenHead
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import FlowLayout, column, scrolling
from kosidesk.ui.theme import LARGE, MEDIUM


class ResultsPage(QWidget):
    """`undo_wanted` carries the `Result` to take back."""

    undo_wanted = Signal(object)
    more_wanted = Signal()
    find_wanted = Signal()
    conflicts_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._more = Button(_("Weitere Datei …"), self)
        self._find = Button(_("Zu den Angeboten"), self, kind="primary")
        self._cards: list[Card] = []
        content = QWidget()
        self._body = column(gap=MEDIUM)
        self._body.addStretch(1)
        content.setLayout(self._body)
        head = ScreenHead(_("Übernommen"), self, self._more, self._find)
        layout = column(head, gap=MEDIUM, margin=LARGE)
        layout.addWidget(scrolling(content, self), 1)
        self.setLayout(layout)
        self._more.clicked.connect(self.more_wanted)
        self._find.clicked.connect(self.find_wanted)

    def show_results(self, results: tuple[Result, ...]) -> None:
        for card in self._cards:
            self._body.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._card(one) for one in results]
        for place, card in enumerate(self._cards):
            self._body.insertWidget(place, card)
        self._find.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, one: Result) -> Card:
        card = Card(one.file, one.summary, self)
        buttons = FlowLayout()
        if one.transaction:
            undo = Button(_("Rückgängig"), card, icon="undo")
            undo.setAccessibleName(_("Import von {file} rückgängig machen").format(file=one.file))
            undo.clicked.connect(partial(self._wish_undo, one))
            buttons.addWidget(undo)
        if one.conflicts:
            said = ngettext(
                "{count} Angabe widerspricht dem Schreibtisch. Unser Stand gilt, bis jemand entscheidet.",
                "{count} Angaben widersprechen dem Schreibtisch. Unser Stand gilt, bis jemand entscheidet.",
                one.conflicts,
            )
            card.body.addWidget(PlainLabel(said.format(count=number(one.conflicts)), card, wrap=True))
            look = Button(_("Ansehen und entscheiden"), card)
            look.clicked.connect(self.conflicts_wanted)
            buttons.addWidget(look)
        card.body.addLayout(buttons)
        return card

    def _wish_undo(self, one: Result) -> None:
        self.undo_wanted.emit(one)
