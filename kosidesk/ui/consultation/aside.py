"""What is decided by itself, away from the talk: its end, its client, who goes on with it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from kosidesk.domain.agency import Counsellor
from kosidesk.domain.erasure import Receipt
from kosidesk.services.finishing import Agreement
from kosidesk.ui.consultation.aside_card import AsideCard
from kosidesk.ui.consultation.client_card import ClientCard
from kosidesk.ui.consultation.finish_card import FinishCard
from kosidesk.ui.consultation.hand_over_card import HandOverCard
from kosidesk.ui.consultation.model import Conversation
from kosidesk.ui.consultation.receipt_card import ReceiptCard
from kosidesk.ui.kit.layouts import column


class Aside(QWidget):
    """One card at a time. `opened` says that there is something to decide, `left` that it is put away."""

    opened = Signal()
    left = Signal()

    def __init__(self, model: Conversation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._finish, self._client = FinishCard(self), ClientCard(self)
        self._hand_over, self._receipt = HandOverCard(self), ReceiptCard(self)
        self._stack = QStackedWidget(self)
        for card in self._cards():
            self._stack.addWidget(card)
        self.setLayout(column(self._stack))
        self._connect()

    def is_receipt(self) -> bool:
        """A receipt is read to its end, though the talk it is about is gone."""
        return self._stack.currentWidget() is self._receipt

    @Slot()
    def open_client(self) -> None:
        """Her name, how to reach her, and what she agrees to."""
        if self._model.clientele.acquaintance is not None:
            self._client.show_client(self._model.clientele.acquaintance)
            self._open(self._client)

    def _cards(self) -> tuple[AsideCard, ...]:
        return (self._finish, self._client, self._hand_over, self._receipt)

    def _connect(self) -> None:
        model, clientele = self._model, self._model.clientele
        for card in self._cards():
            card.left.connect(self.left)
        self._finish.agreed.connect(model.agree)
        self._hand_over.wanted.connect(model.hand_over)
        self._client.kept.connect(clientele.keep)
        self._client.withdrawn.connect(clientele.withdraw)
        model.proposed.connect(self._open_finish)
        model.faulty.connect(self._finish.show_faults)
        model.colleagues.connect(self._open_hand_over)
        clientele.kept.connect(self.left)
        clientele.faulty.connect(self._client.show_faults)
        clientele.shown.connect(self._client.show_client)
        clientele.forgotten.connect(self._open_receipt)

    @Slot(object)
    def _open_finish(self, proposal: Agreement) -> None:
        self._finish.show_proposal(proposal)
        self._open(self._finish)

    @Slot(object)
    def _open_hand_over(self, colleagues: tuple[Counsellor, ...]) -> None:
        self._hand_over.show_colleagues(colleagues)
        self._open(self._hand_over)

    @Slot(object)
    def _open_receipt(self, receipt: Receipt) -> None:
        self._receipt.show_receipt(receipt)
        self._open(self._receipt)

    def _open(self, card: AsideCard) -> None:
        self._stack.setCurrentWidget(card)
        self.opened.emit()
        card.enter()
