"""Shows the changes of a record one below the other."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.i18n import _
from kosidesk.ui.history.model import Entry, History
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, row, scrolling
from kosidesk.ui.theme import SMALL


class HistoryPanel(QWidget):
    """One card a change, each with the way back."""

    def __init__(self, model: History, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._content = QWidget()
        self._area = scrolling(self._content, self)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(_("Verlauf"))
        self.setLayout(column(self._area))
        model.told.connect(self._show)

    @Slot(object)
    def _show(self, entries: tuple[Entry, ...]) -> None:
        self._content = QWidget()
        self._content.setProperty("place", "clear")
        body = column(*(self._card(entry) for entry in entries), None, gap=SMALL)
        self._content.setLayout(body)
        self._area.setWidget(self._content)

    def _card(self, entry: Entry) -> Card:
        card = Card(parent=self._content)
        back = Button(_("Rückgängig"), card, kind="link", icon="undo")
        back.setAccessibleName(_("Rückgängig: {what}").format(what=f"{entry.done}, {entry.when}"))
        back.clicked.connect(partial(self._model.undo, entry.transaction))
        back.setVisible(bool(entry.transaction))
        head = row(gap=SMALL)
        head.addLayout(column(_wrapped(entry.done, "section"), _wrapped(entry.when, "meta"), gap=0), 1)
        head.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(head)
        for line in entry.what:
            card.body.addWidget(_wrapped(line, "body"))
        return card


def _wrapped(text: str, role: str) -> PlainLabel:
    label = PlainLabel(text, role=role, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
