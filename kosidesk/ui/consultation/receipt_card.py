"""What a client who is forgotten may want to know or to write down."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kosidesk.domain.erasure import Receipt
from kosidesk.i18n import _
from kosidesk.services import words
from kosidesk.ui.consultation.aside_card import AsideCard
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.labels import PlainLabel


class ReceiptCard(AsideCard):
    """It is the only trace: once left, it is gone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Alle Angaben sind gelöscht"), "", Button(_("Fertig"), kind="primary"), parent)
        self._text = PlainLabel("", self, wrap=True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setAccessibleName(_("Beleg"))
        self.body.addWidget(self._text)
        self.back.hide()
        self.do.clicked.connect(self.left)

    def show_receipt(self, receipt: Receipt) -> None:
        self._text.setText("\n\n".join(words.receipt(receipt)))
