"""The offer beside the list: how far it can be trusted, everything it says, and what can be done with it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from kosidesk.i18n import _
from kosidesk.search.terms import Term
from kosidesk.ui.history.model import History
from kosidesk.ui.history.panel import HistoryPanel
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.dispute_button import DisputeButton
from kosidesk.ui.kit.labels import Badge, PlainLabel
from kosidesk.ui.kit.layouts import FlowLayout, column
from kosidesk.ui.kit.lights import LightLabel
from kosidesk.ui.kit.row import light_mark
from kosidesk.ui.reading.facts import passages, trusted
from kosidesk.ui.reading.lines import Sight
from kosidesk.ui.reading.reader import Reader
from kosidesk.ui.theme import SMALL


class OfferDetail(QWidget):
    """Wishes leave as signals; `left` when Esc leads back to the list."""

    pick_wanted = Signal()
    assure_wanted = Signal()
    edit_wanted = Signal()
    organisation_wanted = Signal()
    conflicts_wanted = Signal()
    left = Signal()

    def __init__(self, history: History, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._shown_id = ""
        self._build()
        self._connect()
        self.show_sight(None, ())

    def show_sight(self, sight: Sight | None, terms: tuple[Term, ...]) -> None:
        self._sides.setCurrentWidget(self._shown if sight else self._blank)
        if sight is None:
            return
        offer = sight.full.offer
        if offer.id != self._shown_id:
            self._history_button.setChecked(False)
        self._shown_id = offer.id
        self._light.say(light_mark(sight.freshness.light), trusted(offer, sight.today))
        self._status.setText(sight.state())
        self._status.setVisible(bool(sight.state()))
        self._body.setVisible(bool(sight.full.organisation.id))
        self._disputes.show_count(sight.conflicts)
        number = _("Nr. {number}").format(number=offer.number) if offer.number else ""
        under = " · ".join(filter(None, (sight.full.organisation.name, number)))
        self._reader.show_text(offer.title, under, passages(sight.full), terms)

    def show_picked(self, is_picked: bool) -> None:  # noqa: FBT001 - the one thing it says
        """Whether the offer in sight is on the shortlist."""
        self._pick.setText(_("Von der Merkliste nehmen") if is_picked else _("Auf die Merkliste"))

    def enter(self) -> None:
        """Takes the focus, to be read with the arrow keys."""
        self._page().setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_history(self) -> None:
        self._history_button.setChecked(not self._history_button.isChecked())

    def _page(self) -> QWidget:
        return self._panel if self._history_button.isChecked() else self._reader

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._light = LightLabel(self)
        self._status = Badge("", "watch", self)
        self._disputes = DisputeButton(self)
        self._pick = Button(_("Auf die Merkliste"), self, kind="primary", icon="pick")
        self._assure = Button(_("Noch gültig"), self, icon="check")
        self._edit = Button(_("Bearbeiten"), self, icon="edit")
        self._body = Button(_("Einrichtung"), self, icon="organisations")
        self._history_button = Button(_("Verlauf"), self, icon="history")
        self._history_button.setCheckable(True)
        self._reader = Reader(self)
        self._pages = QStackedWidget(self)
        self._panel = HistoryPanel(self._history, self._pages)
        for page in (self._reader, self._panel):
            self._pages.addWidget(page)
        state = _flow(self._status, self._disputes)
        actions = _flow(self._pick, self._assure, self._edit, self._body, self._history_button)
        self._shown = QWidget(self)
        whole = column(self._light, state, actions, gap=SMALL)
        whole.addWidget(self._pages, 1)
        self._shown.setLayout(whole)
        self._blank = PlainLabel(_("Hier steht das Angebot, das in der Liste gewählt ist."), self, wrap=True)
        self._blank.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sides = QStackedWidget(self)
        for side in (self._shown, self._blank):
            self._sides.addWidget(side)
        self.setLayout(column(self._sides))

    def _connect(self) -> None:
        self._pick.clicked.connect(self.pick_wanted)
        self._assure.clicked.connect(self.assure_wanted)
        self._edit.clicked.connect(self.edit_wanted)
        self._body.clicked.connect(self.organisation_wanted)
        self._disputes.clicked.connect(self.conflicts_wanted)
        self._history_button.toggled.connect(self._show_history)

    @Slot(bool)
    def _show_history(self, wanted: bool) -> None:  # noqa: FBT001 - `toggled` sends it
        self._pages.setCurrentWidget(self._page())
        self._history.show(self._shown_id if wanted else "")


def _flow(*parts: QWidget) -> FlowLayout:
    flow = FlowLayout(gap=SMALL)
    for part in parts:
        flow.addWidget(part)
    return flow
