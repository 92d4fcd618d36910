"""What a client who is forgotten may want to know or to take along."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QWidget

from kosidesk.domain.erasure import Receipt
from kosidesk.i18n import _
from kosidesk.services import words
from kosidesk.ui.consultation.aside_card import AsideCard
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import flow


class ReceiptCard(AsideCard):
    """It is the only trace: once left, it is gone; copied, it can be put into a letter or a mail."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Alle Angaben sind gelöscht"), "", Button(_("Fertig"), kind="primary"), parent)
        self._text = PlainLabel("", self, wrap=True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setAccessibleName(_("Beleg"))
        self._copy = Button(_("Beleg kopieren"), self)
        self._copied = PlainLabel("", self, role="meta", wrap=True)
        self.body.addWidget(self._text)
        self.body.addLayout(flow(self._copy))
        self.body.addWidget(self._copied)
        self.back.hide()
        self._copy.clicked.connect(self._take_along)
        self.do.clicked.connect(self.left)

    def show_receipt(self, receipt: Receipt) -> None:
        self._text.setText("\n\n".join(words.receipt(receipt)))
        self._copied.setText("")

    @Slot()
    def _take_along(self) -> None:
        QApplication.clipboard().setText(self._text.text())
        self._copied.setText(_("Kopiert. In einen Brief oder eine E-Mail einfügen mit Strg+V."))
