"""The receipt of an erasure can be taken along, and says what is true."""

from datetime import date

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kosidesk.domain.change import Changes
from kosidesk.domain.erasure import Receipt
from kosidesk.services import words
from kosidesk.ui.consultation.receipt_card import ReceiptCard
from tests.ui.looks import nameless

RECEIPT = Receipt(Changes(), "7K3QP2AB-C", date(2026, 11, 22), date(2026, 12, 27), "Mara")


def test_it_can_be_put_into_a_letter(qtbot: QtBot) -> None:
    card = ReceiptCard()
    qtbot.addWidget(card)
    card.show_receipt(RECEIPT)
    card._copy.click()
    assert QApplication.clipboard().text() == "\n\n".join(words.receipt(RECEIPT))
    assert nameless(card) == []


def test_it_says_what_who_when_and_where_copies_are() -> None:
    told = " ".join(words.receipt(RECEIPT))
    for fact in (
        "7K3QP2AB-C",
        "22. November 2026",
        "Mara",
        "27. Dezember 2026",
        "Server",
        "von Hand zu löschen",
    ):
        assert fact in told


def test_where_no_copy_holds_her_it_says_so() -> None:
    told = words.receipt(Receipt(Changes(), "7K3QP2AB-C", date(2026, 11, 22)))
    assert told[-1] == "In den Sicherungen dieses Schreibtischs steht davon nichts."
    assert not [line for line in told if "Gelöscht hat" in line]
