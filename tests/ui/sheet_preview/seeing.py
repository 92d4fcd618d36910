"""What a person sees and presses on the sheet screen."""

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.domain.consultation import Consultation
from kosidesk.printing.preview import page_texts
from kosidesk.ui.sheet_preview.model import SheetPreview
from kosidesk.ui.sheet_preview.screen import SheetScreen


def seen(screen: SheetScreen) -> list[QLabel]:
    """The pages in sight."""
    labels = screen._sheet._pages.findChildren(QLabel)
    return [label for label in labels if label.isVisible() and not label.pixmap().isNull()]


def button(owner: QWidget, words: str) -> QPushButton:
    return next(found for found in owner.findChildren(QPushButton) if found.text() == words)


def text(model: SheetPreview) -> str:
    """What stands on the sheet, on one line."""
    return " ".join("".join(page_texts(model.printout.pdf)).split()) if model.printout else ""


def show(screen: SheetScreen, talk: Consultation, qtbot: QtBot) -> None:
    """The sheet of this consultation, until it can be seen."""
    screen._model.show_sheet(talk)
    qtbot.waitUntil(lambda: bool(seen(screen)))


def settle(screen: SheetScreen, qtbot: QtBot) -> None:
    """Until the newest edition is made and drawn."""
    tasks = screen._model._tasks
    qtbot.waitUntil(lambda: tasks.is_idle() and screen._model.printout is not None)
