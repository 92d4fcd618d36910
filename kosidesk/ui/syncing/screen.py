"""Shows how the desk stands with the common server: in sentences, with what can be done now."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kosidesk.domain.errors import ManyGone
from kosidesk.domain.sync_state import SyncState
from kosidesk.i18n import _
from kosidesk.services import words
from kosidesk.services.desk import Clock
from kosidesk.services.rejections import Rejection
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card, DecisionCard
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.heads import ScreenHead
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import FlowLayout, column, row, scrolling
from kosidesk.ui.syncing.model import Sight, Syncing
from kosidesk.ui.theme import LARGE, look

_WIDTH = 820
_SENTENCES = 7


class SyncScreen(QWidget):
    """Wishes that lead to other screens leave as signals."""

    conflicts_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, model: Syncing, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._clock = model, clock
        content = QWidget()
        self._now = Button(_("Jetzt abgleichen"), content, kind="primary", icon="sync")
        self._head = ScreenHead(_("Gemeinsamer Server"), content, self._now)
        self._card = self._state_card(content)
        self._lease = _LeaseCard(model, content)
        self._rejected = _RejectedCard(model, content)
        self._held: DecisionCard | None = None
        self._column = column(
            self._head, self._card, self._rejected, self._lease, None, gap=LARGE, margin=LARGE
        )
        content.setLayout(self._column)
        self.setLayout(column(scrolling(content, self)))
        self._now.clicked.connect(model.sync)
        model.shown.connect(self._show)
        self._show(model.sight)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.look()
        self._now.setFocus(Qt.FocusReason.OtherFocusReason)

    def _state_card(self, parent: QWidget) -> Card:
        card = Card(parent=parent)
        card.setMaximumWidth(look().pixels(_WIDTH))
        self._line = PlainLabel("", card, role="title", wrap=True)
        self._sentences = [PlainLabel("", card, wrap=True) for _each in range(_SENTENCES)]
        self._conflicts = Button(_("Widersprüche ansehen"), card, icon="check")
        settings = Button(_("Zu den Einstellungen"), card, icon="settings")
        self._conflicts.clicked.connect(self.conflicts_wanted)
        settings.clicked.connect(self.settings_wanted)
        for label in (self._line, *self._sentences):
            card.body.addWidget(label)
        buttons = FlowLayout()
        for button in (self._conflicts, settings):
            buttons.addWidget(button)
        card.body.addLayout(buttons)
        return card

    @Slot(object)
    def _show(self, sight: Sight) -> None:
        state, now = sight.state, self._clock()
        self._line.setText(words.sync_line(state, now, working=sight.working))
        told = words.sync_facts(state, now)
        for label, sentence in zip(self._sentences, (*told, *[""] * _SENTENCES), strict=False):
            label.setText(sentence)
            label.setVisible(bool(sentence))
        self._now.setVisible(state.is_connected)
        self._conflicts.setVisible(bool(state.conflicts))
        self._head.say(state.server)
        self._rejected.show_state(state)
        self._lease.show_state(state)
        self._ask(sight.held)

    def _ask(self, held: ManyGone | None) -> None:
        """Once for each question; it goes when it is answered."""
        if held is None and self._held is not None:
            self._held.hide()
            self._held.deleteLater()
            self._held = None
        elif held is not None and self._held is None:
            answers = ((_("Noch nichts entfernen"), False), (_("Ja, das ist so gewollt"), True))
            self._held = DecisionCard(
                _("Sollen so viele Einträge gehen?"), words.sentence(held), answers, self
            )
            self._held.setMaximumWidth(look().pixels(_WIDTH))
            self._held.decided.connect(self._answer)
            self._column.insertWidget(1, self._held)

    @Slot(object)
    def _answer(self, agreed: object) -> None:
        if agreed:
            self._model.allow()
        else:
            self._ask(None)


class _RejectedCard(Card):
    """Which changes the server did not take, and why."""

    def __init__(self, model: Syncing, parent: QWidget) -> None:
        super().__init__(_("Nicht angenommen"), parent=parent)
        self.setMaximumWidth(look().pixels(_WIDTH))
        self._model, self._count = model, 0
        self._list = PlainLabel("", self, wrap=True)
        self._list.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self._list)
        model.rejected.connect(self._tell)
        self.hide()

    def show_state(self, state: SyncState) -> None:
        self.setVisible(bool(state.rejected))
        if state.rejected != self._count:
            self._count = state.rejected
            self._model.look_at_rejected()

    @Slot(object)
    def _tell(self, rejections: tuple[Rejection, ...]) -> None:
        self._list.setText("\n\n".join(map(words.rejection, rejections)))


class _LeaseCard(Card):
    """Where a coordinator's code is typed once the server was away for long."""

    def __init__(self, model: Syncing, parent: QWidget) -> None:
        text = _(
            "Die Koordination liest den Code vor, wenn dieses Gerät den Server länger nicht erreichen kann."
        )
        super().__init__(_("Frist verlängern"), text, parent)
        self.setMaximumWidth(look().pixels(_WIDTH))
        self._model = model
        self._code = QLineEdit(self)
        extend = Button(_("Frist verlängern"), self)
        layout = form()
        field(layout, _("Code der Koordination"), self._code, _("Zwölf Zeichen, Striche sind gleichgültig."))
        self.body.addLayout(layout)
        self.body.addLayout(row(None, extend))
        extend.clicked.connect(self._wish)
        self._code.returnPressed.connect(self._wish)
        model.done.connect(self._clear)
        self.hide()

    def show_state(self, state: SyncState) -> None:
        self.setVisible(state.is_lease_pressing())

    @Slot()
    def _wish(self) -> None:
        if self._code.text().strip():
            self._model.extend(self._code.text())

    @Slot()
    def _clear(self) -> None:
        self._code.clear()
