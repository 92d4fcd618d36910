"""What is decided by itself, away from the talk: its end, its client, who goes on with it."""

from functools import cached_property

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
        self._stack = QStackedWidget(self)
        self.setLayout(column(self._stack))
        model.proposed.connect(self._open_finish)
        model.colleagues.connect(self._open_hand_over)
        model.clientele.kept.connect(self.left)
        model.clientele.forgotten.connect(self._open_receipt)

    def is_receipt(self) -> bool:
        """A receipt is read to its end, though the talk it is about is gone."""
        return isinstance(self._stack.currentWidget(), ReceiptCard)

    @Slot()
    def open_client(self) -> None:
        """Her name, how to reach her, and what she agrees to."""
        if self._model.clientele.acquaintance is not None:
            self._client.show_client(self._model.clientele.acquaintance)
            self._open(self._client)

    # Each card is made when it is first needed: together they would hold up the first talk of the day.

    @cached_property
    def _finish(self) -> FinishCard:
        card = FinishCard(self._stack)
        card.agreed.connect(self._model.agree)
        card.essence_typed.connect(self._look_at_essence)
        self._model.faulty.connect(card.show_faults)
        return card

    @cached_property
    def _hand_over(self) -> HandOverCard:
        card = HandOverCard(self._stack)
        card.wanted.connect(self._model.hand_over)
        return card

    @cached_property
    def _client(self) -> ClientCard:
        card, clientele = ClientCard(self._stack), self._model.clientele
        card.kept.connect(clientele.keep)
        card.withdrawn.connect(clientele.withdraw)
        clientele.faulty.connect(card.show_faults)
        clientele.shown.connect(card.show_client)
        return card

    @cached_property
    def _receipt(self) -> ReceiptCard:
        return ReceiptCard(self._stack)

    @Slot(object)
    def _open_finish(self, proposal: Agreement) -> None:
        self._finish.show_proposal(proposal)
        self._open(self._finish)

    @Slot(str)
    def _look_at_essence(self, typed: str) -> None:
        self._finish.hint(self._model.hint(typed))

    @Slot(object)
    def _open_hand_over(self, colleagues: tuple[Counsellor, ...]) -> None:
        self._hand_over.show_colleagues(colleagues)
        self._open(self._hand_over)

    @Slot(object)
    def _open_receipt(self, receipt: Receipt) -> None:
        self._receipt.show_receipt(receipt)
        self._open(self._receipt)

    def _open(self, card: AsideCard) -> None:
        if self._stack.indexOf(card) < 0:
            card.left.connect(self.left)
            self._stack.addWidget(card)
        self._stack.setCurrentWidget(card)
        self.opened.emit()
        card.enter()
