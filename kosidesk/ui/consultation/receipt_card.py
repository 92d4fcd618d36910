"""What a client who is forgotten may want to know or to write down."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kosidesk.domain.erasure import Receipt
from kosidesk.i18n import _
from kosidesk.services import words
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import flow
from kosidesk.ui.theme import MEDIUM


class ReceiptCard(Card):
    """It is the only trace: once left, it is gone."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Alle Angaben sind gelöscht"), "", parent)
        self.body.setSpacing(MEDIUM)
        self._text = PlainLabel("", self, wrap=True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setAccessibleName(_("Beleg"))
        self._done = Button(_("Fertig"), self, kind="primary")
        self._done.clicked.connect(self.left)
        self.body.addWidget(self._text)
        self.body.addLayout(flow(self._done))

    def show_receipt(self, receipt: Receipt) -> None:
        self._text.setText("\n\n".join(words.receipt(receipt)))

    def enter(self) -> None:
        self._done.setFocus(Qt.FocusReason.OtherFocusReason)
